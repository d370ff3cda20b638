//! News feeds: RSS (0.9 to 2.0, RDF), Atom (RFC 4287) and JSON Feed (1.0, 1.1), each entry a report; and lists
//! of feeds (OPML), for those who poll them.
//!
//! Read by hand over an XML tokenizer, so that the day is that of the outlet's own clock, and so that a feed
//! that breaks off gives the entries before the break.

mod json;
mod opml;
mod xml;

pub use opml::{Subscription, subscriptions};

use crate::charset;
use crate::draft::{Draft, Wording, given};
use crate::html;
use crate::place::Place;
use crate::plain;
use crate::reader::Item;

const WORDING: Wording = Wording {
    no_text: "The entry has neither words nor a title.",
    no_day: "The entry has no day of publication.",
};

/// A feed with its entries in their order.
#[derive(Debug, Default)]
struct Feed {
    title: Option<String>,
    language: Option<String>,
    entries: Vec<Entry>,
    /// What ended the reading before the feed did.
    fault: Option<String>,
}

/// An entry, in the words of the feed.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Entry {
    title: Option<String>,
    link: Option<String>,
    published: Option<String>,
    updated: Option<String>,
    author: Option<String>,
    language: Option<String>,
    summary: Option<Words>,
    content: Option<Words>,
}

/// Words that are text or a page.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Words {
    Plain(String),
    Html(String),
}

impl Words {
    fn of(words: String) -> Self {
        // RSS does not say which; tags do.
        let is_page = words.split('<').skip(1).any(|rest| {
            let name = rest.strip_prefix('/').unwrap_or(rest);
            name.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.contains('>')
        });
        if is_page { Self::Html(words) } else { Self::Plain(words) }
    }

    fn is_blank(&self) -> bool {
        let (Self::Plain(words) | Self::Html(words)) = self;
        words.trim().is_empty()
    }
}

/// Whether bytes begin as a feed does.
pub(crate) fn is_feed(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&head[..head.len().min(4096)]);
    if text.starts_with('{') {
        return text.contains("jsonfeed.org/version");
    }
    xml::root(&text).is_some_and(|root| matches!(root.as_str(), "rss" | "feed" | "RDF" | "opml"))
}

/// Reads a feed.
pub(crate) fn read(bytes: &[u8], place: &Place) -> Vec<Item> {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let feed = if start.starts_with(b"{") {
        json::read(start)
    } else {
        let text = charset::decode(bytes, xml::encoding(bytes).as_deref());
        match xml::root(&text).as_deref() {
            Some("rss" | "feed" | "RDF") => xml::read(&text),
            Some("opml") => {
                let hint = "Poll the feeds it names: cairn watch FILE";
                return vec![Err(place.note("lists feeds, and holds no reports", hint))];
            }
            _ => {
                let hint = "A feed is RSS, Atom or JSON Feed; save a web page as .html.";
                return vec![Err(place.note("is no feed", hint))];
            }
        }
    };
    let mut items = Vec::new();
    for (entry, number) in feed.entries.iter().zip(1..) {
        items.extend(entry.items(&feed, bytes, &place.inner(number)));
    }
    if let Some(fault) = &feed.fault {
        let hint = "The entries before it were read; fetch the feed again to have the rest.";
        items.push(Err(place.note(format!("breaks off: {fault}"), hint)));
    }
    items
}

impl Entry {
    fn items(&self, feed: &Feed, bytes: &[u8], place: &Place) -> Vec<Item> {
        let words = [&self.content, &self.summary].into_iter().flatten().find(|words| !words.is_blank());
        let draft = Draft {
            outlet: given(feed.title.clone()).or_else(|| self.link.as_deref().and_then(plain::host)),
            url: self.link.clone(),
            title: self.title.clone(),
            author: self.author.clone(),
            published: self.published.clone().or_else(|| self.updated.clone()),
            language: self.language.clone().or_else(|| feed.language.clone()),
            ..Draft::default()
        };
        let words = words.map(|words| match words {
            Words::Html(page) => html::text_of_piece(page),
            Words::Plain(text) => text.clone(),
        });
        match words {
            Some(text) if !text.trim().is_empty() => {
                Draft { text: Some(text), ..draft }.finish(place, bytes, WORDING)
            }
            // A headline alone is what there is to read.
            _ => Draft { text: self.title.clone(), title: None, ..draft }.finish(place, bytes, WORDING),
        }
    }
}

#[cfg(test)]
mod tests;
