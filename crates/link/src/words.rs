//! Words as evidence: which terms a text holds, and how much two texts share.

use crate::rarity::Rarity;
use xxhash_rust::xxh3::xxh3_64;

/// A name's or headline's place: the title and this many words of the text.
const LEAD_WORDS: usize = 80;
/// Steps per unit of natural logarithm. Whole numbers add up alike in any order and on any machine.
pub(crate) const STEPS: f64 = 256.0;

/// A text's whole length, in shares.
pub(crate) const SHARES: f64 = 65_536.0;

/// Unshared words of middling rarity that every text is taken to hold besides its own, so that two
/// short texts do not look alike for one shared name.
const UNSHARED: u64 = 120;
/// The rarity of those words, in steps.
const MIDDLING: u64 = 4 * STEPS as u64;

/// Lower case, letters and digits only, single blanks, without a leading article.
pub(crate) fn fold(name: &str) -> String {
    let mut words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if words.len() > 1 && matches!(words[0].as_str(), "the" | "a" | "an") {
        words.remove(0);
    }
    words.join(" ")
}

/// A word of a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// Its term.
    pub(crate) term: u32,
    /// Code points before it in the text.
    pub(crate) at: u32,
    /// Whether it is written with a capital.
    pub(crate) capital: bool,
}

/// Drops a possessive and an English ending, so that "strikes" and "strike's" are one term.
fn stem(word: &str) -> &str {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    for ending in ["ing", "ed", "es", "s"] {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.len() >= 4
        {
            return rest;
        }
    }
    word
}

/// The number of the term of a word in small letters: the same in every report, so that reports that
/// are read apart can be compared. Two texts of 150 words share a number by accident once in 190,000
/// times.
pub(crate) fn term(word: &str) -> u32 {
    xxh3_64(stem(word).as_bytes()) as u32
}

/// The words of a text, in its order.
pub(crate) fn read(text: &str) -> Vec<Word> {
    spelt(text).map(|(word, _)| word).collect()
}

/// How a title or the text below it first writes each of some terms; in the order of these.
pub(crate) fn spellings<'t>(title: &'t str, text: &'t str, terms: &[u32]) -> Vec<&'t str> {
    let mut found: Vec<Option<&str>> = vec![None; terms.len()];
    for (word, written) in spelt(title).chain(spelt(text)) {
        if let Some(at) = terms.iter().position(|term| *term == word.term) {
            found[at].get_or_insert(written);
            if found.iter().all(Option::is_some) {
                break;
            }
        }
    }
    found.into_iter().flatten().collect()
}

/// The words of a text, each as it is written.
fn spelt(text: &str) -> impl Iterator<Item = (Word, &str)> {
    let mut ends =
        text.char_indices().map(|(byte, c)| (byte, Some(c))).chain([(text.len(), None)]).enumerate();
    let mut lower = String::new();
    let mut start: Option<(usize, u32)> = None;
    std::iter::from_fn(move || {
        for (at, (byte, c)) in ends.by_ref() {
            // An apostrophe inside a word belongs to it.
            let inside =
                c.is_some_and(|c| c.is_alphanumeric() || (start.is_some() && matches!(c, '\'' | '’')));
            match (inside, start) {
                (true, None) => start = Some((byte, at as u32)),
                (false, Some((from, first))) => {
                    start = None;
                    let written = text[from..byte].trim_end_matches(['\'', '’']);
                    lower.clear();
                    if written.is_ascii() {
                        lower.push_str(written);
                        lower.make_ascii_lowercase();
                    } else {
                        lower.extend(written.chars().flat_map(char::to_lowercase));
                    }
                    let capital = written.starts_with(char::is_uppercase);
                    return Some((Word { term: term(&lower), at: first, capital }, written));
                }
                _ => {}
            }
        }
        None
    })
}

/// Which terms occur how often, by term.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counts(pub(crate) Vec<(u32, u32)>);

impl Counts {
    pub(crate) fn of(terms: impl Iterator<Item = u32>) -> Self {
        let mut terms: Vec<u32> = terms.collect();
        terms.sort_unstable();
        let mut counts: Vec<(u32, u32)> = Vec::new();
        for term in terms {
            match counts.last_mut() {
                Some((last, n)) if *last == term => *n += 1,
                _ => counts.push((term, 1)),
            }
        }
        Self(counts)
    }
}

/// A text's terms with their weights: how often times how rare.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vector {
    /// Its terms, sorted. Apart from what they weigh: two texts are told to be alike by going through their terms,
    /// and most of those are of one text alone.
    terms: Vec<u32>,
    /// What each weighs. The rarest word of a text of a million words would weigh half of what has room.
    weights: Vec<u16>,
    /// Squared length, the unshared words included.
    squared: u64,
}

