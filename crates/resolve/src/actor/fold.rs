/// Words folded for look-up: lower-case ASCII letters and digits, cut into tokens.
///
/// Case, diacritics, apostrophes, hyphens and full stops inside abbreviations go; so do possessive
/// endings, the article, the Arabic article in its written forms (al-, el-, an-, as-, ...) and the
/// Persian and Urdu link (-e-, -i-).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Folded {
    text: String,
    tokens: Vec<Token>,
}

/// One folded word, by its place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Token {
    start: u32,
    end: u32,
    /// How many of its letters were capitals.
    capitals: u8,
    /// Whether it began with a capital or a digit.
    initial: bool,
    /// Whether it held a small letter.
    small: bool,
}

/// A run of folded words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run<'f> {
    text: &'f str,
    tokens: &'f [Token],
}

impl Folded {
    /// Folds `words`.
    pub fn of(words: &str) -> Self {
        let mut folded = Self::default();
        folded.set(words);
        folded
    }

    /// Folds other words into the same buffers.
    pub fn set(&mut self, words: &str) {
        self.text.clear();
        self.tokens.clear();
        if words.is_ascii() {
            self.fold_ascii(words.as_bytes());
        } else {
            self.fold_ascii(any_ascii::any_ascii(words).as_bytes());
        }
    }

    /// All of the words.
    pub fn all(&self) -> Run<'_> {
        Run { text: &self.text, tokens: &self.tokens }
    }

    fn fold_ascii(&mut self, bytes: &[u8]) {
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at] == b'&' {
                let start = self.text.len() as u32;
                self.text.push_str("and");
                let end = self.text.len() as u32;
                self.tokens.push(Token { start, end, capitals: 0, initial: false, small: true });
                at += 1;
            } else if bytes[at].is_ascii_alphanumeric() {
                at = self.token(bytes, at);
            } else {
                at += 1;
            }
        }
    }

    /// Takes the token that begins at `first`; gives where the next may begin.
    fn token(&mut self, bytes: &[u8], first: usize) -> usize {
        let start = self.text.len();
        let (mut capitals, mut small) = (0u8, false);
        let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
        let mut at = first;
        while at < bytes.len() {
            match bytes[at] {
                byte if byte.is_ascii_alphanumeric() => {
                    capitals = capitals.saturating_add(u8::from(byte.is_ascii_uppercase()));
                    small |= byte.is_ascii_lowercase();
                    self.text.push(byte.to_ascii_lowercase() as char);
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
                b'.' if self.text.len() - start == 1 || at >= 2 && bytes[at - 2] == b'.' => {
                    at += 1;
                    if !letter(at) {
                        break;
                    }
                }
                _ => break,
            }
        }
        if is_particle(bytes, first, at) {
            self.text.truncate(start);
        } else {
            let initial = !bytes[first].is_ascii_lowercase();
            let (start, end) = (start as u32, self.text.len() as u32);
            self.tokens.push(Token { start, end, capitals, initial, small });
        }
        at
    }
}

impl<'f> Run<'f> {
    /// The key under which the run is found: its words without spaces, so that `Hezb-e-Islami` and
    /// `Hezbe Islami` are one.
    pub fn key(self) -> &'f str {
        match (self.tokens.first(), self.tokens.last()) {
            (Some(first), Some(last)) => &self.text[first.start as usize..last.end as usize],
            _ => "",
        }
    }

    /// How many words there are.
    pub fn len(self) -> usize {
        self.tokens.len()
    }

    /// The words from `start` to before `end`; what lies outside the run is left away.
    pub fn part(self, start: usize, end: usize) -> Self {
        let end = end.min(self.tokens.len());
        Self { tokens: &self.tokens[start.min(end)..end], ..self }
    }

    /// The word at a place.
    pub fn word(self, at: usize) -> Option<&'f str> {
        let token = self.tokens.get(at)?;
        Some(&self.text[token.start as usize..token.end as usize])
    }

    /// Every word.
    pub fn words(self) -> impl Iterator<Item = &'f str> {
        self.tokens.iter().map(move |token| &self.text[token.start as usize..token.end as usize])
    }

    /// How many capitals the words were written with.
    pub fn capitals(self) -> u8 {
        self.tokens.iter().fold(0, |sum, token| sum.saturating_add(token.capitals))
    }

    /// Whether the first word began with a capital or a digit.
    pub fn initial(self) -> bool {
        self.tokens.first().is_some_and(|token| token.initial)
    }

    /// Whether a small letter was in any word.
    pub fn small(self) -> bool {
        self.tokens.iter().any(|token| token.small)
    }

    /// How the words sound when the vowels of a transliteration are not trusted: of each its first
    /// letter, then its consonants, doubled ones once, `q` and `c` as `k`.
    pub fn sound(self) -> Sounded {
        let mut sounded = Sounded::default();
        for word in self.words() {
            let mut last = ' ';
            for (n, letter) in word.chars().enumerate() {
                let letter = match letter {
                    'q' | 'c' => 'k',
                    'a' | 'e' | 'i' | 'o' | 'u' | 'y' if n == 0 => 'a',
                    'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w' => continue,
                    other => other,
                };
                if letter != last {
                    sounded.text.push(letter);
                    last = letter;
                }
            }
            sounded.text.push(' ');
            sounded.ends.push(sounded.text.len());
        }
        sounded
    }
}

