//! Web pages of our own writing, and what is read from them.

mod faults;
mod live;

use cairn_model::{DateFrom, Note, Provenance, Report};
use cairn_read::html::{Hints, read_page};

/// Reads a page that lies at an address.
pub fn read(page: &[u8], url: Option<&str>) -> (Vec<Report>, Vec<Note>) {
    let provenance = Provenance { file: Some("page.html".to_owned()), ..Provenance::default() };
    read_page(page, &Hints { url, ..Hints::default() }, provenance)
}

/// The one report of a page.
pub fn one(page: &[u8], url: Option<&str>) -> Report {
    let (mut reports, notes) = read(page, url);
    assert_eq!(reports.len(), 1, "{notes:?}");
    reports.remove(0)
}

/// A page with a head and a body, and enough running text in it that it has an article.
fn page(head: &str, body: &str) -> String {
    format!("<!doctype html><html><head>{head}</head><body>{body}{ARTICLE}</body></html>")
}

const ARTICLE: &str = "<article><p>Shells fell on the market of Karam on Saturday, killing four traders and wounding \
    eleven, the town's hospital said.</p><p>A spokesman of the northern command denied that its guns had fired, and \
    blamed the other side for the attack, the third in a week.</p><p>Ambulances took the wounded to the district \
    hospital, where doctors said that two of them were in a serious condition.</p></article>";

#[test]
fn an_article_among_its_furniture() {
    let report = one(include_bytes!("wire.html"), None);
    assert_eq!(report.title.as_deref(), Some("Shells fall on Karam market, killing four"));
    assert_eq!(report.outlet.as_deref(), Some("The Northern Wire"));
    assert_eq!(report.author.as_deref(), Some("Mara Tolen; Idris Vahl"));
    assert_eq!(report.url.as_deref(), Some("https://www.northernwire.example/karam-market"));
    assert_eq!(report.published.map(|day| day.to_string()).as_deref(), Some("2019-05-25"));
    assert_eq!(report.provenance.date_from, Some(DateFrom::JsonLd));
    assert_eq!(report.language.as_deref(), Some("en"));
    assert_eq!(report.text, include_str!("wire.txt").trim_end());
}

#[test]
fn a_page_within_a_form_and_without_paragraphs() {
    let report = one(include_bytes!("form.html"), None);
    assert_eq!(report.text, include_str!("form.txt").trim_end());
    assert_eq!(report.published.map(|day| day.to_string()).as_deref(), Some("1996-04-03"));
    assert_eq!(report.provenance.date_from, Some(DateFrom::Printed));
}

