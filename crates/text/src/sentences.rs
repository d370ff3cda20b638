use crate::document::Sentence;
use crate::{Shape, Token};

/// Words that keep their full stop without ending a sentence: titles, ranks, months, units.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "gen", "lt", "col", "maj", "capt", "cmdr", "cdr",
    "sgt", "cpl", "pvt", "adm", "brig", "rep", "sen", "gov", "pres", "rev", "hon", "messrs", "jan", "feb",
    "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "no", "nos", "vs", "mt", "ft",
    "approx", "est", "dept", "co", "corp", "inc", "ltd", "bros", "km", "kms", "etc", "fig", "vol", "art",
    "insp", "supt", "det", "const", "engr", "hrs", "al",
];

/// Splits tokens into sentences and paragraphs.
pub(crate) fn split(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut first = 0;
    let mut paragraph = 0;
    for i in 0..tokens.len() {
        let breaks = match tokens.get(i + 1) {
            None => Break::Paragraph,
            Some(next) => break_between(text, tokens, i, next),
        };
        if breaks == Break::None {
            continue;
        }
        sentences.push(Sentence { first: first as u32, end: (i + 1) as u32, paragraph });
        first = i + 1;
        if breaks == Break::Paragraph {
            paragraph += 1;
        }
    }
    sentences
}

#[derive(PartialEq)]
enum Break {
    None,
    Sentence,
    Paragraph,
}

fn break_between(text: &str, tokens: &[Token], i: usize, next: &Token) -> Break {
    let token = tokens[i];
    if next.spaced {
        let gap = &text[token.end as usize..next.start as usize];
        let newlines = gap.bytes().filter(|b| *b == b'\n').count();
        if newlines > 1 || (newlines == 1 && !is_wrapped(text, tokens, i, next)) {
            return Break::Paragraph;
        }
    }
    if ends_sentence(text, tokens, i)
        && (next.spaced || next.shape == Shape::Capitalised)
        && may_begin(text, tokens, i + 1)
    {
        return Break::Sentence;
    }
    Break::None
}

/// Whether a single line feed only wraps a long line: the line ends inside a sentence and the next
/// one goes on in lower case, or the line is as long as a typist's.
fn is_wrapped(text: &str, tokens: &[Token], i: usize, next: &Token) -> bool {
    let token = tokens[i];
    let line_start = text[..token.end as usize].rfind('\n').map_or(0, |at| at + 1);
    let line = &text[line_start..token.end as usize];
    let typed = (52..=100).contains(&line.len());
    let goes_on = matches!(next.shape, Shape::Lower) && !line.trim_start().starts_with(['-', '•', '*', '·']);
    let open =
        !matches!(text[..token.end as usize].chars().next_back(), Some('.' | '!' | '?' | ':' | '"' | '”'));
    (goes_on && (open || typed)) || (open && typed && next_line_is_typed(text, next))
}

fn next_line_is_typed(text: &str, next: &Token) -> bool {
    let rest = &text[next.start as usize..];
    let line = rest.lines().next().unwrap_or("");
    let capitals = line.chars().all(|c| !c.is_lowercase());
    !line.starts_with(['-', '•', '*', '·'])
        && (40..=100).contains(&line.len())
        && (capitals || !line.ends_with('.'))
}

fn ends_sentence(text: &str, tokens: &[Token], i: usize) -> bool {
    // Closing quotes and brackets belong to the sentence they close.
    let mut at = i;
    while at > 0 && is_closing(text, &tokens[at]) && !tokens[at].spaced {
        at -= 1;
    }
    let token = &tokens[at];
    match &text[token.start as usize..token.end as usize] {
        "!" | "?" => true,
        "…" | "..." | "...." => true,
        "." => at == 0 || !is_abbreviation(text, &tokens[at - 1], tokens.get(at + 1)),
        // "U.S." and "p.m." end a sentence only where the next word plainly begins one.
        word if at == i && word.len() > 3 && word.ends_with('.') => tokens
            .get(i + 1)
            .is_some_and(|next| begins_plainly(&text[next.start as usize..next.end as usize])),
        _ => false,
    }
}

