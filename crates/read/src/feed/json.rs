use super::{Entry, Feed, Words};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct JsonFeed {
    title: Option<String>,
    language: Option<String>,
    #[serde(default)]
    items: Vec<Value>,
}

#[derive(Deserialize)]
struct JsonItem {
    url: Option<String>,
    title: Option<String>,
    content_text: Option<String>,
    content_html: Option<String>,
    summary: Option<String>,
    date_published: Option<String>,
    date_modified: Option<String>,
    language: Option<String>,
    #[serde(default)]
    authors: Vec<JsonAuthor>,
    author: Option<JsonAuthor>,
}

#[derive(Deserialize)]
struct JsonAuthor {
    name: Option<String>,
}

/// Reads a JSON Feed (<https://www.jsonfeed.org/version/1.1/>). An item that is none is passed over, with the
/// fault told at the end.
pub(super) fn read(bytes: &[u8]) -> Feed {
    let feed: JsonFeed = match serde_json::from_slice(bytes) {
        Ok(feed) => feed,
        Err(fault) => return Feed { fault: Some(fault.to_string()), ..Feed::default() },
    };
    let mut found = Feed { title: feed.title, language: feed.language, ..Feed::default() };
    for item in feed.items {
        match serde_json::from_value::<JsonItem>(item) {
            Ok(item) => found.entries.push(item.into()),
            Err(fault) => found.fault = Some(fault.to_string()),
        }
    }
    found
}

impl From<JsonItem> for Entry {
    fn from(item: JsonItem) -> Self {
        let content = item.content_html.map(Words::of).or(item.content_text.map(Words::Plain));
        Self {
            title: item.title,
            link: item.url,
            published: item.date_published,
            updated: item.date_modified,
            author: item.authors.into_iter().chain(item.author).find_map(|author| author.name),
            language: item.language,
            summary: item.summary.map(Words::Plain),
            content,
        }
    }
}