#[test]
fn days_and_how_they_were_found() {
    let cases = [
        // head, body before the article, address, day, how
        (
            r#"<script type="application/ld+json">[{"@type":"WebSite"},{"@type":["NewsArticle"],"datePublished":"2019-05-25"}]</script>"#,
            "",
            None,
            "2019-05-25",
            DateFrom::JsonLd,
        ),
        (
            r#"<script type="application/ld+json">{"@graph":[{"@type":"Article","datePublished":"2019-05-25T23:30:00-04:00"}]}</script>"#,
            "",
            None,
            "2019-05-25",
            DateFrom::JsonLd,
        ),
        (
            r#"<meta property="article:published_time" content="2019-05-25T08:00:00+02:00">"#,
            "",
            None,
            "2019-05-25",
            DateFrom::Meta,
        ),
        (
            r#"<meta name="pubdate" content="Sat, 25 May 2019 08:00:00 +0200">"#,
            "",
            None,
            "2019-05-25",
            DateFrom::Meta,
        ),
        (
            "",
            r#"<span itemprop="datePublished" content="2019-05-25">yesterday</span>"#,
            None,
            "2019-05-25",
            DateFrom::Microdata,
        ),
        (
            "",
            r#"<time datetime="2019-05-26" class="updated">26 May</time><time datetime="2019-05-25">25 May</time>"#,
            None,
            "2019-05-25",
            DateFrom::TimeElement,
        ),
        (
            "",
            "<h1>Shells fall</h1><p>Updated 26 May 2019</p><p>By Mara Tolen</p><p>Saturday, May 25, 2019</p>",
            None,
            "2019-05-25",
            DateFrom::Printed,
        ),
        ("", "", Some("https://wire.example/2019/05/25/karam"), "2019-05-25", DateFrom::Address),
        // A machine's UTC is the next day; the paper's day stands above the text, or in the address.
        (
            r#"<meta property="article:published_time" content="2019-05-26T01:19:00Z">"#,
            "<h1>Shells fall</h1><p>Posted May 25, 9:19 PM</p>",
            None,
            "2019-05-25",
            DateFrom::Printed,
        ),
        (
            r#"<meta property="article:published_time" content="2019-05-26T01:19:00Z">"#,
            "",
            Some("https://wire.example/2019/05/25/karam"),
            "2019-05-25",
            DateFrom::Address,
        ),
        // A day that is far off is another one: the archive's, the update's.
        (
            r#"<meta property="article:published_time" content="2019-05-25T01:19:00Z">"#,
            "<h1>Shells fall</h1><p>Updated 30 May 2019</p>",
            None,
            "2019-05-25",
            DateFrom::Meta,
        ),
    ];
    for (head, body, url, day, how) in cases {
        let report = one(page(head, body).as_bytes(), url);
        let found = (report.published.map(|day| day.to_string()), report.provenance.date_from);
        assert_eq!(found, (Some(day.to_owned()), Some(how)), "{head}{body}");
    }
}

#[test]
fn a_page_without_a_day_is_read_and_said_to_have_none() {
    let (reports, notes) = read(page("", "").as_bytes(), None);
    assert_eq!((reports.len(), reports[0].published, reports[0].provenance.date_from), (1, None, None));
    assert!(notes[0].message.starts_with("has no day of publication"), "{notes:?}");
}

#[test]
fn the_encoding_is_found() {
    let words = "Обстрел рынка в Караме: четверо убитых, сообщает больница города. Среди раненых двое детей.";
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(words);
    let paragraphs = [&b"<p>"[..], &bytes, b"</p>"].concat().repeat(6);
    let stated =
        [&b"<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>"[..], &paragraphs]
            .concat();
    let wrongly = [&b"<meta charset=utf-8>"[..], &paragraphs].concat();
    for page in [stated, wrongly, paragraphs] {
        let report = one(&page, None);
        assert!(report.text.contains(words), "{}", report.text);
        assert_eq!(report.language.as_deref(), Some("ru"));
    }
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode("The “ceasefire” held — in José’s street.");
    let page = [&b"<p>"[..], &bytes, b"</p>", ARTICLE.as_bytes()].concat();
    let hints = Hints { charset: Some("windows-1252"), ..Hints::default() };
    let (reports, _) = read_page(&page, &hints, Provenance::default());
    assert!(reports[0].text.contains("“ceasefire” held — in José’s"), "{}", reports[0].text);
}

#[test]
fn real_sentences_are_no_furniture() {
    let sentences = [
        "Advertising revenue fell after the shelling of the studio, in which two announcers were killed on Monday.",
        "Related tribes had agreed on a truce that held until Tuesday, when five herders were shot dead near the well.",
        "Follow-up strikes killed three rescuers, the civil defence said in a statement.",
        "Photographers were among the eleven wounded.",
        "“Share this bread,” she told the captives, of whom nine had been freed by nightfall.",
        "He wrote on Twitter that four of his men had been captured.",
    ];
    let paragraphs: String = sentences.iter().map(|sentence| format!("<p>{sentence}</p>")).collect();
    let page = page("", "").replace("</article>", &format!("{paragraphs}</article>"));
    let report = one(page.as_bytes(), None);
    for sentence in sentences {
        assert!(report.text.contains(sentence), "{sentence}");
    }
}