/// How the words of a run sound, one after the other.
#[derive(Debug, Default)]
pub(super) struct Sounded {
    text: String,
    /// Where the sound of each word ends.
    ends: Vec<usize>,
}

impl Sounded {
    /// The sound of the words from `start` to before `end`.
    pub fn part(&self, start: usize, end: usize) -> &str {
        let at = |word: usize| word.checked_sub(1).map_or(0, |last| self.ends[last]);
        &self.text[at(start)..at(end)]
    }

    /// The sound of all words.
    pub fn all(&self) -> &str {
        &self.text
    }
}

/// Whether the word from `start` to `end` is an article or a link between the words of a name.
fn is_particle(bytes: &[u8], start: usize, end: usize) -> bool {
    let word = &bytes[start..end];
    if word.len() > 3 {
        return false;
    }
    let hyphen_after = bytes.get(end) == Some(&b'-');
    let hyphen_before = start > 0 && bytes[start - 1] == b'-';
    let is = |others: &[&str]| others.iter().any(|other| word.eq_ignore_ascii_case(other.as_bytes()));
    // Not the `I` of ULFA-I.
    let link_before = |link: bool| hyphen_before && (hyphen_after || link && end < bytes.len());
    is(&["the", "al", "ul"])
        || (hyphen_after || word == b"el") && is(&["el"])
        || link_before(word != b"I") && is(&["e", "i"])
        || hyphen_after && is(&["an", "as", "ash", "ar", "at", "ad", "az"])
}

#[cfg(test)]
mod tests {
    use super::Folded;

    #[test]
    fn spellings_of_one_name_share_a_key() {
        let groups: &[&[&str]] = &[
            &["the al-Nusra Front", "Al Nusra Front", "an-Nusra Front", "AL-NUSRA FRONT", "el-Nusra Front"],
            &["Hay'at Tahrir al-Sham", "Hay\u{2019}at Tahrir Al-Sham", "HAYAT TAHRIR AL SHAM"],
            &["Hezb-e-Islami", "Hezb-i-Islami", "Hezb Islami", "Hezb-e Islami", "HEZB-E ISLAMI"],
            &["U.S. Army", "US Army", "US army's", "U.S. army"],
            &["Farabundo Martí", "Farabundo Marti"],
            &["Syria's", "Syria", "SYRIA'S"],
            &["Rio Negro & Sons", "Rio Negro and Sons"],
        ];
        for group in groups {
            for spelling in *group {
                assert_eq!(Folded::of(spelling).all().key(), Folded::of(group[0]).all().key(), "{spelling}");
            }
        }
    }

    #[test]
    fn what_looks_like_an_article_and_is_part_of_a_name_stays() {
        let cases = [
            ("El Salvador", "elsalvador"),
            ("AN ARMY", "anarmy"),
            ("ULFA-I rebels", "ulfairebels"),
            ("CPN-M", "cpnm"),
        ];
        for (words, expected) in cases {
            assert_eq!(Folded::of(words).all().key(), expected, "{words}");
        }
    }

    #[test]
    fn runs_are_cut_by_words() {
        let folded = Folded::of("the Army of al-Nowhere's (AN)");
        let words: Vec<&str> = folded.all().words().collect();
        assert_eq!(words, ["army", "of", "nowhere", "an"]);
        assert_eq!(folded.all().part(1, 3).key(), "ofnowhere");
        assert_eq!(folded.all().part(3, 9).capitals(), 2);
        assert_eq!(folded.all().part(7, 9).key(), "");
    }

    #[test]
    fn sounds_ignore_vowels_and_doubling_only() {
        let sound = |words: &str| Folded::of(words).all().sound().all().to_owned();
        assert_eq!(sound("Jaysh"), sound("Jeish"));
        assert_eq!(sound("Hezbollah"), sound("Hizbullah"));
        assert_eq!(sound("Qaeda"), sound("Kaida"));
        assert_ne!(sound("Sham"), sound("Islam"));
        assert_ne!(sound("Ansar"), sound("Nasr"));
        assert_eq!(Folded::of("Jaysh of Hezbollah").all().sound().part(2, 3), sound("Hizbullah"));
    }
}
