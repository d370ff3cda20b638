//! Fonts (ISO 32000-1, 9.5 to 9.10): the bytes of a string to characters and how wide they are.

use super::budget::Budget;
use super::resources::{array, dictionary, float, number, stream};
use super::unicode_map::UnicodeMap;
use lopdf::{Dictionary, Document, Object, Stream};
use std::collections::BTreeMap;

/// Stands for a glyph of which the file does not say what it means.
pub(super) const UNNAMED: char = '\u{fffd}';

/// What reading a font takes of the budget of content: some thousand numbers and names.
const COST: usize = 1 << 14;

/// How many names and numbers of a font are read: there are no more codes than this.
const MAX_CODES: usize = 1 << 16;

/// The longest map from codes to characters, unpacked: 65,536 codes take some 1 MiB.
const MAX_MAP: usize = 4 << 20;

/// A font, as far as text is concerned.
#[derive(Debug)]
pub(super) struct Font {
    map: UnicodeMap,
    coding: Coding,
    widths: Widths,
}

/// What codes stand for where no map says so.
#[derive(Debug)]
enum Coding {
    /// Codes of one byte.
    Simple(Vec<String>),
    /// Numbers of glyphs, which mean nothing by themselves.
    Glyphs,
    /// UTF-16BE (the predefined maps `Uni...`).
    Utf16,
}

/// How wide glyphs are, in thousandths of the font's size.
#[derive(Debug, Default)]
struct Widths {
    /// By first code: those of the codes from there on, and how many codes share the last one.
    runs: BTreeMap<u32, (Vec<f64>, u32)>,
    /// All others; none where the font is one of the 14 that every reader has.
    other: Option<f64>,
}

/// One glyph of a string.
#[derive(Debug, PartialEq)]
pub(super) struct Glyph {
    pub text: String,
    /// In thousandths of the font's size.
    pub width: f64,
    /// Whether word spacing applies: the code is the single byte 32 (9.3.3).
    pub is_space: bool,
}

impl Font {
    /// Reads a font.
    pub fn of(document: &Document, font: &Dictionary, budget: &mut Budget) -> Self {
        budget.take_content(COST);
        let map = stream(document, font, b"ToUnicode").map(|stream| map(stream, budget)).unwrap_or_default();
        match font.get_deref(b"Subtype", document).and_then(Object::as_name) {
            Ok(b"Type0") => {
                let below = array(document, font, b"DescendantFonts").and_then(<[Object]>::first);
                let below = below.and_then(|object| document.dereference(object).ok()?.1.as_dict().ok());
                let widths = below.map(|font| Widths::composite(document, font)).unwrap_or_default();
                let is_utf16 = |name: &[u8]| {
                    name.starts_with(b"Uni") && (contains(name, b"UCS2") || contains(name, b"UTF16"))
                };
                let coding = match font.get_deref(b"Encoding", document).and_then(Object::as_name) {
                    Ok(name) if is_utf16(name) => Coding::Utf16,
                    _ => Coding::Glyphs,
                };
                Self { map, coding, widths }
            }
            _ => {
                let coding = Coding::Simple(simple(document, font));
                Self { map, coding, widths: Widths::simple(document, font) }
            }
        }
    }

    /// The glyphs of a string.
    pub fn glyphs(&self, string: &[u8]) -> Vec<Glyph> {
        let mut glyphs = Vec::new();
        let mut rest = string;
        while !rest.is_empty() {
            let length = match self.coding {
                Coding::Simple(_) => 1,
                _ => self.map.length(rest).unwrap_or(2),
            };
            let (code, after) = rest.split_at(length.min(rest.len()));
            rest = after;
            let number = code.iter().fold(0, |number: u32, byte| number << 8 | u32::from(*byte));
            let text = self.map.text(code).unwrap_or_else(|| self.unmapped(code));
            let text = readable(&text);
            let width = self.widths.of(number, &text);
            glyphs.push(Glyph { text, width, is_space: code == b" " });
        }
        glyphs
    }

    fn unmapped(&self, code: &[u8]) -> String {
        match &self.coding {
            Coding::Simple(texts) => texts.get(usize::from(code[0])).cloned().unwrap_or_default(),
            Coding::Utf16 => {
                let units: Vec<u16> =
                    code.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
                String::from_utf16_lossy(&units)
            }
            Coding::Glyphs => UNNAMED.to_string(),
        }
    }
}

fn contains(name: &[u8], part: &[u8]) -> bool {
    name.windows(part.len()).any(|window| window == part)
}

fn map(stream: &Stream, budget: &mut Budget) -> UnicodeMap {
    let limit = MAX_MAP.min(budget.maps);
    let bytes = match stream.filters() {
        Ok(_) => stream.decompressed_content_with_limit(limit).unwrap_or_default(),
        Err(_) => stream.content.iter().copied().take(limit).collect(),
    };
    budget.maps -= bytes.len().min(budget.maps);
    UnicodeMap::parse(&bytes)
}

/// What the 256 codes of a simple font stand for.
fn simple(document: &Document, font: &Dictionary) -> Vec<String> {
    let encoding = font.get_deref(b"Encoding", document).ok();
    let named = |object: &Object| object.as_name().ok().map(<[u8]>::to_vec);
    let (base, differences) = match encoding {
        Some(Object::Dictionary(encoding)) => (
            encoding.get_deref(b"BaseEncoding", document).ok().and_then(named),
            array(document, encoding, b"Differences"),
        ),
        Some(object) => (named(object), None),
        None => (None, None),
    };
    let base = base.unwrap_or_else(|| b"StandardEncoding".to_vec());
    let mut texts = decoded(Object::Name(base), 0..=255);
    let mut code = 0;
    for object in differences.unwrap_or_default().iter().take(2 * 256) {
        if let Ok(first) = object.as_i64() {
            code = usize::try_from(first).unwrap_or(texts.len());
        } else if let Ok(name) = object.as_name() {
            if let Some(text) = texts.get_mut(code) {
                *text = of_glyph_name(name);
            }
            code += 1;
        }
    }
    texts
}

