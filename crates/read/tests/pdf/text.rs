//! What stands on the pages, in which order, and what is left out.

use crate::maker::{body, drawn, file, pages, stream};
use crate::report;
use cairn_model::DateFrom;

const INFO: &str =
    "/Title (Shells fell on Karam) /Author (A. N. Other) /CreationDate (D:20190526081500+03'00')";

#[test]
fn lines_become_paragraphs_and_divided_words_whole() {
    let lines = body(
        760,
        &[
            "Shells fell on the village of Karam on Friday night, and two vil-",
            "lagers were killed, a doctor at the hospital said on Saturday. Nobody else",
            "was hurt.",
            "The cease-fire had held for a week. It was the first attack since the cease-",
            "fire began, the doctor said.",
        ],
    );
    let (report, _) = report("a.pdf", &pages(&[drawn(&lines)], INFO));
    assert_eq!(
        report.text,
        "Shells fell on the village of Karam on Friday night, and two villagers were killed, a doctor at the \
         hospital said on Saturday. Nobody else was hurt.\n\nThe cease-fire had held for a week. It was the \
         first attack since the cease-fire began, the doctor said."
    );
    assert_eq!(report.title.as_deref(), Some("Shells fell on Karam"));
    assert_eq!(report.author.as_deref(), Some("A. N. Other"));
    assert_eq!(report.provenance.digest.map(|digest| digest.len()), Some(64));
}

#[test]
fn the_day_on_which_a_file_was_made_is_the_last_resort_and_is_told() {
    let page = |first: &str| drawn(&body(760, &[first, "Two people were killed when shells fell on Karam."]));
    let (made, notes) = report("a.pdf", &pages(&[page("Northern Wire")], INFO));
    assert_eq!(made.published.unwrap().to_string(), "2019-05-26");
    assert_eq!(made.provenance.date_from, Some(DateFrom::Document));
    assert!(notes[0].message.contains("it was made on 2019-05-26"), "{notes:?}");

    let (printed, notes) = report("a.pdf", &pages(&[page("25 May 2019")], INFO));
    assert_eq!(printed.published.unwrap().to_string(), "2019-05-25");
    assert_eq!((printed.provenance.date_from, notes), (Some(DateFrom::Printed), vec![]));

    let (named, notes) = report("2019-05-24 karam.pdf", &pages(&[page("Northern Wire")], INFO));
    assert_eq!(named.published.unwrap().to_string(), "2019-05-24");
    assert_eq!((named.provenance.date_from, notes), (Some(DateFrom::FileName), vec![]));

    let (none, notes) = report("a.pdf", &pages(&[page("Northern Wire")], ""));
    assert_eq!((none.published, none.provenance.date_from), (None, None));
    assert!(notes[0].message.starts_with("has no day of publication"), "{notes:?}");
}

#[test]
fn running_heads_feet_and_numbers_of_pages_are_left_out() {
    let page = |number: u32, lines: &[&str]| {
        let foot = format!("Page {number} of 3");
        let mut all = vec![(72, 800, 9, "Northern Wire - Weekly Bulletin 21")];
        all.extend(body(760, lines));
        all.push((280, 30, 9, &foot));
        drawn(&all)
    };
    let contents = [
        page(1, &["Gunmen opened fire on a convoy near the crossing at dawn, and then they"]),
        page(2, &["drove off to the north. Page 4 of the agreement was read out by a clerk."]),
        page(3, &["Three houses burned."]),
    ];
    let (report, _) = report("a.pdf", &pages(&contents, ""));
    assert_eq!(
        report.text,
        "Gunmen opened fire on a convoy near the crossing at dawn, and then they drove off to the north. \
         Page 4 of the agreement was read out by a clerk.\n\nThree houses burned."
    );
}

#[test]
fn columns_are_read_one_after_the_other() {
    let column = |x: i32, lines: &[&'static str]| -> Vec<(i32, i32, i32, &str)> {
        body(700, lines).into_iter().map(|(_, y, size, words)| (x, y, size, words)).collect()
    };
    let mut lines = vec![(72, 760, 24, "Truce broken in Karam")];
    lines.extend(column(
        72,
        &["Shells fell on the market", "of the town at noon, and", "four people were killed"],
    ));
    lines.extend(column(320, &["by them, witnesses said.", "The army denied firing."]));
    let (report, _) = report("a.pdf", &pages(&[drawn(&lines)], ""));
    assert_eq!(report.title.as_deref(), Some("Truce broken in Karam"));
    assert_eq!(
        report.text,
        "Truce broken in Karam\n\nShells fell on the market of the town at noon, and four people were killed \
         by them, witnesses said. The army denied firing."
    );
}

#[test]
fn fonts_say_what_their_codes_mean() {
    let map = "1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfrange \
               <0001> <001a> <0061> <0021> <0021> [<00660069>] endbfrange 1 beginbfchar <0030> <0020> endbfchar";
    let content = "BT /F1 12 Tf 72 700 Td <0014 0017 000f 0030 0004 0009 0005 0004> Tj ET \
                   BT /F2 12 Tf 72 600 Td (\\001\\002re at nin\\351) Tj [(and) -400 (again, V) 80 (ery near)] TJ ET \
                   /Artifact BMC BT /F2 12 Tf 72 20 Td (draft) Tj ET EMC q 1 0 0 1 0 -100 cm /X1 Do Q";
    let fonts = "/F1 5 0 R /F2 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman \
                 /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /f /uni0069] >> >>";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
        format!("<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << {fonts} >> /XObject << /X1 8 0 R >> >> >>"),
        stream("", content),
        "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>".to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 500 /W [1 [500 510] 3 20 505] >>".to_owned(),
        stream("", map),
        stream("/Type /XObject /Subtype /Form /BBox [0 0 600 800]", "BT /F2 12 Tf 72 600 Td (A form.) Tj ET"),
    ];
    let (report, _) = report("a.pdf", &file(&objects, ""));
    assert_eq!(report.text, "two died\n\nfire at nin\u{e9}and again, Very near\n\nA form.");
}
