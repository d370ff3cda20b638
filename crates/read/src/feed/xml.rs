//! RSS and Atom, over a tokenizer: no tree is built, so that depth costs nothing.

use super::{Entry, Feed, Words};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// The encoding that an XML declaration names.
pub(super) fn encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let declaration =
        head.trim_start_matches('\u{feff}').trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split("encoding").nth(1)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some(value[1..].split(quote).next()?.to_owned())
}

/// A tokenizer that forgives what feeds get wrong.
pub(super) fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}').trim_start());
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

/// The name of the first element, without its prefix.
pub(super) fn root(text: &str) -> Option<String> {
    let mut reader = reader(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => return Some(local(&tag)),
            Event::Eof => return None,
            // Words before the first element are no XML.
            Event::Text(words) if !words.trim().is_empty() => return None,
            _ => {}
        }
    }
}

/// A value of a tag, with its references resolved.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    let value = attribute.value.into_owned();
    Some(quick_xml::escape::unescape(&value).map(|value| value.into_owned()).unwrap_or(value))
}

fn local(tag: &BytesStart<'_>) -> String {
    tag.local_name().as_ref().to_owned()
}

/// What is being read of a field: its words so far, how deep in it we are, and whether tags are part of it.
struct Field {
    name: String,
    words: String,
    depth: usize,
    /// Atom's `type`.
    kind: Option<String>,
}

/// Reads RSS or Atom.
pub(super) fn read(text: &str) -> Feed {
    let mut reader = reader(text);
    let (mut feed, mut entry, mut field) = (Feed::default(), None::<Entry>, None::<Field>);
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(fault) => {
                feed.fault = Some(fault.to_string());
                break;
            }
        };
        match event {
            Event::Eof => {
                if entry.is_some() || field.is_some() {
                    feed.fault = Some("it ends inside an entry".to_owned());
                }
                break;
            }
            Event::Start(tag) => start(&tag, &mut feed, &mut entry, &mut field),
            Event::Empty(tag) => match &mut field {
                Some(field) => field.markup(&tag, "/"),
                None => empty(&tag, &mut entry),
            },
            Event::End(tag) => {
                let name = tag.local_name().as_ref().to_owned();
                end(&name, &mut feed, &mut entry, &mut field);
            }
            Event::Text(words) => push(&mut field, &words),
            Event::CData(words) => push(&mut field, &words),
            Event::GeneralRef(reference) => push(&mut field, &resolved(&reference)),
            _ => {}
        }
    }
    feed
}

fn start(tag: &BytesStart<'_>, feed: &mut Feed, entry: &mut Option<Entry>, field: &mut Option<Field>) {
    if let Some(field) = field {
        field.depth += 1;
        field.markup(tag, "");
        return;
    }
    let name = local(tag);
    if matches!(name.as_str(), "item" | "entry") {
        *entry = Some(Entry::default());
    } else if name == "feed" && feed.language.is_none() {
        feed.language = attribute(tag, "xml:lang");
    } else if is_field(tag.name().as_ref(), entry.is_some()) {
        *field = Some(Field { name, words: String::new(), depth: 0, kind: attribute(tag, "type") });
    }
    if local(tag) == "link" {
        empty(tag, entry);
    }
}

/// Atom's links are tags without words.
fn empty(tag: &BytesStart<'_>, entry: &mut Option<Entry>) {
    let Some(entry) = entry.as_mut().filter(|_| local(tag) == "link") else { return };
    let is_page = attribute(tag, "rel").is_none_or(|rel| rel == "alternate");
    if let Some(href) = attribute(tag, "href").filter(|_| is_page) {
        entry.link.get_or_insert(href);
    }
}

fn end(name: &str, feed: &mut Feed, entry: &mut Option<Entry>, field: &mut Option<Field>) {
    if let Some(open) = field {
        // An end that is missing inside does not swallow the entries that follow.
        if open.depth > 0 && name != open.name && !matches!(name, "item" | "entry") {
            open.depth -= 1;
            open.words.push_str(&format!("</{name}>"));
            return;
        }
        if let Some(closed) = field.take() {
            match entry.as_mut() {
                Some(entry) => entry.take(closed),
                None => feed.take(closed),
            }
        }
    }
    if matches!(name, "item" | "entry") {
        feed.entries.extend(entry.take());
    }
}

