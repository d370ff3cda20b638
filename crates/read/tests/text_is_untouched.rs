//! Whatever bytes come, reading ends, and a text that is read is the text that was written.

use cairn_read::{Format, read_all};
use proptest::prelude::*;

proptest! {
    #[test]
    fn any_bytes_give_reports_or_notes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for format in Format::ALL {
            let (reports, notes) = read_all(&bytes[..], *format, "any");
            prop_assert!(reports.len() + notes.len() > 0);
        }
    }

    #[test]
    fn a_text_in_json_lines_comes_back_as_it_was(text in "[^\0]{0,60}[a-z]") {
        let line = serde_json::json!({"report": "a", "published": "2019-05-25", "text": text}).to_string();
        let (reports, notes) = read_all(line.as_bytes(), Format::JsonLines, "a.jsonl");
        prop_assert_eq!(&notes, &[]);
        prop_assert_eq!(&reports[0].text, &text);
    }

    #[test]
    fn a_text_under_front_matter_comes_back_as_it_was(text in "[^\0]{0,60}[a-z]") {
        let file = format!("---\npublished: 2019-05-25\n---\n{text}");
        let (reports, _) = read_all(file.as_bytes(), Format::Text, "a.txt");
        prop_assert_eq!(&reports[0].text, &text);
    }
}
