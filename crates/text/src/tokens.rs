use crate::Shape;

/// One word, number, sign or mark: a byte range of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// First byte after.
    pub end: u32,
    /// What it looks like.
    pub shape: Shape,
    /// Whether white space (or the start of the text) stands before it.
    pub spaced: bool,
}

/// Splits a text into tokens.
///
/// Hyphenated words stay whole (`al-Nusra`, `30-year-old`), ranges of numbers are split (`15-20`),
/// possessives are tokens of their own (`Syria` `’s`), as are units written to a number (`20` `km`).
pub(crate) fn tokenise(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut rest = Cursor { text, at: 0 };
    let mut spaced = true;
    while let Some(c) = rest.peek() {
        if c.is_whitespace() || is_invisible(c) {
            rest.bump(c);
            spaced = true;
            continue;
        }
        let start = rest.at;
        let shape = if c.is_ascii_digit() {
            number(&mut rest)
        } else if c.is_alphanumeric() {
            word(&mut rest)
        } else {
            mark(&mut rest, c)
        };
        tokens.push(Token { start: start as u32, end: rest.at as u32, shape, spaced });
        spaced = false;
    }
    tokens
}

/// Byte-order marks, zero-width and directional characters: invisible, and part of no word.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{ad}')
        || c.is_control()
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        self.after(0)
    }

    /// The character that begins `n` bytes further on.
    fn after(&self, n: usize) -> Option<char> {
        let bytes = self.text.as_bytes();
        let byte = *bytes.get(self.at + n)?;
        // Inside a wide character there is none that begins.
        if byte.is_ascii() { Some(byte as char) } else { self.text.get(self.at + n..)?.chars().next() }
    }

    fn bump(&mut self, c: char) {
        self.at += c.len_utf8();
    }

    fn bump_while(&mut self, wanted: impl Fn(char) -> bool) {
        while let Some(c) = self.peek().filter(|c| wanted(*c)) {
            self.bump(c);
        }
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | 'ʿ' | 'ʾ')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn number(rest: &mut Cursor) -> Shape {
    rest.bump_while(|c| c.is_ascii_digit());
    loop {
        let digits =
            |from: usize| (from..from + 3).all(|i| rest.after(i).is_some_and(|c| c.is_ascii_digit()));
        match rest.peek() {
            // Thousands: exactly three digits after the comma.
            Some(',') if digits(1) && !rest.after(4).is_some_and(|c| c.is_ascii_digit()) => rest.at += 1,
            Some('.') if rest.after(1).is_some_and(|c| c.is_ascii_digit()) => rest.at += 1,
            _ => break,
        }
        rest.bump_while(|c| c.is_ascii_digit());
    }
    // "9th", "1990s", "30-year-old", "155mm" stay whole or split by what follows the digits.
    let letters_at = rest.at;
    let mut lookahead = 0;
    while rest.after(lookahead).is_some_and(char::is_alphabetic) {
        lookahead += rest.after(lookahead).map_or(1, char::len_utf8);
    }
    let suffix = &rest.text[letters_at..letters_at + lookahead];
    if matches!(suffix, "st" | "nd" | "rd" | "th" | "s" | "ST" | "ND" | "RD" | "TH" | "S") {
        rest.at += lookahead;
        return Shape::Alphanumeric;
    }
    if lookahead == 0 && rest.peek().is_some_and(is_hyphen) && rest.after(1).is_some_and(char::is_alphabetic)
    {
        let hyphen = rest.peek().map_or(1, char::len_utf8);
        rest.at += hyphen;
        word_rest(rest);
        return Shape::Alphanumeric;
    }
    Shape::Number
}

fn word(rest: &mut Cursor) -> Shape {
    let start = rest.at;
    word_rest(rest);
    // "U.S.", "a.m.": single letters with dots are one token with its last dot.
    if rest.text[start..rest.at].chars().count() == 1 && rest.peek() == Some('.') {
        let mut end = rest.at;
        let mut at = 1;
        let mut letters = 1;
        loop {
            match (rest.after(at), rest.after(at + 1)) {
                (Some(c), Some('.')) if c.is_ascii_alphabetic() => {
                    at += 2;
                    letters += 1;
                    end = rest.at + at;
                }
                _ => break,
            }
        }
        if letters > 1 {
            rest.at = end;
        }
    }
    shape_of(&rest.text[start..rest.at])
}