fn push(field: &mut Option<Field>, words: &str) {
    if let Some(field) = field {
        field.words.push_str(words);
    }
}

/// `&amp;`, `&#8217;` and what HTML knows; a reference that nobody knows stays as it is.
fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    let name = reference.as_ref().to_owned();
    let known = resolve_predefined_entity(&name).map(str::to_owned);
    let html = match name.as_str() {
        "nbsp" => Some("\u{a0}"),
        "rsquo" => Some("\u{2019}"),
        "lsquo" => Some("\u{2018}"),
        "ldquo" => Some("\u{201c}"),
        "rdquo" => Some("\u{201d}"),
        "ndash" => Some("\u{2013}"),
        "mdash" => Some("\u{2014}"),
        "hellip" => Some("\u{2026}"),
        _ => None,
    };
    known.or(html.map(str::to_owned)).unwrap_or(format!("&{name};"))
}

/// Whether an element holds words that are wanted, by its name with its prefix: `media:title` is none.
fn is_field(name: &str, in_entry: bool) -> bool {
    let fields: &[&str] = if in_entry {
        &[
            "title",
            "link",
            "pubDate",
            "published",
            "updated",
            "dc:date",
            "description",
            "summary",
            "content",
            "content:encoded",
            "dc:creator",
            "author",
            "dc:language",
        ]
    } else {
        &["title", "language", "dc:language"]
    };
    let bare = name.strip_prefix("atom:").or_else(|| name.strip_prefix("rss:")).unwrap_or(name);
    fields.contains(&bare)
}

impl Field {
    /// A tag inside words that are written as markup: XHTML in Atom, or RSS that forgot to escape.
    fn markup(&mut self, tag: &BytesStart<'_>, close: &str) {
        self.words.push_str(&format!("<{}{close}>", local(tag)));
    }

    fn html(self) -> Words {
        match self.kind.as_deref() {
            Some("text") => Words::Plain(self.words),
            Some("html" | "xhtml" | "text/html") => Words::Html(self.words),
            _ => Words::of(self.words),
        }
    }

    /// Words without tags: titles and names.
    fn plain(self) -> Option<String> {
        let mut plain = String::new();
        let mut in_tag = false;
        for c in self.words.chars() {
            match c {
                '<' => in_tag = true,
                '>' if in_tag => in_tag = false,
                c if !in_tag => plain.push(c),
                _ => {}
            }
        }
        // A `<` that opens no tag is a sign.
        let plain = if in_tag { self.words.trim().to_owned() } else { plain.trim().to_owned() };
        (!plain.is_empty()).then_some(plain)
    }
}

impl Feed {
    fn take(&mut self, field: Field) {
        match field.name.as_str() {
            // The first one: images and text inputs have titles too.
            "title" => self.title = self.title.take().or_else(|| field.plain()),
            _ => self.language = self.language.take().or_else(|| field.plain()),
        }
    }
}

impl Entry {
    fn take(&mut self, field: Field) {
        match field.name.as_str() {
            "title" => self.title = field.plain(),
            "link" => self.link = self.link.take().or_else(|| field.plain()),
            "pubDate" | "published" | "date" => self.published = field.plain(),
            "updated" => self.updated = field.plain(),
            "creator" => self.author = field.plain(),
            "author" => {
                // Atom puts name and address into elements of their own; RSS an address with a name in brackets.
                let name = field.words.split("<name>").nth(1).and_then(|rest| rest.split("</name>").next());
                self.author = name.map(str::to_owned).or_else(|| field.plain());
            }
            "language" => self.language = field.plain(),
            "encoded" | "content" => self.content = Some(field.html()),
            _ => self.summary = Some(field.html()),
        }
    }
}
