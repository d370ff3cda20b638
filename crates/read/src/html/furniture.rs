//! What stands on a page around its article: taken out by the names that pages give to their parts.

use dom_query::{Document, NodeRef};

/// Elements that hold no article text (HTML Standard: navigation, forms, captions of pictures and the like).
const ELEMENTS: [&str; 12] = [
    "nav",
    "form",
    "button",
    "figcaption",
    "dialog",
    "menu",
    "iframe",
    "select",
    "input",
    "textarea",
    "svg",
    "noscript",
];

/// ARIA roles of parts that are no article (WAI-ARIA 1.2, landmark roles and others).
const ROLES: [&str; 11] = [
    "navigation",
    "complementary",
    "banner",
    "contentinfo",
    "search",
    "menu",
    "menubar",
    "dialog",
    "alertdialog",
    "alert",
    "toolbar",
];

/// Words in the class or id of an element that name a part which is no article.
const WORDS: [&str; 82] = [
    "ad",
    "addthis",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "advertorial",
    "adslot",
    "banner",
    "bio",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "caption",
    "captions",
    "carousel",
    "comments",
    "commentlist",
    "commenting",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "credit",
    "credits",
    "disclaimer",
    "disqus",
    "donate",
    "donation",
    "figcaption",
    "flyout",
    "follow",
    "gallery",
    "galleries",
    "gdpr",
    "infobox",
    "interstitial",
    "jp",
    "login",
    "masthead",
    "modal",
    "newsletter",
    "newsletters",
    "outbrain",
    "overlay",
    "pagination",
    "pager",
    "paywall",
    "piano",
    "popular",
    "popup",
    "postmeta",
    "promo",
    "promos",
    "promotion",
    "promoted",
    "promobox",
    "recirc",
    "recirculation",
    "recommended",
    "recommendation",
    "recommendations",
    "related",
    "relateds",
    "respond",
    "share",
    "sharebar",
    "sharedaddy",
    "sharing",
    "shares",
    "sidebar",
    "signup",
    "skip",
    "slideshow",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "teaser",
    "trending",
];

/// Pairs of words that do so together.
const PAIRS: [(&str, &str); 40] = [
    ("about", "author"),
    ("also", "like"),
    ("also", "read"),
    ("app", "promo"),
    ("article", "footer"),
    ("article", "info"),
    ("article", "meta"),
    ("article", "tags"),
    ("article", "tools"),
    ("author", "bio"),
    ("author", "box"),
    ("author", "info"),
    ("call", "action"),
    ("editors", "picks"),
    ("entry", "meta"),
    ("entry", "footer"),
    ("image", "credit"),
    ("image", "source"),
    ("latest", "news"),
    ("media", "credit"),
    ("more", "from"),
    ("more", "stories"),
    ("most", "popular"),
    ("most", "read"),
    ("most", "viewed"),
    ("next", "article"),
    ("photo", "credit"),
    ("post", "footer"),
    ("post", "meta"),
    ("post", "tags"),
    ("read", "more"),
    ("read", "next"),
    ("reader", "comments"),
    ("see", "also"),
    ("sign", "up"),
    ("tag", "list"),
    ("tags", "list"),
    ("text", "size"),
    ("top", "stories"),
    ("up", "next"),
];

/// A part with more than this share (in percent) of the page's running text is no furniture, whatever it is
/// called: pages name the frame of an article after what it has at its side ("has-sidebar").
const LARGEST: usize = 25;

/// How long a paragraph is at least to be running text, in bytes.
const RUNNING: usize = 80;

/// How much text stands below a picture at most, in bytes.
const CAPTION: usize = 600;

/// Takes out of a page what is no article by its name.
pub(super) fn clear(document: &Document) {
    let order = in_order(document.html_root());
    // A page of short lines only is measured by all of its text.
    let by_running = order.first().is_some_and(|page| page.running >= 4 * RUNNING);
    let length = |element: &Measured<'_>| if by_running { element.running } else { element.text };
    let whole = order.first().map_or(0, length);
    let mut cleared_to = 0;
    for (idx, element) in order.iter().enumerate() {
        if idx < cleared_to || !(is_furniture(&element.node) || is_picture(element)) {
            continue;
        }
        let is_small = length(element) * 100 <= whole * LARGEST;
        if is_small && !(element.holds_headline && element.running > 0) {
            element.node.remove_from_parent();
            cleared_to = element.end;
        }
    }
}

