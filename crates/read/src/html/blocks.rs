//! An element to the blocks of text it shows: paragraphs, headings, list items, cells.

use dom_query::{Document, NodeId, NodeRef};
use std::collections::VecDeque;

/// One block of text, as a page shows it on lines of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// Its words; runs of white space are one space, a line break is a newline.
    pub text: String,
    /// How many of its bytes are the words of links.
    pub linked: usize,
    /// The innermost element that stands on lines of its own, for example `p`, `h2`, `li`.
    pub element: String,
}

impl Block {
    /// Whether it is a heading.
    pub fn is_heading(&self) -> bool {
        matches!(self.element.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
    }

    /// Whether nearly all of its words are links.
    pub fn is_linked(&self) -> bool {
        self.linked * 10 > self.text.len() * 8
    }
}

/// Elements that stand on lines of their own (HTML Standard, rendering, flow content).
const BLOCKS: [&str; 39] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
    "html",
];

/// Elements whose content is not shown as text.
const UNSHOWN: [&str; 14] = [
    "script", "style", "noscript", "template", "head", "textarea", "select", "iframe", "object", "svg",
    "math", "button", "audio", "video",
];

/// A step of the walk: on the way in, or out again.
enum Step<'d> {
    In(NodeRef<'d>),
    Out { is_block: bool, is_link: bool },
}

/// Stands for a line break that may be taken out of the tree (a private-use character, which no page has reason
/// to hold).
const MARK: char = '\u{e000}';

/// Puts marks before the line breaks of a page: what weighs the parts of a page makes paragraphs of them, and
/// where it makes none joins the words on both sides. One text before each run of breaks, so that it stays a run.
pub(super) fn mark_breaks(document: &Document) {
    let breaks = document.select("br");
    // The breaks that stand in the run of an earlier one, in the order of the page.
    let mut in_run: VecDeque<NodeId> = VecDeque::new();
    for first in breaks.nodes() {
        if in_run.front() == Some(&first.id) {
            in_run.pop_front();
            continue;
        }
        let (mut marks, mut next) = (MARK.to_string(), first.next_sibling());
        while let Some(node) = next {
            if node.has_name("br") {
                marks.push(MARK);
                in_run.push_back(node.id);
            } else if !(node.is_text() && node.text().trim().is_empty()) {
                break;
            }
            next = node.next_sibling();
        }
        first.insert_before(&first.tree.new_text(marks));
    }
}

/// The blocks below an element, in their order. Walks without recursion.
pub(super) fn blocks(root: NodeRef<'_>) -> Vec<Block> {
    walk(root, true)
}

/// The same, for a tree whose line breaks have been marked.
pub(super) fn marked_blocks(root: NodeRef<'_>) -> Vec<Block> {
    walk(root, false)
}

fn walk(root: NodeRef<'_>, breaks_are_elements: bool) -> Vec<Block> {
    let mut found = Vec::new();
    let mut block = Block::default();
    let mut elements: Vec<String> = Vec::new();
    let mut n_links = 0_usize;
    let mut steps = vec![Step::In(root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::In(node) if node.is_text() => {
                let before = block.text.len();
                push_words(&mut block.text, &node.text());
                if n_links > 0 {
                    block.linked += block.text.len() - before;
                }
            }
            Step::In(node) => {
                let name = node.node_name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
                if UNSHOWN.contains(&name.as_str()) {
                    continue;
                }
                if name == "br" {
                    if breaks_are_elements {
                        break_line(&mut block.text);
                    }
                    continue;
                }
                if matches!(name.as_str(), "td" | "th") {
                    push_words(&mut block.text, " ");
                }
                let is_block = BLOCKS.contains(&name.as_str());
                let is_link = name == "a";
                if is_block {
                    close(&mut block, &mut found, elements.last());
                    elements.push(name);
                }
                n_links += usize::from(is_link);
                steps.push(Step::Out { is_block, is_link });
                steps.extend(node.children_it(true).map(Step::In));
            }
            Step::Out { is_block, is_link } => {
                if is_block {
                    close(&mut block, &mut found, elements.last());
                    elements.pop();
                }
                n_links -= usize::from(is_link);
            }
        }
    }
    close(&mut block, &mut found, elements.last());
    found
}

/// Ends a block. Two line breaks in a row end one as well.
fn close(block: &mut Block, found: &mut Vec<Block>, element: Option<&String>) {
    let open = std::mem::take(block);
    let element = element.cloned().unwrap_or_default();
    for text in open.text.split("\n\n") {
        let text = text.trim();
        if !text.is_empty() {
            let linked = open.linked.min(text.len());
            found.push(Block { text: text.to_owned(), linked, element: element.clone() });
        }
    }
}

fn break_line(text: &mut String) {
    text.truncate(text.trim_end_matches(' ').len());
    text.push('\n');
}

/// Appends words, each run of white space as one space. Soft hyphens and zero-width spaces are hints for
/// breaking lines and no characters of the text.
fn push_words(text: &mut String, words: &str) {
    for c in words.chars() {
        match c {
            MARK => break_line(text),
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
            c if c.is_whitespace() || c.is_control() => {
                if !text.is_empty() && !text.ends_with([' ', '\n']) {
                    text.push(' ');
                }
            }
            c => text.push(c),
        }
    }
}
