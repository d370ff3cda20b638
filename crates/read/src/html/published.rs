//! The day of publication of a page, and how it was found.

use super::blocks::Block;
use super::day_words::{day_in_year, day_of, is_zoneless};
use super::json_ld::Described;
use super::page::Page;
use cairn_model::{DateFrom, Day};

/// The names of `meta` elements that give the day of publication, the surest first: Open Graph, Parse.ly, Dublin
/// Core, Sailthru, Chartbeat, and what content systems write.
const NAMES: [&str; 36] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "article.published",
    "parsely-pub-date",
    "datepublished",
    "rnews:datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.issued",
    "dcterms.available",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dc:date",
    "dcterms.date",
    "pubdate",
    "pub_date",
    "pub-date",
    "publishdate",
    "publish_date",
    "publish-date",
    "publicationdate",
    "publication_date",
    "publication-date",
    "publisheddate",
    "published-date",
    "published_date",
    "originalpublicationdate",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "displaydate",
    "article_date_original",
    "date_published",
    "date",
];

/// How many blocks before and after the headline are looked through for a printed date.
const NEAR: usize = 12;

/// How long a line with a printed date is at most, in bytes.
const LINE: usize = 140;

/// The day and how it was found: the first source in the order of [`DateFrom`] that gives one.
///
/// The day is the one that the paper printed: where a machine's date is a time in UTC or in no zone, and the line
/// above the text or the address names the day before or after, that one is taken.
pub(super) fn published(
    page: &Page,
    described: Option<&Described>,
    url: Option<&str>,
    file: &str,
) -> Option<(Day, DateFrom)> {
    let stated = stated(page, described);
    let printed =
        |year| printed(&page.blocks, page.headline.as_deref(), year).map(|day| (day, DateFrom::Printed));
    let address = || url.and_then(in_address).map(|day| (day, DateFrom::Address));
    if let Some((words, day, from)) = stated {
        if is_zoneless(&words) {
            let beside = |found: &(Day, DateFrom)| found.0.days_since(day).abs() == 1;
            if let Some(local) = printed(Some(day.year())).filter(beside).or_else(|| address().filter(beside))
            {
                return Some(local);
            }
        }
        return Some((day, from));
    }
    printed(None).or_else(address).or_else(|| in_file_name(file).map(|day| (day, DateFrom::FileName)))
}

#[cfg(feature = "pdf")]
/// The day of a text that has no page around it: a line near its headline gives it, or the name of its file.
pub(crate) fn of_text<'t>(
    paragraphs: impl Iterator<Item = &'t str>,
    headline: Option<&str>,
    file: &str,
) -> Option<(Day, DateFrom)> {
    let block = |words: &str| Block { text: words.to_owned(), ..Block::default() };
    let blocks: Vec<Block> = paragraphs.take(2 * NEAR).map(block).collect();
    let printed = printed(&blocks, headline, None).map(|day| (day, DateFrom::Printed));
    printed.or_else(|| in_file_name(file).map(|day| (day, DateFrom::FileName)))
}

/// The date that the page states for machines: its words, its day.
fn stated(page: &Page, described: Option<&Described>) -> Option<(String, Day, DateFrom)> {
    let json_ld =
        described.and_then(|described| described.published.clone()).map(|words| (words, DateFrom::JsonLd));
    let meta = NAMES.iter().filter_map(|name| page.meta(name)).map(|words| (words, DateFrom::Meta));
    let elements = page.times.iter().map(|time| {
        let from = if time.is_published { DateFrom::Microdata } else { DateFrom::TimeElement };
        (time.words.clone(), from)
    });
    let mut elements: Vec<_> = elements.collect();
    elements.sort_by_key(|(_, from)| *from);
    json_ld
        .into_iter()
        .chain(meta)
        .chain(elements)
        .find_map(|(words, from)| day_of(&words).map(|day| (words, day, from)))
}

