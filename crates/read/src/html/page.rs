//! What a page says of itself, gathered before anything is taken out of it.

use super::blocks::{Block, blocks};
use dom_query::{Document, NodeRef};

/// A date that an element of the page gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Time {
    /// Its words, those for machines where it has them.
    pub words: String,
    /// Whether the element says that it is the day of publication.
    pub is_published: bool,
}

/// A page's statements about itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    /// The `meta` elements: name (or property, or itemprop) in lower case, and content.
    metas: Vec<(String, String)>,
    /// The `title` element.
    pub title: Option<String>,
    /// The headings of the first order, in their order.
    pub headings: Vec<String>,
    /// The heading that is the headline.
    pub headline: Option<String>,
    /// The address that the page names as its own.
    pub canonical: Option<String>,
    /// Dates of elements, outside of lists of other articles.
    pub times: Vec<Time>,
    /// The names in elements that are made for authors.
    pub bylines: Vec<String>,
    /// All text of the page.
    pub blocks: Vec<Block>,
}

impl Page {
    /// Gathers what the page says.
    pub fn of(document: &Document) -> Self {
        let mut page = Self::default();
        for meta in document.select("meta[content]").nodes() {
            let content = collapsed(&meta.attr("content").unwrap_or_default());
            for name in
                ["property", "name", "itemprop", "http-equiv"].iter().filter_map(|name| meta.attr(name))
            {
                page.metas.push((name.trim().to_lowercase(), content.clone()));
            }
        }
        page.title = first_text(document, "head > title").or_else(|| first_text(document, "title"));
        let headings = document.select("h1");
        page.headings = headings.nodes().iter().map(text_of).filter(|text| !text.is_empty()).collect();
        let canonical = document.select("link[rel='canonical'][href]");
        page.canonical =
            canonical.nodes().first().and_then(|link| link.attr("href")).map(|url| url.trim().to_owned());
        page.times = times(document);
        let bylines = document.select("[rel='author'], [itemprop='author'], .byline, .author-name, .author");
        page.bylines = bylines.nodes().iter().take(5).map(text_of).filter(|text| !text.is_empty()).collect();
        page.blocks = document.body().map(blocks).unwrap_or_default();
        page
    }

    /// The content of the first `meta` element of a name that has one.
    pub fn meta(&self, name: &str) -> Option<String> {
        self.metas
            .iter()
            .find(|(known, content)| known == name && !content.is_empty())
            .map(|(_, c)| c.clone())
    }
}

/// The dates of elements: microdata, and `time` elements.
fn times(document: &Document) -> Vec<Time> {
    let mut found = Vec::new();
    for node in document.select("[itemprop='datePublished'], [pubdate], time").nodes() {
        let names = format!(
            "{} {}",
            node.attr("class").unwrap_or_default(),
            node.attr("itemprop").unwrap_or_default()
        );
        let names = names.to_lowercase();
        let is_published = names.contains("datepublished") || node.has_attr("pubdate");
        let is_other =
            ["updated", "modified"].iter().any(|word| names.contains(word)) && !names.contains("published");
        if is_other || !is_published && is_elsewhere(node) {
            continue;
        }
        let machine = ["datetime", "content", "title"]
            .iter()
            .filter_map(|name| node.attr(name))
            .find(|w| !w.is_empty());
        let words = machine.map_or_else(|| text_of(node), |words| words.to_string());
        found.push(Time { words, is_published });
    }
    found
}

/// Whether an element stands in what leads to other articles, or among what readers wrote.
fn is_elsewhere(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(Some(12)).any(|parent| {
        let name = parent.node_name().unwrap_or_default();
        if matches!(&*name, "nav" | "aside" | "footer" | "li" | "a") {
            return true;
        }
        let names =
            format!("{} {}", parent.attr("class").unwrap_or_default(), parent.attr("id").unwrap_or_default());
        let names = names.to_lowercase();
        !matches!(&*name, "body" | "html")
            && ["comment", "related", "sidebar", "latest", "popular", "ticker"]
                .iter()
                .any(|word| names.contains(word))
    })
}

fn first_text(document: &Document, selector: &str) -> Option<String> {
    document.select(selector).nodes().first().map(text_of).filter(|text| !text.is_empty())
}

fn text_of(node: &NodeRef<'_>) -> String {
    let words: Vec<String> = blocks(*node).into_iter().map(|block| block.text).collect();
    collapsed(&if words.is_empty() { node.text().to_string() } else { words.join(" ") })
}

fn collapsed(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
