//! The numbers that stand in a sentence, in digits or in English words.
//!
//! Not the reader of the rules: a claim that was made elsewhere is admitted by what stands in the text, whatever
//! the rules of the day make of it.

/// Every number of a text: "1,200", "1.2 million", "twenty-one", "two hundred and fifty", "two dozen". A number
/// that is part of a larger one is not given by itself, except digits before a magnitude.
pub(crate) fn numbers(text: &str) -> Vec<u64> {
    let mut found = Vec::new();
    let tokens: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, ',' | '.')))
        .filter(|token| !token.is_empty())
        .collect();
    let mut spelt = Spelt::default();
    for token in tokens {
        let token = token.trim_matches([',', '.']);
        let ends = token.is_empty();
        match (digits(token), value(&token.to_lowercase())) {
            (Some(number), _) => {
                spelt.close(&mut found);
                spelt.start(number);
                found.extend(whole(number));
            }
            (None, Some(word)) => spelt.take(word, &mut found),
            (None, None) if token.eq_ignore_ascii_case("and") || ends => {}
            (None, None) => spelt.close(&mut found),
        }
    }
    spelt.close(&mut found);
    found.sort_unstable();
    found.dedup();
    found
}

/// What a word adds or multiplies by.
enum Word {
    /// Up to nineteen.
    Unit(u64),
    /// Twenty to ninety.
    Ten(u64),
    /// A hundred, a dozen, a score.
    Times(u64),
    /// A thousand and more.
    Magnitude(u64),
}

fn value(word: &str) -> Option<Word> {
    const UNITS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    if let Some(unit) = UNITS.iter().position(|unit| *unit == word) {
        return Some(Word::Unit(unit as u64));
    }
    if let Some(ten) = TENS.iter().position(|ten| *ten == word) {
        return Some(Word::Ten(20 + 10 * ten as u64));
    }
    Some(match word {
        "a" | "an" | "no" => return None,
        "hundred" => Word::Times(100),
        "dozen" => Word::Times(12),
        "score" => Word::Times(20),
        "couple" => Word::Times(2),
        "thousand" => Word::Magnitude(1_000),
        "lakh" => Word::Magnitude(100_000),
        "million" | "m" => Word::Magnitude(1_000_000),
        "crore" => Word::Magnitude(10_000_000),
        "billion" => Word::Magnitude(1_000_000_000),
        _ => return None,
    })
}

/// A number in digits, in thousandths.
fn digits(token: &str) -> Option<u64> {
    let plain: String = token.chars().filter(|c| *c != ',').collect();
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let numeric = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || !numeric(whole) || !numeric(decimals) || whole.len() > 15 || decimals.len() > 3 {
        return None;
    }
    let thousandths: u64 = format!("{decimals:0<3}").parse().ok()?;
    whole.parse::<u64>().ok()?.checked_mul(1_000)?.checked_add(thousandths)
}

fn whole(thousandths: u64) -> Option<u64> {
    thousandths.is_multiple_of(1_000).then_some(thousandths / 1_000)
}

/// A number while it is spelt out, in thousandths.
#[derive(Default)]
struct Spelt {
    any: bool,
    /// What magnitudes have closed off.
    sum: u64,
    /// What the next magnitude multiplies.
    part: u64,
    last: u64,
}

impl Spelt {
    fn start(&mut self, thousandths: u64) {
        *self = Self { any: true, sum: 0, part: thousandths, last: 1 };
    }

    fn take(&mut self, word: Word, found: &mut Vec<u64>) {
        match word {
            // "twenty one" is one number, "one two" and "ten one" are two.
            Word::Unit(unit) => {
                if self.any && !(self.last >= 20 && unit < 10 || self.last >= 100) {
                    self.close(found);
                }
                self.part = self.part.saturating_add(unit * 1_000);
                self.last = unit.max(1);
            }
            Word::Ten(ten) => {
                if self.any && self.last < 100 {
                    self.close(found);
                }
                self.part = self.part.saturating_add(ten * 1_000);
                self.last = ten;
            }
            Word::Times(times) => {
                self.part = if self.part == 0 { times * 1_000 } else { self.part.saturating_mul(times) };
                self.last = 100;
            }
            Word::Magnitude(magnitude) => {
                let part = if self.part == 0 { 1_000 } else { self.part };
                self.sum = self.sum.saturating_add(part.saturating_mul(magnitude));
                self.part = 0;
                self.last = 1_000;
            }
        }
        self.any = true;
    }

    fn close(&mut self, found: &mut Vec<u64>) {
        if self.any {
            found.extend(whole(self.sum.saturating_add(self.part)));
        }
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn numbers_in_digits_and_words() {
        for (text, expected) in [
            ("killed 12 people and wounded 1,200", vec![12, 1200]),
            ("1.2 million fled", vec![1_200_000]),
            ("twenty-one soldiers", vec![21]),
            ("two hundred and fifty houses, one school", vec![1, 250]),
            ("Three dead, four wounded.", vec![3, 4]),
            ("two dozen fighters", vec![24]),
            ("a hundred", vec![100]),
            ("five thousand three hundred and six", vec![5306]),
            ("Between ten and twelve", vec![10, 12]),
            ("3,500 tanks in 2019.", vec![2019, 3500]),
            ("nobody knows", vec![]),
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
    }
}