/// What codes stand for in an encoding, by the library's tables.
fn decoded(encoding: Object, codes: std::ops::RangeInclusive<u8>) -> Vec<String> {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", encoding);
    let nothing = Document::new();
    let Ok(encoding) = font.get_font_encoding(&nothing) else { return Vec::new() };
    let unnamed = || UNNAMED.to_string();
    codes.map(|code| encoding.bytes_to_string(&[code]).unwrap_or_else(|_| unnamed())).collect()
}

/// What a glyph stands for by its name (Adobe Glyph List; `uni0041`, `u1F600`).
fn of_glyph_name(name: &[u8]) -> String {
    // Variants (`one.oldstyle`) mean the same.
    let name = name.split(|byte| *byte == b'.').next().unwrap_or_default();
    let words = String::from_utf8_lossy(name);
    let hex = words.strip_prefix("uni").filter(|hex| hex.len() == 4).or_else(|| words.strip_prefix('u'));
    if let Some(c) = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32) {
        return c.to_string();
    }
    if words == "space" {
        return " ".to_owned();
    }
    let mut encoding = Dictionary::new();
    encoding.set("Type", Object::Name(b"Encoding".to_vec()));
    // Code 0 stands for nothing in the encoding that the library falls back to for names it does not know.
    encoding.set("Differences", Object::Array(vec![Object::Integer(0), Object::Name(name.to_vec())]));
    let known = decoded(Object::Dictionary(encoding), 0..=0).pop().filter(|text| !text.is_empty());
    known.unwrap_or_else(|| if name == b"" { String::new() } else { UNNAMED.to_string() })
}

/// A glyph's text as letters: ligatures taken apart, white space as a space, nothing that cannot be seen.
fn readable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() || matches!(c, '\u{feff}' | '\u{200b}') => {}
            // The area for private use: what a font made up.
            '\u{e000}'..='\u{f8ff}' => out.push(UNNAMED),
            c => out.push(c),
        }
    }
    out
}

impl Widths {
    fn simple(document: &Document, font: &Dictionary) -> Self {
        let first = number(document, font, b"FirstChar").unwrap_or(0.0).max(0.0) as u32;
        // Type 3 fonts have a unit of their own (9.6.5).
        let unit = array(document, font, b"FontMatrix").and_then(<[Object]>::first).and_then(float);
        let unit = unit.map_or(1.0, |unit| unit.abs() * 1000.0);
        let missing = dictionary(document, font, b"FontDescriptor")
            .map(|descriptor| number(document, descriptor, b"MissingWidth").unwrap_or(0.0));
        let widths = array(document, font, b"Widths").unwrap_or_default();
        let widths: Vec<f64> = widths
            .iter()
            .take(256)
            .map(|object| document.dereference(object).ok().and_then(|(_, object)| float(object)))
            .map(|width| width.unwrap_or(0.0) * unit)
            .collect();
        let other = if widths.is_empty() { None } else { missing };
        let runs = if widths.is_empty() { BTreeMap::new() } else { BTreeMap::from([(first, (widths, 1))]) };
        Self { runs, other }
    }

    /// Widths of glyphs by number (9.7.4.3): `first [w w w]` and `first last w`.
    fn composite(document: &Document, font: &Dictionary) -> Self {
        let mut runs = BTreeMap::new();
        let mut numbers: Vec<f64> = Vec::new();
        for object in array(document, font, b"W").unwrap_or_default().iter().take(MAX_CODES) {
            let Ok((_, object)) = document.dereference(object) else { continue };
            if let Ok(list) = object.as_array() {
                if let Some(first) = numbers.pop() {
                    runs.insert(
                        first.max(0.0) as u32,
                        (list.iter().take(MAX_CODES).filter_map(float).collect(), 1),
                    );
                }
                numbers.clear();
            } else if let Some(number) = float(object) {
                numbers.push(number);
                if let [first, last, width] = numbers[..] {
                    let n = (last - first).max(0.0) as u32;
                    runs.insert(first.max(0.0) as u32, (vec![width], n.saturating_add(1)));
                    numbers.clear();
                }
            }
        }
        Self { runs, other: Some(number(document, font, b"DW").unwrap_or(1000.0)) }
    }

    fn of(&self, code: u32, text: &str) -> f64 {
        let listed = self.runs.range(..=code).next_back().and_then(|(first, (widths, shared))| {
            let ahead = (code - first) as usize;
            let last = widths.last().filter(|_| ahead < widths.len() - 1 + *shared as usize);
            widths.get(ahead).or(last).copied()
        });
        listed.or(self.other).unwrap_or_else(|| text.chars().map(usual_width).sum())
    }
}

/// About how wide a character is in Helvetica and Times, for the 14 fonts whose widths files leave out (9.6.2.2).
/// Only whether a word ends hangs on it.
fn usual_width(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 't' | 'f' | 'I' | ' ' | '.' | ',' | ';' | ':' | '\'' | '!' | '|' | '(' | ')' => {
            278.0
        }
        'm' | 'w' | 'M' | 'W' => 810.0,
        c if c.is_uppercase() => 690.0,
        _ => 530.0,
    }
}