fn is_closing(text: &str, token: &Token) -> bool {
    token.shape == Shape::Quote
        || matches!(&text[token.start as usize..token.end as usize], ")" | "]" | "'" | "’")
}

fn is_abbreviation(text: &str, word: &Token, next: Option<&Token>) -> bool {
    let word = &text[word.start as usize..word.end as usize];
    if word.chars().count() == 1 && word.chars().all(char::is_alphabetic) {
        return true;
    }
    let lower = word.to_lowercase();
    if !ABBREVIATIONS.contains(&lower.as_str()) {
        return false;
    }
    // "No." abbreviates before a number only; "al." and "co." may well end a sentence.
    match lower.as_str() {
        "no" | "nos" | "art" | "fig" | "vol" => next.is_some_and(|t| t.shape == Shape::Number),
        "al" | "etc" | "km" | "kms" | "hrs" | "ft" | "inc" | "corp" | "mar" | "const" => {
            next.is_some_and(|t| !matches!(t.shape, Shape::Capitalised))
        }
        _ => true,
    }
}

/// Words that begin a sentence and never go on a name.
fn begins_plainly(word: &str) -> bool {
    const BEGINNERS: &[&str] = &[
        "The",
        "A",
        "An",
        "He",
        "She",
        "It",
        "They",
        "We",
        "In",
        "On",
        "At",
        "But",
        "And",
        "There",
        "This",
        "That",
        "However",
        "Meanwhile",
        "Earlier",
        "According",
        "Officials",
        "Police",
        "His",
        "Their",
        "Its",
    ];
    BEGINNERS.contains(&word)
}

fn may_begin(text: &str, tokens: &[Token], i: usize) -> bool {
    let token = &tokens[i];
    match token.shape {
        Shape::Lower => {
            text[token.start as usize..].starts_with("al-") || text[token.start as usize..].starts_with("el-")
        }
        Shape::Punctuation => matches!(
            &text[token.start as usize..token.end as usize],
            "(" | "[" | "--" | "—" | "–" | "-" | "•" | "*" | "'" | "‘" | "…" | "..."
        ),
        Shape::Quote => true,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use crate::analyse;

    fn check(text: &str, expected: &[&str]) {
        let document = analyse(text);
        let found: Vec<_> = document.sentences().iter().map(|s| document.words(s.tokens())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_full_stop_after_a_rank_ends_nothing() {
        check(
            "Lt. Col. Amadou Sow and Gen. Diallo met. They left.",
            &["Lt. Col. Amadou Sow and Gen. Diallo met.", "They left."],
        );
    }

    #[test]
    fn quotes_close_with_their_sentence() {
        check("“We fell back.” The town burned.", &["“We fell back.”", "The town burned."]);
        check(
            "\"We fell back,\" he said. \"Then it burned.\"",
            &["\"We fell back,\" he said.", "\"Then it burned.\""],
        );
    }

    #[test]
    fn letters_with_dots_end_only_before_a_plain_beginning() {
        check(
            "He met U.S. Ambassador Cole in the U.S. The talks failed.",
            &["He met U.S. Ambassador Cole in the U.S.", "The talks failed."],
        );
    }

    #[test]
    fn lines_are_paragraphs_unless_they_are_wrapped() {
        check("Shells fall on market\nThree people died.", &["Shells fall on market", "Three people died."]);
        check(
            "The shells fell on the market at the hour when most of the stalls\nwere still open, a trader said.",
            &[
                "The shells fell on the market at the hour when most of the stalls\nwere still open, a trader said.",
            ],
        );
    }

    #[test]
    fn capitals_split_as_mixed_case_does() {
        check(
            "TWO SOLDIERS DIED. THE ATTACK LASTED AN HOUR.",
            &["TWO SOLDIERS DIED.", "THE ATTACK LASTED AN HOUR."],
        );
    }
}