/// The day that a line near the headline prints; where `year` is given, also without its year. A line that
/// speaks of an update counts only for want of another.
fn printed(blocks: &[Block], headline: Option<&str>, year: Option<i16>) -> Option<Day> {
    let is_headline = |block: &Block| headline.is_some_and(|headline| block.text.contains(headline));
    let at = blocks.iter().position(is_headline).unwrap_or(0);
    let after = &blocks[at..blocks.len().min(at + NEAR)];
    let before = &blocks[at.saturating_sub(NEAR / 2)..at];
    let lines = after.iter().chain(before.iter().rev()).filter(|block| block.text.len() <= LINE);
    let read = |words: &str| year.map_or_else(|| day_of(words), |year| day_in_year(words, year));
    let mut updated = None;
    for block in lines {
        // "Updated 20 May 2019, first published 18 May 2019"
        let lower = block.text.to_lowercase();
        let published = ["published", "posted", "created", "issued"].iter().find_map(|word| lower.find(word));
        let words = published.map_or(lower.as_str(), |at| &lower[at..]);
        let Some(day) = read(words).or_else(|| read(&lower)) else { continue };
        if published.is_none() && ["updated", "modified", "edited"].iter().any(|word| lower.contains(word)) {
            updated = updated.or(Some(day));
            continue;
        }
        return Some(day);
    }
    updated
}

/// The day in an address: `/2017/09/21/`, `/2017/sep/21/`, `-2017-09-21`, `/20170921`.
pub(super) fn in_address(url: &str) -> Option<Day> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let by_parts = parts.windows(3).find_map(|run| {
        let is_year = run[0].len() == 4 && run[0].bytes().all(|b| b.is_ascii_digit());
        let named = run[1].len() >= 3 && run[1].bytes().all(|b| b.is_ascii_alphabetic());
        let day = run[2].split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        match (is_year, named) {
            (true, false) => day_of(&format!("{}-{}-{day}", run[0], run[1])),
            (true, true) => day_of(&format!("{day} {} {}", run[1], run[0])),
            _ => None,
        }
    });
    by_parts.or_else(|| parts.iter().find_map(|part| in_name(part)))
}

/// The day in a file's name.
fn in_file_name(file: &str) -> Option<Day> {
    in_name(file.rsplit(['/', '\\']).next()?)
}

/// `2017-09-21`, `2017_09_21` or `20170921`, with nothing of a number beside it.
fn in_name(name: &str) -> Option<Day> {
    let name = name.replace('_', "-");
    let runs: Vec<&str> = name.split(|c: char| !c.is_ascii_digit()).collect();
    let in_three = runs.windows(3).find_map(|run| match (run[0].len(), run[1].len(), run[2].len()) {
        (4, 2, 2) => day_of(&run.join("-")),
        _ => None,
    });
    in_three.or_else(|| {
        let plausible = |run: &&&str| run.len() == 8 && (run.starts_with("19") || run.starts_with("20"));
        runs.iter()
            .filter(plausible)
            .find_map(|run| day_of(&format!("{}-{}-{}", &run[..4], &run[4..6], &run[6..])))
    })
}

#[cfg(test)]
mod tests {
    use super::{in_address, in_file_name};

    #[test]
    fn days_in_addresses_and_names() {
        let cases = [
            ("https://wire.example/2017/09/21/shells-fell", Some("2017-09-21")),
            ("https://wire.example/world/2017/sep/21/shells-fell", Some("2017-09-21")),
            ("https://wire.example/news/shells-fell-2017-09-21.html", Some("2017-09-21")),
            ("https://wire.example/20170921/12.html", Some("2017-09-21")),
            ("https://wire.example/2017/09/shells-fell", None),
            ("https://wire.example/article/120170921", None),
            ("https://wire.example/?day=2017-09-21", None),
        ];
        for (url, day) in cases {
            assert_eq!(in_address(url).map(|day| day.to_string()).as_deref(), day, "{url}");
        }
        assert_eq!(
            in_file_name("saved/2017_09_21 wire.html").map(|day| day.to_string()).as_deref(),
            Some("2017-09-21")
        );
        assert_eq!(in_file_name("2017-09-21/wire.html"), None);
    }
}
