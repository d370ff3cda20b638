//! Articles as pages describe them to machines: schema.org in JSON-LD (W3C JSON-LD 1.1, embedded in HTML).

use dom_query::Document;
use serde_json::Value;

/// The kinds of schema.org that are an article (schema.org 29, `Article` and below, and blog posts).
const ARTICLES: [&str; 13] = [
    "NewsArticle",
    "Article",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
    "LiveBlogPosting",
    "BlogPosting",
    "Report",
    "SocialMediaPosting",
    "CreativeWork",
];

/// An article, as JSON-LD describes it. Blank values are none.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Described {
    pub headline: Option<String>,
    pub published: Option<String>,
    pub author: Option<String>,
    pub publisher: Option<String>,
    pub body: Option<String>,
    pub url: Option<String>,
    /// The entries of a live page, in their order.
    pub entries: Vec<Described>,
}

/// The article that a page's JSON-LD describes, the first where it describes several; none where it has none or
/// it cannot be read.
pub(super) fn described(document: &Document) -> Option<Described> {
    let scripts = document.select("script[type*='ld+json']");
    let values: Vec<Value> = scripts.nodes().iter().filter_map(|script| parse(&script.text())).collect();
    let mut articles: Vec<(usize, &Value)> = Vec::new();
    let mut open: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(fields) => {
                let kinds = words(value.get("@type"));
                if let Some(rank) = ARTICLES.iter().position(|kind| kinds.iter().any(|word| word == kind)) {
                    articles.push((rank, value));
                }
                open.extend(["mainEntity", "@graph"].iter().filter_map(|name| fields.get(*name)));
            }
            _ => {}
        }
    }
    // A live page is what it is, whatever else it says.
    let live = articles.iter().find(|(_, value)| value.get("liveBlogUpdate").is_some());
    let article = live.or_else(|| articles.iter().min_by_key(|(rank, _)| *rank));
    article.map(|(_, value)| read(value, true))
}

/// A script's JSON. Pages leave raw line breaks in strings, and wrap it for old browsers.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let script = script.trim_start_matches("//<![CDATA[").trim_end_matches("//]]>").trim_end_matches(';');
    serde_json::from_str(script)
        .or_else(|_| {
            let plain: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            serde_json::from_str(&plain)
        })
        .ok()
}

fn read(value: &Value, with_entries: bool) -> Described {
    let text = |name: &str| words(value.get(name)).into_iter().next();
    let updates = value.get("liveBlogUpdate").filter(|_| with_entries);
    let entries = match updates {
        Some(Value::Array(entries)) => entries.iter().map(|entry| read(entry, false)).collect(),
        Some(entry @ Value::Object(_)) => vec![read(entry, false)],
        _ => Vec::new(),
    };
    Described {
        headline: text("headline").or_else(|| text("name")),
        published: text("datePublished").or_else(|| text("dateCreated")),
        author: Some(names(value.get("author")).join("; ")).filter(|names| !names.is_empty()),
        publisher: names(value.get("publisher")).into_iter().next(),
        body: text("articleBody"),
        url: text("url")
            .or_else(|| words(value.get("mainEntityOfPage")).into_iter().next())
            .or_else(|| text("@id")),
        entries,
    }
}

/// A value's strings: itself, those of a list, or the `@id` or `@value` of an object.
fn words(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(words)) => {
            let words = unescaped(words);
            if words.is_empty() { Vec::new() } else { vec![words] }
        }
        Some(Value::Array(items)) => {
            items.iter().filter(|item| !item.is_array()).flat_map(|item| words(Some(item))).collect()
        }
        Some(Value::Object(fields)) => {
            let inner = ["@value", "@id"].iter().find_map(|name| fields.get(*name));
            words(inner.filter(|inner| inner.is_string()))
        }
        _ => Vec::new(),
    }
}

/// The names of people or organisations.
fn names(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(items)) => {
            items.iter().filter(|item| !item.is_array()).flat_map(|item| names(Some(item))).collect()
        }
        Some(Value::Object(fields)) => words(fields.get("name")),
        other => words(other),
    }
}

/// Character references in strings of JSON-LD are a common slip (`&#039;`): read as they were meant.
fn unescaped(words: &str) -> String {
    if !words.contains('&') {
        return words.trim().to_owned();
    }
    let escaped = words.replace('<', "&lt;");
    Document::fragment(escaped).root().text().trim().to_owned()
}
