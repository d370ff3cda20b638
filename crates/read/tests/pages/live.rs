//! Live pages: each entry is a report.

use crate::{one, read};
use cairn_model::{DateFrom, Report};

/// A live page with the entries of which it is made: anchor, time, words.
fn live(entries: &[(&str, &str, &str)]) -> String {
    let entries: String = entries
        .iter()
        .map(|(anchor, time, words)| {
            format!(
                "<article class='liveblog__entry' id='{anchor}'><time datetime='{time}'>a while ago</time>\
                 <h2>At {anchor}</h2><p>{words}</p></article>"
            )
        })
        .collect();
    format!(
        "<html><head><title>Karam: live</title><meta property='og:site_name' content='The Wire'>\
         <link rel='canonical' href='https://wire.example/live/karam'></head>\
         <body><h1>Karam: live</h1><div class='liveblog'>{entries}</div></body></html>"
    )
}

const FIRST: (&str, &str, &str) = (
    "e1",
    "2019-05-24T23:50:00+03:00",
    "Shells fell on the market of Karam; the hospital speaks of two dead.",
);
const SECOND: (&str, &str, &str) =
    ("e2", "2019-05-25T00:20:00+03:00", "The hospital of Karam now counts four dead and eleven wounded.");
const THIRD: (&str, &str, &str) =
    ("e3", "2019-05-25T08:00:00+03:00", "The northern command denies that its guns fired on the town.");

fn days(reports: &[Report]) -> Vec<String> {
    reports.iter().map(|report| report.published.map(|day| day.to_string()).unwrap_or_default()).collect()
}

#[test]
fn entries_have_days_and_addresses_of_their_own() {
    let (reports, _) = read(live(&[THIRD, SECOND, FIRST]).as_bytes(), None);
    assert_eq!(days(&reports), ["2019-05-25", "2019-05-25", "2019-05-24"]);
    assert_eq!(reports[1].text, SECOND.2);
    assert_eq!(reports[1].title.as_deref(), Some("At e2"));
    assert_eq!(reports[1].url.as_deref(), Some("https://wire.example/live/karam#e2"));
    assert!(reports.iter().all(|report| report.provenance.date_from == Some(DateFrom::Entry)));
}

#[test]
fn a_page_that_has_grown_keeps_the_ids_of_its_entries() {
    let fourth = (
        "e4",
        "2019-05-25T09:00:00+03:00",
        "Ambulances from the capital have reached Karam, the ministry says.",
    );
    let (before, _) = read(live(&[THIRD, SECOND, FIRST]).as_bytes(), None);
    let (after, _) = read(live(&[fourth, THIRD, SECOND, FIRST]).as_bytes(), None);
    let ids = |reports: &[Report]| reports.iter().map(|report| report.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&after)[1..], ids(&before));
    let page = ids(&before)[0].as_str().rsplit_once('-').map(|(page, _)| page.to_owned()).unwrap();
    assert!(ids(&after).iter().all(|id| id.as_str().starts_with(&page)));
}

#[test]
fn entries_that_only_json_ld_has() {
    let update = |(anchor, time, words): (&str, &str, &str)| {
        format!(
            r#"{{"@type": "BlogPosting", "headline": "At {anchor}", "datePublished": "{time}", "articleBody": "<p>{words}</p>", "url": "https://wire.example/live/karam#{anchor}"}}"#
        )
    };
    let page = format!(
        r#"<title>Karam: live</title><script type="application/ld+json">{{"@type": "LiveBlogPosting", "liveBlogUpdate": [{}, {}, {}]}}</script><p>Loading</p>"#,
        update(FIRST),
        update(SECOND),
        update(THIRD)
    );
    let (reports, _) = read(page.as_bytes(), Some("https://wire.example/live/karam"));
    assert_eq!(days(&reports), ["2019-05-24", "2019-05-25", "2019-05-25"]);
    assert_eq!(reports[0].text, FIRST.2);
    assert_eq!(reports[0].url.as_deref(), Some("https://wire.example/live/karam#e1"));
}

#[test]
fn two_entries_make_no_live_page() {
    let report = one(live(&[FIRST, SECOND]).as_bytes(), None);
    assert!(report.text.contains("two dead") && report.text.contains("eleven wounded"), "{}", report.text);
}
