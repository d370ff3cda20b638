//! Broken, hostile and huge pages: read as far as they can be, in time, with a note for the rest.

use crate::{one, read};
use proptest::prelude::*;

const WORDS: &str =
    "Shells fell on the market of Karam on Saturday, killing four traders, the hospital said.";

#[test]
fn deep_nesting_keeps_its_text() {
    let deep = |tag: &str| format!("{}<p>{WORDS}</p>", format!("<{tag}>").repeat(100_000));
    for tag in ["div", "b", "blockquote", "ul><li", "font color=red", "x-y", "span"] {
        assert_eq!(one(deep(tag).as_bytes(), None).text, WORDS, "{tag}");
    }
}

#[test]
fn fonts_that_are_never_closed() {
    let page = format!("<p><font color=red>{WORDS}").repeat(2_000);
    assert!(one(page.as_bytes(), None).text.contains(WORDS));
}

#[test]
fn nuls_and_broken_characters() {
    let page = [b"<p>\0", WORDS.as_bytes(), b"\0 \xff\xfe\x80 The end of it.</p>"].concat();
    let text = one(&page, None).text;
    assert!(text.contains(WORDS) && text.ends_with("The end of it.") && !text.contains('\0'), "{text}");
}

#[test]
fn a_page_that_is_too_long_is_cut_and_said_to_be() {
    let page = format!("<p>{WORDS}</p>").repeat(60_000);
    let (reports, notes) = read(page.as_bytes(), None);
    assert_eq!(reports.len(), 1);
    assert!(notes.iter().any(|note| note.message.contains("longer than 4 MiB")), "{notes:?}");
}

#[test]
fn pages_without_an_article() {
    for page in [
        "",
        " ",
        "<html></html>",
        "<nav><a href=x>War</a></nav>",
        "<script>var a = '<p>x</p>'</script>",
        "<!--",
    ] {
        let (reports, notes) = read(page.as_bytes(), None);
        assert!(reports.is_empty() && !notes.is_empty(), "{page}: {reports:?}");
    }
}

#[test]
fn json_ld_that_cannot_be_read_is_passed_over() {
    for script in [
        "{",
        "[[[[",
        "null",
        "{\"@type\": 3}",
        "{\"@graph\": [{\"@type\": \"Article\", \"author\": [[[]]]}]}",
    ] {
        let page = format!("<script type='application/ld+json'>{script}</script><p>{WORDS}</p>");
        assert_eq!(one(page.as_bytes(), None).text, WORDS, "{script}");
    }
}

/// Pieces of pages, for any order of them.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"<p>".to_vec()),
        Just(b"</p>".to_vec()),
        Just(b"<div class='related share'>".to_vec()),
        Just(b"<table><tr><td>".to_vec()),
        Just(b"<a href='".to_vec()),
        Just(b"<script type='application/ld+json'>{\"@type\":\"Article\",".to_vec()),
        Just(b"<time datetime='2019-99-99'>".to_vec()),
        Just(b"<h1>".to_vec()),
        Just(b"<svg><title>".to_vec()),
        Just(b"&#x".to_vec()),
        Just(b"<!--".to_vec()),
        Just(b"<form><select><template>".to_vec()),
        Just(WORDS.as_bytes().to_vec()),
        proptest::collection::vec(any::<u8>(), 0..12),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_read_the_same_way_twice_and_never_fail(bytes in pieces()) {
        let (reports, notes) = read(&bytes, None);
        prop_assert!(!notes.iter().any(|note| note.message.contains("fault of Cairn")));
        prop_assert!(reports.iter().all(|report| !report.text.trim().is_empty()));
        prop_assert_eq!(read(&bytes, None), (reports, notes));
    }
}
