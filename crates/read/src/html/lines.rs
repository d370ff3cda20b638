//! Lines inside an article that are no part of it: told by their words.
//!
//! A real sentence that is lost is worse than an advertisement that stays: a line is judged by its words only
//! where it is short, and by words that no report of an event begins with.

use super::blocks::Block;

/// How a line begins that points elsewhere, sells, asks for something, or says what a picture shows.
const STARTS: [&str; 62] = [
    "read more",
    "read also",
    "also read",
    "also see",
    "see also",
    "related:",
    "related article",
    "related stor",
    "related topics",
    "related news",
    "related content",
    "recommended for you",
    "recommended read",
    "you may also",
    "you might also",
    "more:",
    "more on this",
    "more from",
    "more stories",
    "most read",
    "most popular",
    "top stories",
    "don't miss",
    "up next",
    "read next",
    "next:",
    "share this",
    "share on",
    "share:",
    "follow us",
    "follow @",
    "subscribe to",
    "subscribe now",
    "sign up",
    "get the latest",
    "get breaking",
    "download the",
    "download our",
    "click here",
    "click to",
    "tap here",
    "photo:",
    "photo by",
    "photograph:",
    "photograph by",
    "image:",
    "(image:",
    "image copyright",
    "image caption",
    "media caption",
    "media playback",
    "file photo",
    "(photo:",
    "(photo by",
    "image 1 of",
    "copyright ©",
    "copyright 19",
    "copyright 20",
    "©",
    "watch:",
    "listen:",
    "have a tip?",
];

/// What a short line says wherever in it.
const WITHIN: [&str; 23] = [
    "all rights reserved",
    "click here",
    "your inbox",
    "our newsletter",
    "'s newsletter",
    "follow us on",
    "leave a comment",
    "post a comment",
    "post comment",
    "terms of use",
    "terms of service",
    "privacy policy",
    "cookie policy",
    "affiliate commission",
    "affiliate link",
    "requires javascript",
    "enable javascript",
    "loading...",
    "report a typo",
    "material may not be published",
    "may not be reproduced",
    "may be reached at",
    "(ap photo/",
];

/// Lines that are nothing but a label or a button.
const LABELS: [&str; 44] = [
    "advert",
    "advertisement",
    "advertising",
    "sponsored",
    "sponsored content",
    "promoted",
    "trending",
    "tags",
    "topics",
    "share",
    "save",
    "email",
    "print",
    "print article",
    "order reprints",
    "text size",
    "tweet",
    "pin",
    "caption",
    "close",
    "hide caption",
    "toggle caption",
    "enlarge",
    "enlarge image",
    "show more",
    "show less",
    "read more",
    "load more",
    "loading",
    "skip ad",
    "play",
    "pause",
    "watch",
    "subscribe",
    "subscribed",
    "sign in",
    "log in",
    "register",
    "newsletter",
    "menu",
    "search",
    "highlights",
    "gallery",
    "reply",
];

/// Headings after which a page goes on to other things.
const ENDS: [&str; 32] = [
    "related",
    "comments",
    "comment",
    "leave a reply",
    "leave a comment",
    "you may also like",
    "you might also like",
    "you may like",
    "more stories",
    "most read",
    "most popular",
    "recommended",
    "read more",
    "read next",
    "up next",
    "trending",
    "popular",
    "latest news",
    "top stories",
    "share this",
    "about the author",
    "see also",
    "further reading",
    "related articles",
    "related stories",
    "related news",
    "related content",
    "related topics",
    "don't miss",
    "editors' picks",
    "recommended for you",
    "more news",
];

/// How long a line is at most to be judged by its words, in bytes.
const SHORT: usize = 200;

/// How long a paragraph is at least to be running text, in bytes.
const RUNNING: usize = 80;