impl Vector {
    pub(crate) fn weigh(counts: &Counts, rarity: &Rarity) -> Self {
        let (terms, weights): (Vec<u32>, Vec<u16>) = counts
            .0
            .iter()
            .map(|&(term, n)| {
                let often = ((1.0 + f64::from(n).ln()) * STEPS).round() as u64;
                let weight = often * rarity.of(term) / STEPS as u64;
                (term, u16::try_from(weight).unwrap_or(u16::MAX))
            })
            .filter(|&(_, weight)| weight > 0)
            .unzip();
        let own: u64 = weights.iter().map(|&weight| u64::from(weight) * u64::from(weight)).sum();
        let squared = own + UNSHARED * MIDDLING * MIDDLING;
        Self { terms, weights, squared }
    }

    /// Where the terms that both texts hold stand in each.
    fn met(&self, other: &Self) -> impl Iterator<Item = (usize, usize)> {
        let (mut i, mut j) = (0, 0);
        std::iter::from_fn(move || {
            while let (Some(&a), Some(&b)) = (self.terms.get(i), other.terms.get(j)) {
                let at = (i, j);
                // Without a branch that nobody can predict.
                i += usize::from(a <= b);
                j += usize::from(b <= a);
                if a == b {
                    return Some(at);
                }
            }
            None
        })
    }

    /// The terms that both texts hold, with the product of their weights.
    fn shared(&self, other: &Self) -> impl Iterator<Item = (u32, u64)> {
        self.met(other)
            .map(|(i, j)| (self.terms[i], u64::from(self.weights[i]) * u64::from(other.weights[j])))
    }

    /// The cosine of the angle between two texts, 0 to 1.
    #[cfg(test)]
    pub(crate) fn cosine(&self, other: &Self) -> f64 {
        cosine(self.shared(other).map(|(_, weight)| weight).sum(), self.squared, other.squared)
    }

    /// How much of this text's weight the other text holds too, 0 to 1.
    pub(crate) fn found_in(&self, other: &Self) -> f64 {
        let found: u64 = self.met(other).map(|(i, _)| u64::from(self.weights[i]).pow(2)).sum();
        if found == 0 { 0.0 } else { found as f64 / self.squared as f64 }
    }

    /// The terms that bind two texts most, the strongest first.
    pub(crate) fn strongest_shared(&self, other: &Self, n: usize) -> Vec<u32> {
        let mut shared: Vec<_> =
            self.shared(other).map(|(term, weight)| (std::cmp::Reverse(weight), term)).collect();
        shared.sort_unstable();
        shared.into_iter().take(n).map(|(_, term)| term).collect()
    }

    /// The heaviest terms, each with its share of the text's length in [`SHARES`]: products of two
    /// texts' shares add up to their cosine, as far as these terms go.
    pub(crate) fn heaviest(&self, n: usize) -> Vec<(u32, u32)> {
        let mut weights: Vec<(u32, u32)> =
            self.terms.iter().copied().zip(self.weights.iter().copied().map(u32::from)).collect();
        weights.sort_unstable_by_key(|&(term, weight)| (std::cmp::Reverse(weight), term));
        weights.truncate(n);
        let length = (self.squared as f64).sqrt();
        weights.iter().map(|&(term, weight)| (term, (f64::from(weight) * SHARES / length) as u32)).collect()
    }
}

/// The cosine of the angle between two texts, 0 to 1, from the sum of the products of their weights and their squared
/// lengths.
fn cosine(product: u64, squared: u64, of_other: u64) -> f64 {
    if product == 0 { 0.0 } else { product as f64 / (squared as f64 * of_other as f64).sqrt() }
}

/// What a report's words say, seen three ways.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counted {
    /// Title and text.
    pub(crate) all: Counts,
    /// Title and the first words of the text: what the report is chiefly about.
    lead: Counts,
    /// Words with a capital: persons, places, bodies. All words where the text has capitals only.
    names: Counts,
}

/// The same with the weights of the terms.
#[derive(Debug, Clone)]
pub(crate) struct Views {
    /// Title and text.
    pub(crate) all: Vector,
    /// What each term of `all` weighs among the names, and in the lead.
    parts: Vec<[u16; 2]>,
    /// Squared lengths of these two.
    squared: [u64; 2],
    /// Where the terms of `all` are.
    sieve: Sieve,
}

/// In how many rows a [`Sieve`] has its classes, 64 in each.
const ROWS: usize = 64;

/// Which classes of terms a text has, so that most of those that it shares with no other one are passed over without
/// looking for them. A class is made of terms with the same upper bits, which are those of a hash.
#[derive(Debug, Clone)]
struct Sieve {
    classes: [u64; ROWS],
    /// How many terms stand before those of each row, and how many there are.
    starts: [u32; ROWS + 1],
}

impl Sieve {
    /// The sieve of sorted terms.
    fn of(terms: &[u32]) -> Self {
        let (mut classes, mut starts) = ([0; ROWS], [0; ROWS + 1]);
        for &term in terms {
            let (row, class) = Self::class(term);
            classes[row] |= 1 << class;
            starts[row + 1] += 1;
        }
        for row in 0..ROWS {
            starts[row + 1] += starts[row];
        }
        Self { classes, starts }
    }

