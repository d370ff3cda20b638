//! Web pages: the bytes of a page to the article it holds, or to the entries of a live page.
//!
//! Which library finds the article, and how that was measured: `docs/decisions/0016-main-text.md`.

mod blocks;
mod body;
mod charset;
mod day_words;
mod furniture;
mod json_ld;
mod lines;
mod live;
mod names;
mod page;
mod published;
mod shallow;

use crate::{faults, language};
use cairn_model::{DateFrom, Day, Note, Provenance, Report, ReportId};
use dom_query::Document;
use live::Entry;
#[cfg(feature = "pdf")]
pub(crate) use published::of_text as day_of_text;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What is known of a page besides its bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hints<'h> {
    /// The character encoding that the server named (`Content-Type: text/html; charset=...`).
    pub charset: Option<&'h str>,
    /// The address it was fetched from; it beats the one that the page gives for itself.
    pub url: Option<&'h str>,
    /// The day that whoever sent it names; it beats the one that the page gives for itself.
    pub day: Option<Day>,
}

/// The text of a piece of a page, as feeds carry it; empty where the parser gives up.
pub(crate) fn text_of_piece(markup: &str) -> String {
    let read = || live::text_of_markup(shallow::shallow(markup).as_ref());
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_default()
}

/// A day, and where on the page it stands; none where it does not come from the page.
type Published = (Day, Option<DateFrom>);

/// What was made of one page.
struct Content {
    title: Option<String>,
    outlet: Option<String>,
    author: Option<String>,
    url: Option<String>,
    published: Option<Published>,
    text: String,
    entries: Vec<Entry>,
}

/// Reads one web page: its article, or the entries of a live page, each as a report.
///
/// `provenance` says where the bytes came from; `date_from` is filled in here, and the digest where it is
/// none. Notes name its `file`. A page that holds no article is a note.
///
/// Never panics, and takes time in proportion to the length of the page.
pub fn read_page(bytes: &[u8], hints: &Hints<'_>, provenance: Provenance) -> (Vec<Report>, Vec<Note>) {
    let file = provenance.file.clone().unwrap_or_default();
    let (source, _) = charset::decode(bytes, hints.charset);
    // The parser and what weighs the parts of a page are other people's code, which must not end a batch.
    let article = catch_unwind(AssertUnwindSafe(|| article(&source, hints, &file)));
    let Ok(article) = article else { return (Vec::new(), vec![faults::broken_page(&file)]) };
    let mut notes = Vec::new();
    if source.len() > shallow::LONGEST {
        notes.push(faults::long_page(&file, shallow::LONGEST));
    }
    let provenance = Provenance {
        digest: provenance.digest.or_else(|| Some(blake3::hash(bytes).to_hex().to_string())),
        ..provenance
    };
    if article.entries.is_empty() && article.text.trim().is_empty() {
        notes.push(faults::no_article(&file));
        return (Vec::new(), notes);
    }
    let (reports, more) = reports(article, &file, provenance);
    notes.extend(more);
    (reports, notes)
}

/// What a page holds.
fn article(source: &str, hints: &Hints<'_>, file: &str) -> Content {
    let source = source.replace('\0', "");
    let document = Document::from(shallow::shallow(&source).as_ref());
    let described = json_ld::described(&document);
    let described = described.as_ref();
    let mut page = page::Page::of(&document);
    let url = names::address(&page, described, hints.url, &source);
    let host = url.as_deref().and_then(names::host);
    let outlet = names::outlet(&page, described, host);
    let title = names::title(&page, described, outlet.as_deref(), host);
    page.headline.clone_from(&title);
    let author = names::author(&page, described);
    let said = || published::published(&page, described, url.as_deref(), file);
    let published = hints.day.map(|day| (day, None)).or_else(|| said().map(|(day, from)| (day, Some(from))));
    let entries = live::entries(&document, described);
    furniture::clear(&document);
    let found = live::joined(&body::body(document, title.as_deref()));
    let stated = described.and_then(|described| described.body.as_deref()).map(live::text_of_markup);
    // A page that is filled by script holds its article for machines only.
    let text = stated.filter(|stated| stated.len() > 2 * found.len()).unwrap_or(found);
    Content { title, outlet, author, url, published, text, entries }
}

/// The reports of a page, and a note where its day is unknown.
fn reports(article: Content, file: &str, provenance: Provenance) -> (Vec<Report>, Vec<Note>) {
    let mut notes = Vec::new();
    if article.published.is_none() && article.entries.iter().all(|entry| entry.day.is_none()) {
        notes.push(faults::no_date(
            file,
            None,
            "Save the page with its head, or name the file YYYY-MM-DD NAME.html.",
        ));
    }
    let report = |id, title: Option<String>, url, published: Option<Published>, text: String| Report {
        id,
        outlet: article.outlet.clone(),
        url,
        language: language::of(title.as_deref(), &text).map(str::to_owned),
        title,
        author: article.author.clone(),
        published: published.map(|(day, _)| day),
        dated: None,
        text,
        provenance: Provenance { date_from: published.and_then(|(_, from)| from), ..provenance.clone() },
    };
    if article.entries.is_empty() {
        let day = article.published.map(|(day, _)| day.to_string());
        let id = ReportId::from_content(article.outlet.as_deref(), day.as_deref(), &article.text);
        let one =
            report(id, article.title.clone(), article.url.clone(), article.published, article.text.clone());
        return (vec![one], notes);
    }
    // Named after the address, not the text: the page grows, and its entries keep their ids.
    let address = article.url.as_deref().or(article.title.as_deref()).unwrap_or(file);
    let page = ReportId::from_content(article.outlet.as_deref(), None, address);
    let reports = article.entries.iter().map(|entry| {
        let content = ReportId::from_content(entry.anchor.as_deref(), Some(&entry.time), &entry.text);
        let id = ReportId::new(format!("{page}-{}", content.as_str().trim_start_matches("r-")));
        let url = match (&article.url, &entry.anchor) {
            (Some(url), Some(anchor)) => Some(format!("{}#{anchor}", url.split('#').next().unwrap_or(url))),
            (url, _) => url.clone(),
        };
        let published = entry.day.map(|day| (day, Some(DateFrom::Entry))).or(article.published);
        report(id, entry.title.clone().or_else(|| article.title.clone()), url, published, entry.text.clone())
    });
    (reports.collect(), notes)
}