/// Goes on to the end of a word: letters, digits, inner apostrophes and inner hyphens.
fn word_rest(rest: &mut Cursor) {
    loop {
        rest.bump_while(|c| c.is_alphanumeric() || is_combining(c));
        let Some(joint) = rest.peek().filter(|c| is_apostrophe(*c) || is_hyphen(*c)) else { return };
        let width = joint.len_utf8();
        let Some(next) = rest.after(width).filter(|c| c.is_alphanumeric()) else { return };
        if is_apostrophe(joint) {
            let after = rest.after(width + next.len_utf8());
            let ends = !after.is_some_and(|c| c.is_alphanumeric());
            // A possessive or a closing quote is no part of the word; "Sana'a" and "Hay'at" are whole.
            if ends && matches!(next, 's' | 'S') {
                return;
            }
        }
        rest.at += width;
    }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}')
}

fn mark(rest: &mut Cursor, c: char) -> Shape {
    if is_apostrophe(c) && matches!(rest.after(c.len_utf8()), Some('s' | 'S')) {
        let after = rest.after(c.len_utf8() + 1);
        if !after.is_some_and(char::is_alphanumeric) {
            rest.at += c.len_utf8() + 1;
            return Shape::Possessive;
        }
    }
    rest.bump(c);
    match c {
        '\'' if rest.peek() == Some('\'') => {
            rest.bump('\'');
            Shape::Quote
        }
        '`' if rest.peek() == Some('`') => {
            rest.bump('`');
            Shape::Quote
        }
        '"' | '“' | '”' | '«' | '»' | '„' | '‟' => Shape::Quote,
        '.' => {
            rest.bump_while(|c| c == '.');
            Shape::Punctuation
        }
        '-' | '–' | '—' | '_' | '*' | '#' | '=' | '~' => {
            rest.bump_while(|next| next == c);
            Shape::Punctuation
        }
        '$' | '€' | '£' | '¥' | '%' | '@' | '&' | '+' | '<' | '>' | '|' | '^' | '\\' => Shape::Sign,
        _ if c.is_ascii_punctuation()
            || is_apostrophe(c)
            || matches!(c, '…' | '•' | '·' | '،' | '؛' | '。') =>
        {
            Shape::Punctuation
        }
        _ => Shape::Sign,
    }
}

fn shape_of(word: &str) -> Shape {
    let mut upper = 0;
    let mut lower = 0;
    for c in word.chars() {
        if c.is_ascii_digit() {
            return Shape::Alphanumeric;
        }
        if c.is_uppercase() {
            upper += 1;
        } else if c.is_lowercase() {
            lower += 1;
        }
    }
    let starts_upper = word.chars().next().is_some_and(char::is_uppercase);
    match (upper, lower) {
        (0, _) => Shape::Lower,
        (_, 0) if upper > 1 => Shape::Upper,
        (1, _) if starts_upper => Shape::Capitalised,
        // "Al-Watan", "Abdel-Rahman": each part begins with a capital.
        _ if word.split(|c: char| is_hyphen(c) || is_apostrophe(c)).all(|part| {
            let capitals = part.chars().filter(|c| c.is_uppercase()).count();
            capitals <= 1 && (capitals == 0 || part.starts_with(char::is_uppercase))
        }) =>
        {
            Shape::Capitalised
        }
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::tokenise;

    fn check(text: &str, expected: &str) {
        let found: Vec<_> = tokenise(text).iter().map(|t| &text[t.start as usize..t.end as usize]).collect();
        assert_eq!(found.join(" "), expected, "{text}");
    }

    #[test]
    fn tokens_are_what_rules_count_on() {
        let table = [
            ("Syria’s army", "Syria ’s army"),
            ("the rebels' base", "the rebels ' base"),
            ("Hay'at Tahrir al-Sham", "Hay'at Tahrir al-Sham"),
            ("Sana'a's port", "Sana'a 's port"),
            ("360,000 people, 1.5 million", "360,000 people , 1.5 million"),
            ("in 2011,2012", "in 2011 , 2012"),
            ("15-20km wide", "15 - 20 km wide"),
            ("a 30-year-old man", "a 30-year-old man"),
            ("U.S. troops at 7 a.m. today", "U.S. troops at 7 a.m. today"),
            ("the 9th and the 1990s", "the 9th and the 1990s"),
            ("a T-72, two Su-25s", "a T-72 , two Su-25s"),
            ("\"No,\" he said...", "\" No , \" he said ..."),
            ("$17.95 -- up 3%", "$ 17.95 -- up 3 %"),
            ("Deir ez-Zor–Damascus", "Deir ez-Zor – Damascus"),
        ];
        for (text, expected) in table {
            check(text, expected);
        }
    }
}
