//! Figures that stand in the cells of a table.

use cairn_extract::{Ruleset, Scratch, extract};

/// Kind, group and number of each figure of a text, and whether it adds up over several incidents.
fn figures(text: &str) -> Vec<String> {
    let ruleset = Ruleset::embedded().unwrap_or_else(|faults| panic!("{faults}"));
    let document = cairn_text::analyse(text);
    let frames = extract(&document, &ruleset, &mut Scratch::new(&ruleset)).frames;
    let figures = frames.iter().filter_map(|frame| {
        let adds_up = if frame.cumulative { " in all" } else { "" };
        Some(format!("{} {} {}{adds_up}", frame.kind, frame.group?, frame.figure.n?))
    });
    figures.collect()
}

#[test]
fn a_heading_is_said_of_each_number_below_it() {
    let table = "Province | Killed | Civilians injured\nArvad | 317 | 1,910\nKolm | 84 | 155";
    let found = figures(table);
    let expected = [
        "killed unspecified 317 in all",
        "wounded civilian 1910 in all",
        "killed unspecified 84 in all",
        "wounded civilian 155 in all",
    ];
    assert_eq!(found, expected);
}

#[test]
fn columns_may_be_parted_by_tabs_and_rows_be_days() {
    let table = "Day\tPlace\tDead\tWounded\n3 May 2020\tArvad\t12\t0\n4 May 2020\tKolm\t3\t9";
    assert_eq!(figures(table), ["killed unspecified 12", "killed unspecified 3", "wounded unspecified 9"]);
}

#[test]
fn a_table_of_something_else_has_no_figures() {
    assert!(figures("Province | Villages | Wells\nArvad | 317 | 910\nKolm | 84 | 155").is_empty());
    // The heading ends with the table.
    assert!(figures("Province | Killed\n\nThe council met in Arvad.\n\nArvad | 317").is_empty());
}
