//! The text of an article: what the page holds once everything around it is gone.

use super::blocks::{Block, mark_breaks, marked_blocks};
use super::lines;
use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};

/// How many elements a page has at most for its parts to be weighed against each other. A newspaper's page has
/// a few thousand.
const MOST_ELEMENTS: usize = 200_000;

/// The paragraphs of the article on a page that furniture has been cleared from; empty where there is none.
pub(super) fn body(document: Document, title: Option<&str>) -> Vec<Block> {
    mark_breaks(&document);
    let whole = document.clone();
    let config = Config {
        max_elements_to_parse: MOST_ELEMENTS,
        disable_json_ld: true,
        text_mode: TextMode::Raw,
        ..Config::default()
    };
    let content = Readability::with_document(document, None, Some(config))
        .and_then(|mut page| page.parse())
        .map(|article| article.content);
    let found = match &content {
        Ok(content) => marked_blocks(Document::fragment(content.clone()).root()),
        Err(_) => whole.body().map(marked_blocks).unwrap_or_default(),
    };
    lines::trim(found, title)
}