/// The blocks of the article.
pub(super) fn trim(blocks: Vec<Block>, title: Option<&str>) -> Vec<Block> {
    let total: usize = blocks.iter().map(|block| block.text.len()).sum();
    let mut kept: Vec<Block> = Vec::new();
    let (mut n_kept, mut has_begun) = (0, false);
    for block in blocks {
        // What comes after such a heading, late in a page, is another matter.
        if n_kept * 2 > total && ENDS.contains(&plain(&block.text).as_str()) {
            break;
        }
        let is_head = !has_begun && (repeats(&block, title) || is_signature(&block.text));
        // The same words twice in a row: a headline for two widths of screen, a picture's caption.
        let is_again = block.text.len() > 20 && kept.last().is_some_and(|last| last.text == block.text);
        if is_head || is_again || is_furniture(&block) {
            continue;
        }
        has_begun |= block.text.len() >= RUNNING && !block.is_heading();
        n_kept += block.text.len();
        kept.push(block);
    }
    while kept.last().is_some_and(|last| last.is_heading()) {
        kept.pop();
    }
    kept
}

fn is_furniture(block: &Block) -> bool {
    let text = block.text.as_str();
    if !text.chars().any(char::is_alphanumeric) {
        return true;
    }
    let words = plain(text);
    if LABELS.contains(&words.as_str()) {
        return true;
    }
    let is_short = text.len() <= SHORT;
    // Somebody's words are no button.
    let is_said = text.starts_with(['"', '“', '‘', '«', '„']);
    if is_said {
        return false;
    }
    if is_short
        && (STARTS.iter().any(|start| words.starts_with(start)) || WITHIN.iter().any(|w| words.contains(w)))
    {
        return true;
    }
    if is_short && (is_stamp(&words) || is_address(&words) || asks_to_follow(&words)) {
        return true;
    }
    // A picture of an agency: "In this Nov. 10 file photo, ..."
    if text.len() <= 3 * SHORT
        && (words.starts_with("in this") && words.contains("photo") || words.starts_with("file -"))
    {
        return true;
    }
    // A line that is one link, in capitals or an item of a list, leads to another page.
    block.is_linked()
        && (block.element == "li" || block.is_heading() || is_capitals(text) || text.len() <= 40)
}

/// "Updated Nov. 20, 2019 1:35 a.m.", "First published: ...".
fn is_stamp(words: &str) -> bool {
    let starts = [
        "updated",
        "published",
        "posted",
        "last updated",
        "last modified",
        "first published",
        "first posted",
        "created",
    ];
    words.len() <= 110
        && starts.iter().any(|start| words.starts_with(start))
        && words.contains(|c: char| c.is_ascii_digit())
}

/// A line of a report's head: a day, a time, a byline with a day.
fn is_signature(text: &str) -> bool {
    let words = plain(text);
    let has_year = words
        .split(|c: char| !c.is_ascii_digit())
        .any(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")));
    let has_clock = words.contains(':') && words.contains(|c: char| c.is_ascii_digit());
    // A date line ("GAZA, Nov. 20, 2019 -") stands in the line of its report, and is longer.
    text.len() <= 60 && (has_year || has_clock) && !text.contains(" - ") && !text.contains('—')
        || words.starts_with("by ") && text.len() <= RUNNING && !text.ends_with('.')
}

/// "Write to the author at name@paper.example".
fn is_address(words: &str) -> bool {
    words.len() <= 120
        && words.split_whitespace().any(|word| {
            word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        })
}

fn asks_to_follow(words: &str) -> bool {
    ["follow ", "like ", "join ", "find us", "contact "].iter().any(|start| words.starts_with(start))
        && ["facebook", "twitter", "instagram", "telegram", "whatsapp", "youtube"]
            .iter()
            .any(|site| words.contains(site))
}

/// Lower case, typographic quotes straightened, without signs at its ends.
fn plain(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | '©'))
        .chars()
        .map(|c| if c == '\u{2019}' { '\'' } else { c })
        .flat_map(char::to_lowercase)
        .collect()
}

fn is_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_uppercase()).count() > 3 && !text.chars().any(char::is_lowercase)
}

fn repeats(block: &Block, title: Option<&str>) -> bool {
    title.is_some_and(|title| plain(title) == plain(&block.text))
}
