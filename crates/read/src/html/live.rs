//! Live pages: one address, many entries, each with a time of its own.

use super::blocks::{Block, blocks};
use super::day_words::day_of;
use super::json_ld::Described;
use super::lines;
use cairn_model::Day;
use dom_query::{Document, NodeRef};

/// How many entries make a page a live page.
const FEWEST: usize = 3;

/// How long an entry is at least, in bytes.
const SHORTEST: usize = 40;

/// Marks of entries in the classes of their elements, as live-blog software names them.
const MARKS: [&str; 12] = [
    "liveblog",
    "live-blog",
    "live-entry",
    "live-post",
    "live-update",
    "liveupdate",
    "lx-stream",
    "lb-post",
    "lb24-",
    "block--live",
    "timeline-entry",
    "live_post",
];

/// One entry of a live page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its heading.
    pub title: Option<String>,
    /// The day of its time.
    pub day: Option<Day>,
    /// Its time, as the page gives it for machines.
    pub time: String,
    /// The part of the page's address that leads to it.
    pub anchor: Option<String>,
    /// Its text.
    pub text: String,
}

/// The entries of a live page in the page's order; none where it is no live page.
pub(super) fn entries(document: &Document, described: Option<&Described>) -> Vec<Entry> {
    let stated: Vec<Entry> =
        described.into_iter().flat_map(|described| &described.entries).filter_map(stated).collect();
    let shown = shown(document);
    let found = if shown.len() >= stated.len() { shown } else { stated };
    if found.len() >= FEWEST { found } else { Vec::new() }
}

fn stated(entry: &Described) -> Option<Entry> {
    let text = text_of_markup(entry.body.as_deref()?);
    let time = entry.published.clone()?;
    (text.len() >= SHORTEST).then(|| Entry {
        title: entry.headline.clone(),
        day: day_of(&time),
        time,
        anchor: entry.url.as_deref().and_then(|url| url.split_once('#')).map(|(_, anchor)| anchor.to_owned()),
        text,
    })
}

/// Entries by the elements that hold them: marked by microdata or by their class, each with one time.
fn shown(document: &Document) -> Vec<Entry> {
    let marked = document.select("[itemprop='liveBlogUpdate']");
    let nodes: Vec<NodeRef<'_>> = match marked.nodes() {
        [] => document
            .select("article[class], li[class], div[class], section[class]")
            .nodes()
            .iter()
            .copied()
            .filter(is_marked)
            .collect(),
        marked => marked.to_vec(),
    };
    let mut found: Vec<Entry> = Vec::new();
    for node in nodes {
        let times = node.find(&["time"]);
        // The frame around all entries holds many times, the parts of an entry none.
        let [time] = times.as_slice() else { continue };
        let Some(stamp) = time
            .attr("datetime")
            .map(|stamp| stamp.trim().to_owned())
            .filter(|stamp| day_of(stamp).is_some())
        else {
            continue;
        };
        let shown_time = time.text().trim().to_owned();
        let all: Vec<Block> = blocks(node).into_iter().filter(|block| block.text != shown_time).collect();
        let title = all.first().filter(|block| block.is_heading()).map(|block| block.text.clone());
        let text = joined(&lines::trim(all, title.as_deref()));
        // An entry inside its own frame is met twice.
        if text.len() < SHORTEST || found.last().is_some_and(|last| last.text.contains(&text)) {
            continue;
        }
        let anchor = node.id_attr().map(|id| id.to_string());
        found.push(Entry { title, day: day_of(&stamp), time: stamp, anchor, text });
    }
    found
}

fn is_marked(node: &NodeRef<'_>) -> bool {
    node.class().is_some_and(|class| {
        let class = class.to_lowercase();
        MARKS.iter().any(|mark| class.contains(mark))
    })
}

/// The text of a piece of markup, or of plain words.
pub(super) fn text_of_markup(markup: &str) -> String {
    if markup.contains("</") || markup.contains("<br") {
        return joined(&blocks(Document::fragment(markup).root()));
    }
    let lines: Vec<String> = markup
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n\n")
}

/// Blocks as the text of a report: an empty line between two.
pub(super) fn joined(blocks: &[Block]) -> String {
    blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n\n")
}