    /// The row of a term, and its class there.
    fn class(term: u32) -> (usize, u32) {
        ((term >> 26) as usize, (term >> 20) & 63)
    }

    /// 1 where the text has terms of the same class, else 0.
    fn has(&self, term: u32) -> u64 {
        let (row, class) = Self::class(term);
        (self.classes[row] >> class) & 1
    }

    /// Where a term stands among those that the sieve was made of.
    fn find(&self, term: u32, terms: &[u32]) -> Option<usize> {
        let (row, _) = Self::class(term);
        let (start, end) = (self.starts[row] as usize, self.starts[row + 1] as usize);
        terms[start..end].binary_search(&term).ok().map(|at| start + at)
    }
}

/// The cosines of two reports: of all their words, of names, of leads.
pub(crate) struct Likeness {
    pub(crate) all: f64,
    pub(crate) names: f64,
    pub(crate) lead: f64,
}

impl Views {
    /// How alike two reports are. Millions of pairs are asked for: the words are gone through once, and without a
    /// branch but for those that both seem to have.
    pub(crate) fn likeness(&self, other: &Self) -> Likeness {
        let (mut all, mut parts) = (0, [0; 2]);
        for (chunk, terms) in self.all.terms.chunks(64).enumerate() {
            let bits = terms.iter().enumerate().map(|(bit, &term)| other.sieve.has(term) << bit);
            let mut both = bits.fold(0, |both, bit| both | bit);
            while both != 0 {
                let i = 64 * chunk + both.trailing_zeros() as usize;
                both &= both - 1;
                let Some(j) = other.sieve.find(self.all.terms[i], &other.all.terms) else { continue };
                all += u64::from(self.all.weights[i]) * u64::from(other.all.weights[j]);
                for (sum, (own, of_other)) in parts.iter_mut().zip(self.parts[i].iter().zip(&other.parts[j]))
                {
                    *sum += u64::from(*own) * u64::from(*of_other);
                }
            }
        }
        Likeness {
            all: cosine(all, self.all.squared, other.all.squared),
            names: cosine(parts[0], self.squared[0], other.squared[0]),
            lead: cosine(parts[1], self.squared[1], other.squared[1]),
        }
    }
}

impl Counted {
    pub(crate) fn of(title: &[Word], text: &[Word]) -> Self {
        let both = || title.iter().chain(text);
        // Old wire copy is in capitals throughout: then a capital tells no name.
        let plain = both().filter(|word| !word.capital).count() * 10 < title.len() + text.len();
        Self {
            all: Counts::of(both().map(|word| word.term)),
            lead: Counts::of(title.iter().chain(text.iter().take(LEAD_WORDS)).map(|word| word.term)),
            names: Counts::of(both().filter(|word| plain || word.capital).map(|word| word.term)),
        }
    }

    pub(crate) fn weigh(&self, rarity: &Rarity) -> Views {
        let all = Vector::weigh(&self.all, rarity);
        let part = [Vector::weigh(&self.names, rarity), Vector::weigh(&self.lead, rarity)];
        let mut parts = vec![[0; 2]; all.terms.len()];
        for (which, part) in part.iter().enumerate() {
            // Every word of a part is one of the whole.
            for (i, j) in all.met(part) {
                parts[i][which] = part.weights[j];
            }
        }
        Views { sieve: Sieve::of(&all.terms), all, parts, squared: part.map(|part| part.squared) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, Vector, fold, read, spellings};
    use crate::rarity::Rarity;

    #[test]
    fn names_fold_without_article_case_or_points() {
        assert_eq!(fold("The Harrow  Relief-Committee."), "harrow relief committee");
        assert_eq!(fold("The"), "the");
    }

    #[test]
    fn words_know_their_code_points() {
        let text = "«Öl» brannte — Tula's mill";
        let words = read(text);
        let at: Vec<u32> = words.iter().map(|word| word.at).collect();
        assert_eq!(at, [1, 5, 15, 22]);
        assert_eq!(spellings("", text, &[words[2].term]), ["Tula's"]);
    }

    #[test]
    fn a_rare_shared_word_binds_more_than_a_common_one() {
        let texts = [
            "shells hit Orlu market",
            "shells hit Vane bridge",
            "convoy left Orlu camp",
            "shells fell near Tave",
        ];
        let counts: Vec<Counts> =
            texts.iter().map(|text| Counts::of(read(text).iter().map(|word| word.term))).collect();
        let rarity = Rarity::counted(counts.iter());
        let vectors: Vec<Vector> = counts.iter().map(|counts| Vector::weigh(counts, &rarity)).collect();
        assert!(vectors[0].cosine(&vectors[2]) > vectors[0].cosine(&vectors[3]));
        let shared = vectors[0].strongest_shared(&vectors[2], 1);
        assert_eq!(spellings("", texts[0], &shared[..1]), ["Orlu"]);
        assert!(vectors[3].found_in(&vectors[3]) > vectors[3].found_in(&vectors[0]));
    }
}
