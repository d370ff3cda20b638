//! Files that are broken, locked, empty of text, or made to do harm.

use crate::maker::{body, drawn, file, pages, stream};
use crate::{refused, report};
use cairn_read::{Format, read_all};
use std::fmt::Write;

fn plain() -> Vec<u8> {
    pages(&[drawn(&body(700, &["Two people were killed in Karam."]))], "")
}

#[test]
fn files_without_text_are_told_with_what_to_do() {
    assert_eq!(refused(b"%PDF-1.4\nnothing"), "cannot be read as PDF");
    assert_eq!(
        refused(&pages(&["q 100 0 0 100 0 0 cm /Im1 Do Q".to_owned()], "")),
        "holds pictures of pages and no text"
    );
    assert_eq!(refused(&pages(&[], "")), "cannot be read as PDF");
    let glyphs = "BT /F1 12 Tf 72 700 Td <00010002000300040005> Tj ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        stream("", glyphs),
        "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H >>".to_owned(),
    ];
    assert_eq!(refused(&file(&objects, "")), "does not say which characters it shows");
}

#[test]
fn a_locked_file_is_told() {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 0 /Kids [] >>".to_owned(),
        format!(
            "<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{}> /U <{}> >>",
            "41".repeat(32),
            "42".repeat(32)
        ),
    ];
    let id = format!("/Encrypt 3 0 R /ID [<{0}> <{0}>]", "43".repeat(16));
    assert_eq!(refused(&file(&objects, &id)), "is locked with a password");
}

#[test]
fn a_file_is_read_without_its_table() {
    let bytes = plain();
    let cut = bytes.windows(4).rposition(|word| word == b"xref").unwrap();
    let table = bytes[..cut].windows(4).rposition(|word| word == b"xref").unwrap();
    let mut broken = bytes[..table].to_vec();
    broken.extend(b"trailer << /Root 1 0 R >>\nstartxref\n99999999\n%%EOF");
    assert_eq!(report("a.pdf", &broken).0.text, "Two people were killed in Karam.");
}

#[test]
fn every_cut_and_every_damaged_byte_ends_in_a_report_or_a_note() {
    let bytes = plain();
    for at in (0..bytes.len()).step_by(3) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x15;
        for bytes in [&bytes[..at], &damaged[..]] {
            let (reports, notes) = read_all(bytes, Format::Pdf, "a.pdf");
            assert!(reports.len() + notes.len() > 0);
        }
    }
}

/// A file of one page, whose content and resources are given, and more objects from number 5 on.
fn one_page(content: &str, resources: &str, more: &[String]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
        format!("<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << {resources} >> >>"),
        stream("", content),
    ];
    objects.extend_from_slice(more);
    file(&objects, "")
}

#[test]
fn rings_end() {
    // A form that draws itself, twice.
    let form =
        stream("/Type /XObject /Subtype /Form /Resources << /XObject << /X1 5 0 R >> >>", "/X1 Do /X1 Do");
    assert_eq!(
        refused(&one_page("/X1 Do", "/XObject << /X1 5 0 R >>", &[form])),
        "holds pictures of pages and no text"
    );
    // Pages within each other, parents in a ring, a font that is itself.
    let ring = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 9 /Kids [3 0 R 2 0 R] /Parent 3 0 R >>".to_owned(),
        "<< /Type /Pages /Count 9 /Kids [2 0 R 4 0 R] /Parent 2 0 R >>".to_owned(),
        "<< /Type /Page /Parent 3 0 R /Contents 5 0 R >>".to_owned(),
        stream("", "BT /F1 12 Tf (Two) Tj ET"),
    ];
    assert!(!refused(&file(&ring, "")).is_empty());
    let itself =
        "<< /Type /Font /Subtype /Type0 /DescendantFonts [5 0 R] /Encoding 5 0 R /ToUnicode 5 0 R >>";
    let content = "BT /F1 12 Tf 72 700 Td (Two) Tj ET";
    assert!(!refused(&one_page(content, "/Font << /F1 5 0 R >>", &[itself.to_owned()])).is_empty());
}

#[test]
fn deep_trees_and_deep_nesting_end() {
    let depth = 20_000;
    let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned()];
    for number in 2..depth {
        objects.push(format!(
            "<< /Type /Pages /Count 1 /Kids [{} 0 R] /Parent {} 0 R >>",
            number + 1,
            number - 1
        ));
    }
    objects.push("<< /Type /Page >>".to_owned());
    assert!(!refused(&file(&objects, "")).is_empty());
    for open in ["[", "<< /A ", "(", "q ", "/Span BMC ", "BT "] {
        let content = open.repeat(100_000);
        assert!(!refused(&one_page(&content, "", std::slice::from_ref(&content))).is_empty(), "{open}");
    }
}

#[test]
fn content_that_many_pages_share_is_read_up_to_the_bound() {
    // One MiB of content, drawn by 300 pages.
    let mut content = String::from("BT /F1 12 Tf 72 700 Td (Two were killed.) Tj ET\n");
    while content.len() < 1 << 20 {
        content.push_str("0 0 m 10 10 l S\n");
    }
    let mut kids = String::new();
    for page in 5..305 {
        write!(kids, "{page} 0 R ").unwrap();
    }
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count 300 /Kids [{kids}] /Resources << /Font << /F1 4 0 R >> >> >>"),
        stream("", &content),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    objects.resize(304, "<< /Type /Page /Parent 2 0 R /Contents 3 0 R >>".to_owned());
    let (reports, notes) = read_all(&file(&objects, "")[..], Format::Pdf, "a.pdf");
    assert_eq!(reports.len(), 1);
    assert!(reports[0].text.starts_with("Two were killed."));
    assert!(notes[0].message.starts_with("says more than a report can be"), "{notes:?}");
}

#[test]
fn a_page_of_a_hundred_thousand_lines_takes_no_more_than_its_length() {
    let mut content = String::from("BT /F1 12 Tf 1 TL\n");
    for _ in 0..100_000 {
        content.push_str("(ab-) Tj 9 -9 Td\n");
    }
    content.push_str("ET");
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned();
    let (report, _) = report("a.pdf", &one_page(&content, "/Font << /F1 5 0 R >>", &[font]));
    assert!(report.text.len() > 200_000);
}

#[test]
fn forms_in_forms_end_with_the_budget() {
    // Eight deep, a hundred each: ten to the sixteenth.
    let forms: Vec<String> = (5..14)
        .map(|number| {
            let below = format!("/Resources << /XObject << /X {} 0 R >> >>", number + 1);
            stream(&format!("/Type /XObject /Subtype /Form {below}"), &"/X Do ".repeat(100))
        })
        .collect();
    let bytes = one_page("/X Do", "/XObject << /X 5 0 R >>", &forms);
    let (reports, notes) = read_all(&bytes[..], Format::Pdf, "a.pdf");
    assert_eq!((reports.len(), notes.len()), (0, 2));
    assert_eq!(notes[0].message, "says more than a report can be; it is read up to page 1");
}
