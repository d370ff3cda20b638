//! How answers look: tables, wrapped text, words safe for a terminal.

use anstyle::Style;
use comfy_table::{Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, Row, Table};

pub const BOLD: Style = Style::new().bold();
pub const DIM: Style = Style::new().dimmed();

/// The width of pages where the output is no terminal.
const WIDTH: u16 = 100;

/// The width of the terminal, or of a page.
pub fn width() -> u16 {
    Table::new().width().unwrap_or(WIDTH).max(40)
}

/// A table without lines, its header bold. Columns whose header begins with `>` are numbers, set
/// to the right.
pub fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(width());
    // The stream takes styles out again where they do not belong.
    table.enforce_styling();
    table.style_text_only();
    let names =
        header.iter().map(|name| Cell::new(name.trim_start_matches('>')).add_attribute(Attribute::Bold));
    table.set_header(Row::from(names.collect::<Vec<_>>()));
    for (idx, name) in header.iter().enumerate() {
        if let Some(column) = table.column_mut(idx) {
            column.set_padding((0, if idx + 1 == header.len() { 0 } else { 2 }));
            if idx == 0 {
                // Ids and names are there to be copied: they are not broken.
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
            if name.starts_with('>') {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
    }
    table
}

/// A table under a heading.
pub fn indent(mut table: Table) -> String {
    table.set_width(width() - 2);
    table.trim_fmt().lines().map(|line| format!("  {line}\n")).collect()
}

/// A cell of words from a report.
pub fn cell(words: impl AsRef<str>) -> Cell {
    Cell::new(plain(words.as_ref()))
}

/// Words from outside, safe to print: on one line, and without the control and direction
/// characters by which a text could rewrite the screen.
pub fn plain(words: &str) -> String {
    let harmless = |c: char| match c {
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        c if c.is_control() => Some(' '),
        c => Some(c),
    };
    words.chars().filter_map(harmless).collect()
}

/// Wraps words to the width of the page, each line indented.
pub fn wrap(words: &str, indent: usize) -> String {
    let room = usize::from(width()).saturating_sub(indent).max(20);
    let mut lines = vec![String::new()];
    for word in plain(words).split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= room {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    let margin = " ".repeat(indent);
    lines.iter().map(|line| format!("{margin}{line}\n")).collect()
}

/// `1 report`, `2 reports`.
pub fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// The first letters of ids, as few as tell all of them apart, but eight digits at least.
pub fn short_ids<'i>(ids: impl IntoIterator<Item = &'i str>) -> impl Fn(&str) -> String {
    let mut ids: Vec<&str> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    let shared = |pair: &[&str]| pair[0].bytes().zip(pair[1].bytes()).take_while(|(a, b)| a == b).count();
    let length = ids.windows(2).map(|pair| shared(pair) + 1).max().unwrap_or(0).max("i-01234567".len());
    move |id| id.chars().take(length).collect()
}

#[cfg(test)]
mod tests {
    use super::{plain, short_ids};

    #[test]
    fn a_text_cannot_rewrite_the_screen() {
        assert_eq!(plain("a\u{1b}[2Jb\nc\u{202e}d"), "a [2Jb cd");
    }

    #[test]
    fn short_ids_stay_apart() {
        let ids = ["i-0123456789abcdef", "i-0123456789ffffff", "i-ff"];
        let short = short_ids(ids);
        assert_eq!(ids.map(short), ["i-0123456789a", "i-0123456789f", "i-ff"]);
    }
}
