//! `ToUnicode` maps (ISO 32000-1, 9.10.3): the codes of a font to the characters they stand for.
//!
//! Read by hand: `lopdf` lists every code of a range, and a range of four bytes has four thousand million.

use std::collections::BTreeMap;

/// What the codes of a font stand for.
#[derive(Debug, Default)]
pub(super) struct UnicodeMap {
    /// By length in bytes and first code: the last code, and what the first one stands for.
    ranges: BTreeMap<(usize, u32), (u32, Target)>,
    /// Which lengths codes have, by first and last code.
    spaces: Vec<(usize, u32, u32)>,
}

/// What the codes of a range stand for.
#[derive(Debug, Clone)]
enum Target {
    /// The first stands for these; each one after it for the same with its last character one higher.
    Counted(Vec<u16>),
    /// Each for its own.
    Each(Vec<Vec<u16>>),
}

/// The longest code (ISO 32000-1, 9.7.5.1), and the longest text of one, in bytes.
const MAX_CODE: usize = 4;
const MAX_TARGET: usize = 64;

/// A word of a map.
enum Word<'m> {
    Hex(Vec<u8>),
    Open,
    Close,
    Other(&'m [u8]),
}

impl UnicodeMap {
    /// Reads the text of a map; what is no part of one is passed over.
    pub fn parse(map: &[u8]) -> Self {
        let mut found = Self::default();
        let mut words = Words(map);
        let mut pending: Vec<Vec<u8>> = Vec::new();
        while let Some(word) = words.next() {
            match word {
                Word::Hex(bytes) => pending.push(bytes),
                Word::Other(b"endcodespacerange") => found.spaces(&pending),
                Word::Other(b"begincodespacerange" | b"beginbfchar" | b"beginbfrange") => pending.clear(),
                Word::Other(b"endbfchar") => {
                    for pair in pending.chunks_exact(2) {
                        found.put(&pair[0], &pair[0], Target::Counted(units(&pair[1])));
                    }
                }
                Word::Other(b"endbfrange") => {
                    for range in pending.chunks_exact(3) {
                        found.put(&range[0], &range[1], Target::Counted(units(&range[2])));
                    }
                }
                Word::Open => {
                    let each = words.by_ref().map_while(|word| match word {
                        Word::Hex(bytes) => Some(units(&bytes)),
                        _ => None,
                    });
                    let each: Vec<Vec<u16>> = each.collect();
                    // The two codes before the bracket are those of its range.
                    if let (Some(last), Some(first)) = (pending.pop(), pending.pop()) {
                        found.put(&first, &last, Target::Each(each));
                    }
                }
                Word::Close | Word::Other(_) => {}
            }
        }
        found
    }

    /// How long the code is with which the bytes begin; none where no code begins so.
    pub fn length(&self, bytes: &[u8]) -> Option<usize> {
        (1..=MAX_CODE.min(bytes.len())).find(|&length| {
            let code = code(&bytes[..length]);
            self.spaces.iter().any(|&(of, first, last)| {
                // The bounds hold for each byte by itself.
                of == length
                    && (0..length).all(|at| {
                        let byte = |code: u32| (code >> (8 * at)) & 0xff;
                        (byte(first)..=byte(last)).contains(&byte(code))
                    })
            })
        })
    }

    /// What a code stands for.
    pub fn text(&self, bytes: &[u8]) -> Option<String> {
        let code = code(bytes);
        let (&(length, first), (last, target)) = self.ranges.range(..=(bytes.len(), code)).next_back()?;
        if length != bytes.len() || code > *last {
            return None;
        }
        let ahead = code - first;
        let units = match target {
            Target::Each(each) => each.get(ahead as usize)?.clone(),
            Target::Counted(units) => {
                let mut units = units.clone();
                let end = units.last_mut()?;
                *end = u16::try_from(u32::from(*end).checked_add(ahead)?).ok()?;
                units
            }
        };
        Some(String::from_utf16_lossy(&units))
    }

