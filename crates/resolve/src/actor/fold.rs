/// One word of a name, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Lower-case ASCII letters and digits.
    pub text: String,
    /// How many of its letters are capitals.
    pub capitals: u8,
    /// Whether it begins with a capital.
    pub initial: bool,
    /// Whether it holds a small letter.
    pub small: bool,
}

/// Folds words for look-up.
///
/// Case, diacritics, apostrophes, hyphens and full stops inside abbreviations go; so do possessive
/// endings, the article, the Arabic article in its written forms (al-, el-, an-, as-, ...) and the
/// Persian and Urdu link (-e-, -i-).
pub(super) fn fold(words: &str) -> Vec<Token> {
    if words.is_ascii() { fold_ascii(words) } else { fold_ascii(&any_ascii::any_ascii(words)) }
}

/// The key under which a run of tokens is found: its texts without spaces, so that `Hezb-e-Islami`
/// and `Hezbe Islami` are one.
pub(super) fn key(tokens: &[Token]) -> String {
    let mut key = String::with_capacity(tokens.iter().map(|token| token.text.len()).sum());
    for token in tokens {
        key.push_str(&token.text);
    }
    key
}

fn fold_ascii(words: &str) -> Vec<Token> {
    let bytes = words.as_bytes();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'&' {
            tokens.push(Token { text: "and".to_owned(), capitals: 0, initial: false, small: true });
            at += 1;
        } else if bytes[at].is_ascii_alphanumeric() {
            let (token, end) = token_at(bytes, at);
            if !is_particle(bytes, at, end) {
                tokens.push(token);
            }
            at = end;
        } else {
            at += 1;
        }
    }
    tokens
}

/// The token that begins at `start`, and where the next may begin.
fn token_at(bytes: &[u8], start: usize) -> (Token, usize) {
    let mut token = Token {
        text: String::with_capacity(12),
        capitals: 0,
        initial: bytes[start].is_ascii_uppercase(),
        small: false,
    };
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            byte if byte.is_ascii_alphanumeric() => {
                token.capitals = token.capitals.saturating_add(u8::from(byte.is_ascii_uppercase()));
                token.small |= byte.is_ascii_lowercase();
                token.text.push(byte.to_ascii_lowercase() as char);
                at += 1;
            }
            b'\'' | b'`' => {
                let ends_in_s = matches!(bytes.get(at + 1), Some(b's' | b'S')) && !letter(at + 2);
                at += 1 + usize::from(ends_in_s);
                if ends_in_s || !letter(at) {
                    break;
                }
            }
            // A full stop inside an abbreviation of single letters: U.S., F.M.L.N.
            b'.' if token.text.len() == 1 || at >= 2 && bytes[at - 2] == b'.' => {
                at += 1;
                if !letter(at) {
                    break;
                }
            }
            _ => break,
        }
    }
    (token, at)
}

/// Whether the word from `start` to `end` is an article or a link between the words of a name.
fn is_particle(bytes: &[u8], start: usize, end: usize) -> bool {
    let hyphen_after = bytes.get(end) == Some(&b'-');
    let hyphen_before = start > 0 && bytes[start - 1] == b'-';
    let word = &bytes[start..end];
    let is = |other: &str| word.eq_ignore_ascii_case(other.as_bytes());
    is("the")
        || is("al")
        || is("ul")
        || (hyphen_after || word == b"el") && is("el")
        || hyphen_before
            && (hyphen_after || (word == b"e" || word == b"i") && end < bytes.len())
            && ["e", "i"].into_iter().any(is)
        || hyphen_after && ["an", "as", "ash", "ar", "at", "ad", "az"].into_iter().any(is)
}

/// How a folded word sounds when the vowels of a transliteration are not trusted: its first letter,
/// then its consonants, doubled ones once, `q` and `c` as `k`.
pub(super) fn skeleton(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    for (n, letter) in text.chars().enumerate() {
        let letter = match letter {
            'q' | 'c' => 'k',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' if n == 0 => 'a',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w' => continue,
            other => other,
        };
        if !bare.ends_with(letter) {
            bare.push(letter);
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::{fold, key, skeleton};

    #[test]
    fn spellings_of_one_name_share_a_key() {
        let groups: &[&[&str]] = &[
            &["the al-Nusra Front", "Al Nusra Front", "an-Nusra Front", "AL-NUSRA FRONT", "el-Nusra Front"],
            &["Hay'at Tahrir al-Sham", "Hay\u{2019}at Tahrir Al-Sham", "HAYAT TAHRIR AL SHAM"],
            &["Hezb-e-Islami", "Hezb-i-Islami", "Hezb Islami", "Hezb-e Islami"],
            &["U.S. Army", "US Army", "US army's", "U.S. army"],
            &["Farabundo Martí", "Farabundo Marti"],
            &["Syria's", "Syria"],
            &["Rio Negro & Sons", "Rio Negro and Sons"],
        ];
        for group in groups {
            for spelling in *group {
                assert_eq!(key(&fold(spelling)), key(&fold(group[0])), "{spelling}");
            }
        }
    }

    #[test]
    fn articles_that_are_part_of_a_name_stay() {
        for (words, expected) in [
            ("El Salvador", "elsalvador"),
            ("AN ARMY", "anarmy"),
            ("ULFA-I rebels", "ulfairebels"),
            ("CPN-M", "cpnm"),
        ] {
            assert_eq!(key(&fold(words)), expected, "{words}");
        }
    }

    #[test]
    fn skeletons_ignore_vowels_and_doubling_only() {
        assert_eq!(skeleton("jaysh"), skeleton("jeish"));
        assert_eq!(skeleton("hezbollah"), skeleton("hizbullah"));
        assert_eq!(skeleton("qaeda"), skeleton("kaida"));
        assert_ne!(skeleton("sham"), skeleton("islam"));
        assert_ne!(skeleton("ansar"), skeleton("nasr"));
    }
}
