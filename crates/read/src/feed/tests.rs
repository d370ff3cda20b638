use super::{is_feed, read, subscriptions};
use crate::place::Place;

/// Each report as `outlet | day | title | url | text`, each note as `! at: message`.
fn shown(bytes: &[u8]) -> Vec<String> {
    let item = |item: crate::reader::Item| match item {
        Ok(report) => {
            let day = report.published.map(|day| day.to_string());
            let parts = [report.outlet, day, report.title, report.url, Some(report.text)];
            parts.map(Option::unwrap_or_default).join(" | ")
        }
        Err(note) => format!("! {}: {}", note.at, note.message),
    };
    read(bytes, &Place::of_file("f.xml")).into_iter().map(item).collect()
}

#[test]
fn rss_as_outlets_write_it() {
    let rss = br#"<?xml version="1.0" encoding="windows-1252"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Arnor Wire</title><language>en-gb</language><image><title>Logo</title></image>
<item><title>Two killed in Orlu &amp; Vale</title><link>https://wire.example/1</link>
<pubDate>Tue, 21 May 2019 00:30:00 +0300</pubDate><dc:creator>A. N. Other</dc:creator>
<description>Two people were killed, the governor\x92s office said.</description></item>
<item><title><![CDATA[Shelling resumes]]></title><description></description></item>
</channel></rss>"#;
    let rss: Vec<u8> = String::from_utf8_lossy(rss)
        .replace("\\x92", "\u{1}")
        .bytes()
        .map(|b| if b == 1 { 0x92 } else { b })
        .collect();
    assert!(is_feed(&rss));
    assert_eq!(
        shown(&rss),
        [
            "Arnor Wire | 2019-05-21 | Two killed in Orlu & Vale | https://wire.example/1 | \
             Two people were killed, the governor\u{2019}s office said.",
            "! f.xml, record 2: has no day of publication, so that \"Tuesday\" or \"yesterday\" cannot be resolved",
            "Arnor Wire |  |  |  | Shelling resumes",
        ]
    );
}

#[test]
fn atom_and_json_feed() {
    let atom = br#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Vale Post</title>
<entry><title type="html">A &lt;b&gt;raid&lt;/b&gt;</title><link rel="self" href="x"/><link href="https://vale.example/2"/>
<published>2019-05-20T23:30:00-05:00</published><updated>2019-05-22T00:00:00Z</updated>
<author><name>A. N. Other</name><uri>u</uri></author><summary type="text">Three were hurt.</summary></entry></feed>"#;
    assert_eq!(shown(atom), ["Vale Post | 2019-05-20 | A raid | https://vale.example/2 | Three were hurt."]);
    let json = br#"{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [
        {"id": 1, "url": "https://p.example/1", "title": "T", "content_text": "Four fled.", "date_published": "2019-05-20T10:00:00Z"},
        {"id": "2", "title": 5}]}"#;
    assert!(is_feed(json));
    let found = shown(json);
    assert_eq!(found[0], "Post | 2019-05-20 | T | https://p.example/1 | Four fled.");
    assert!(found[1].starts_with("! f.xml: breaks off: invalid type"), "{found:?}");
}

#[test]
fn a_feed_that_breaks_off_gives_what_came_before() {
    let cut = b"<rss><channel><item><title>A</title><pubDate>2019-05-20</pubDate></item><item><title>B";
    assert_eq!(shown(cut), [" | 2019-05-20 |  |  | A", "! f.xml: breaks off: it ends inside an entry"]);
    assert_eq!(shown(b"<html></html>"), ["! f.xml: is no feed"]);
}

#[test]
fn a_hundred_thousand_levels_are_no_matter() {
    let deep = format!("<rss><channel><item><description>{}", "<b>".repeat(100_000));
    assert_eq!(shown(deep.as_bytes()).len(), 1);
    let deep =
        format!("{{\"version\": \"https://jsonfeed.org/version/1\", \"items\": {}", "[".repeat(100_000));
    assert_eq!(shown(deep.as_bytes()).len(), 1);
}

#[test]
fn pages_in_entries_are_read_as_text() {
    let entry = |page: &str| {
        format!(
            "<rss><channel><item><title>T</title><pubDate>2019-05-20</pubDate><description>{page}</description></item></channel></rss>"
        )
    };
    let escaped = entry("&lt;p&gt;Two &lt;b&gt;fled&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Three stayed.&lt;/p&gt;");
    let bare = entry("<p>Two <b>fled</b>.</p><p>Three stayed.</p>");
    for rss in [escaped, bare] {
        let found = shown(rss.as_bytes());
        assert!(
            found.len() == 1 && found[0].contains("Two fled.") && found[0].contains("Three stayed."),
            "{found:?}"
        );
        assert!(!found[0].contains('<'), "{found:?}");
    }
    let deep = entry(&format!("{}Two.{}", "&lt;b&gt;".repeat(100_000), "&lt;/b&gt;".repeat(100_000)));
    assert_eq!(shown(deep.as_bytes()).len(), 1);
}

#[test]
fn lists_of_feeds() {
    let opml = br#"<opml version="2.0"><body><outline text="East"><outline type="rss" text="Wire" xmlUrl="https://w.example/f?a=1&amp;b=2"/>
        <outline text="again" xmlUrl="https://w.example/f?a=1&amp;b=2"/></outline><outline text="no feed"/></body></opml>"#;
    let found = subscriptions(opml).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].url.as_str(), found[0].title.as_deref()),
        ("https://w.example/f?a=1&b=2", Some("Wire"))
    );
    assert_eq!(subscriptions(b"<rss/>"), None);
    assert!(shown(opml)[0].starts_with("! f.xml: lists feeds"));
}