    fn spaces(&mut self, pending: &[Vec<u8>]) {
        for range in pending.chunks_exact(2) {
            let length = range[0].len();
            if length == range[1].len() && (1..=MAX_CODE).contains(&length) && self.spaces.len() < 256 {
                self.spaces.push((length, code(&range[0]), code(&range[1])));
            }
        }
    }

    fn put(&mut self, first: &[u8], last: &[u8], target: Target) {
        let is_code = (1..=MAX_CODE).contains(&first.len()) && first.len() == last.len();
        let (from, to) = if is_code { (code(first), code(last)) } else { return };
        if from <= to {
            self.ranges.insert((first.len(), from), (to, target));
        }
    }
}

/// The number of a code of up to four bytes.
fn code(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte))
}

/// UTF-16BE code units.
fn units(bytes: &[u8]) -> Vec<u16> {
    let bytes = &bytes[..bytes.len().min(MAX_TARGET)];
    match bytes {
        // Some write one byte where two belong.
        [one] => vec![u16::from(*one)],
        _ => bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
    }
}

/// The words of a map, which is PostScript.
struct Words<'m>(&'m [u8]);

impl<'m> Iterator for Words<'m> {
    type Item = Word<'m>;

    fn next(&mut self) -> Option<Word<'m>> {
        loop {
            self.0 = self.0.trim_ascii_start();
            let (first, rest) = self.0.split_first()?;
            match first {
                b'%' => {
                    let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                    self.0 = &rest[end.unwrap_or(rest.len())..];
                }
                b'<' if rest.first() != Some(&b'<') => {
                    let end = rest.iter().position(|byte| *byte == b'>').unwrap_or(rest.len());
                    self.0 = rest.get(end + 1..).unwrap_or_default();
                    return Some(Word::Hex(hex(&rest[..end])));
                }
                b'[' | b']' => {
                    self.0 = rest;
                    return Some(if *first == b'[' { Word::Open } else { Word::Close });
                }
                _ => {
                    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"<[]%".contains(byte);
                    let end = rest.iter().position(ends).unwrap_or(rest.len());
                    let (word, after) = self.0.split_at(end + 1);
                    self.0 = after;
                    return Some(Word::Other(word));
                }
            }
        }
    }
}

/// The bytes of hexadecimal digits; a last odd one is followed by 0 (ISO 32000-1, 7.3.4.3).
fn hex(digits: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> =
        digits.iter().filter_map(|digit| char::from(*digit).to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::UnicodeMap;

    #[test]
    fn codes_of_one_and_two_bytes_and_ranges_of_all_kinds() {
        let map = UnicodeMap::parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange % words\n\
              2 beginbfchar <0001><0041> <0002> <00660069> endbfchar\n\
              2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0031> <D83DDE00>] endbfrange",
        );
        let text = |code: &[u8]| map.text(code).unwrap_or_default();
        assert_eq!((text(&[0, 1]), text(&[0, 2])), ("A".to_owned(), "fi".to_owned()));
        assert_eq!((text(&[0, 0x12]), text(&[0, 0x13])), ("c".to_owned(), String::new()));
        assert_eq!((text(&[0, 0x20]), text(&[0, 0x21])), ("1".to_owned(), "\u{1f600}".to_owned()));
        assert_eq!(map.length(&[0, 1, 0]), Some(2));
        assert_eq!(map.length(&[0]), None);
        assert_eq!(UnicodeMap::parse(b"beginbfchar <01 endbfchar").text(&[1]), None);
    }

    #[test]
    fn a_range_of_all_codes_takes_no_time() {
        let map = UnicodeMap::parse(b"beginbfrange <00000000> <ffffffff> <0041> endbfrange");
        assert_eq!(map.text(&[0, 0, 0, 1]).as_deref(), Some("B"));
        assert_eq!(map.text(&[0xff, 0xff, 0xff, 0xff]), None, "no character is so high");
    }
}