/// An element, and what stands in it.
struct Measured<'d> {
    node: NodeRef<'d>,
    /// The index after its last descendant, in the order of the page.
    end: usize,
    /// The bytes of running text in it.
    running: usize,
    /// The bytes of all text in it.
    text: usize,
    holds_headline: bool,
    holds_picture: bool,
    holds_quote: bool,
}

/// The elements of a page in their order.
fn in_order(root: NodeRef<'_>) -> Vec<Measured<'_>> {
    let mut order: Vec<Measured<'_>> = Vec::new();
    // Which elements are open, and whether running text is looked for in them.
    let mut open: Vec<usize> = Vec::new();
    let mut steps = vec![(root, None, true)];
    while let Some((node, entered, runs)) = steps.pop() {
        if let Some(idx) = entered {
            open.pop();
            let end = order.len();
            let element: &mut Measured<'_> = &mut order[idx];
            element.end = end;
            let (running, text) = (element.running, element.text);
            let (headline, picture, quote) =
                (element.holds_headline, element.holds_picture, element.holds_quote);
            if let Some(parent) = open.last() {
                let parent = &mut order[*parent];
                parent.running += running;
                parent.text += text;
                parent.holds_headline |= headline;
                parent.holds_picture |= picture;
                parent.holds_quote |= quote;
            }
            continue;
        }
        let name = node.node_name().unwrap_or_default();
        if matches!(&*name, "script" | "style" | "template" | "head") {
            continue;
        }
        let idx = order.len();
        let is_paragraph = &*name == "p";
        let own = if is_paragraph { node.text().trim().len() } else { node.immediate_text().trim().len() };
        // Not so a form: some servers put the whole page into one.
        let runs = runs && !matches!(&*name, "a" | "nav" | "footer" | "aside" | "button");
        order.push(Measured {
            node,
            end: idx + 1,
            running: if runs && own >= RUNNING { own } else { 0 },
            text: node.immediate_text().trim().len(),
            holds_headline: &*name == "h1",
            holds_picture: matches!(&*name, "img" | "picture" | "video"),
            holds_quote: matches!(&*name, "blockquote" | "table" | "pre"),
        });
        open.push(idx);
        steps.push((node, Some(idx), runs));
        let children = node.children_it(true).filter(NodeRef::is_element);
        // What is inside a paragraph has been counted with it.
        steps.extend(children.map(|child| (child, None, runs && !is_paragraph)));
    }
    order
}

/// A picture with the words below it.
fn is_picture(element: &Measured<'_>) -> bool {
    let is_named = || {
        [element.node.attr("class"), element.node.attr("id")].into_iter().flatten().any(|names| {
            names
                .split_ascii_whitespace()
                .flat_map(words_of)
                .any(|word| matches!(word.as_str(), "image" | "img" | "photo" | "picture"))
        })
    };
    element.text <= CAPTION
        && !element.holds_quote
        && (element.node.has_name("figure") || element.holds_picture && is_named())
}

fn is_furniture(node: &NodeRef<'_>) -> bool {
    let name = node.node_name().unwrap_or_default();
    if matches!(
        &*name,
        "html" | "body" | "head" | "article" | "main" | "h1" | "script" | "meta" | "link" | "time"
    ) {
        return false;
    }
    if ELEMENTS.contains(&&*name) {
        return true;
    }
    if node.attr("role").is_some_and(|role| ROLES.contains(&&*role.to_ascii_lowercase())) {
        return true;
    }
    if node.has_attr("hidden") || node.attr("aria-hidden").is_some_and(|value| &*value == "true") {
        return true;
    }
    if node.attr("style").is_some_and(|style| hides(&style)) {
        return true;
    }
    [node.attr("class"), node.attr("id")].into_iter().flatten().any(|names| {
        names.split_ascii_whitespace().any(|name| {
            let words = words_of(name);
            // What was posted elsewhere and is shown inside the article is quoted there.
            let is_embedded =
                words.iter().any(|word| matches!(word.as_str(), "embed" | "embedded" | "tweet"));
            !is_embedded && words.iter().any(|word| WORDS.contains(&word.as_str()))
                || words
                    .windows(2)
                    .any(|pair| PAIRS.iter().any(|(one, two)| pair[0] == *one && pair[1] == *two))
        })
    })
}

fn hides(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// The words of a class or id: `articleShareBar`, `article-share_bar` and `article__share--bar` alike.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && was_lower) {
            words.push(String::new());
        }
        if c.is_alphanumeric() {
            words.last_mut().expect("starts with one").extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase() || c.is_ascii_digit();
    }
    words.retain(|word| !word.is_empty());
    words
}
