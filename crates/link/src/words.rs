//! Words as evidence: which terms a text holds, how rare they are among the reports at hand, and
//! how much two texts share.

use rustc_hash::FxHashMap;

/// Reports that stand in for all reporting of armed conflict, so that rarity means something among few.
const BACKGROUND: f64 = 50.0;
/// In how many of those a word is taken to be that is not known to be common.
const UNKNOWN: f64 = 1.5;
/// A name's or headline's place: the title and this many words of the text.
const LEAD_WORDS: usize = 80;
/// Steps per unit of natural logarithm. Whole numbers add up alike in any order and on any machine.
const STEPS: f64 = 256.0;

/// Unshared words of middling rarity that every text is taken to hold besides its own, so that two
/// short texts do not look alike for one shared name.
const UNSHARED: u64 = 120;
/// The rarity of those words, in steps.
const MIDDLING: u64 = 4 * STEPS as u64;

/// The share of all reports of armed conflict that one of the [`COMMON`] words is taken to be in.
const COMMON_SHARE: f64 = 0.25;

/// English words that say nothing about what happened.
const EMPTY: &str = "a an the and or but nor of in on at to from by with for as into over after before \
    about against between during through under near since until is are was were be been being has have \
    had having do does did will would can could may might shall should must it its he she they we you i \
    his her their our your him them us this that these those who whom which what when where why how not \
    no there here than then so such also more most other some any all each both said says say told tell \
    according reported report reports one two";

/// English words that much reporting of armed conflict shares, whatever happened: among a handful
/// of reports their rarity cannot be counted.
const COMMON: &str = "account action activist agency agreement aid air aircraft airstrike ally area armed \
    army around arrive artillery attack attacker authority away back barrel base battle become begin \
    behind bodies body bomb bombardment bombing border building called campaign capital capture car carry \
    cause ceasefire child children city civil civilian claim clash coalition come command commander \
    condemn conflict continue control council countries country countryside crime critical current daily \
    damage day days dead deadly death defence defense deputy destroy detain die director district dozen \
    drive early east eastern end enter evening explode explosion explosive extremist face family father \
    fight fighter fighting fire five flee force foreign former found four front general global go \
    governorate government ground group gun gunman gunmen hand head health help held hit hold home hospital \
    hour house human humanitarian hundred identify incident include including inside international \
    investigation investigator islamist issue jet job join journalist kill killing large last late later \
    launch lead leader least leave left level life live local long loss lost major make man many mark \
    media medical member men militant military militia minister ministry missile month monitor morning \
    mother move movement name national neighborhood neighbourhood new news night north northern number \
    observatory offensive office officer official old open operation opposition order part past peace \
    people person place plane planned point police political position post president press previous \
    prison province public push raid rebel recent refugee regime region release residence resident \
    responsible rights road rocket run rural scene school second secure security see seen send service \
    set seven several shell shelling shoot shooting shot side since site six small soldier son source south \
    southern spokesman spokesperson spokeswoman spread stage start state statement station stop street \
    strike suffer suicide support surround suspect take target team ten terror terrorism terrorist third \
    three time today took town toward troop try turn united use vehicle victim video village violence \
    want war warplane watch way weapon week west western withdraw witness woman women work world wound \
    year years yesterday young monday tuesday wednesday thursday friday saturday sunday january february \
    march april june july august september october november december";

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

/// Terms are numbered in the order in which sorted reports first use them.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    numbers: FxHashMap<Box<str>, u32>,
    /// How a term was first written.
    shown: Vec<Box<str>>,
    /// In how many reports a term occurs.
    reports_with: Vec<u32>,
    n_reports: u32,
    /// Per term, the share of all reports of armed conflict that it is taken to be in.
    expected: Vec<f64>,
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

impl Terms {
    pub(crate) fn new() -> Self {
        let mut terms = Self::default();
        for (words, share) in [(EMPTY, 1.0), (COMMON, COMMON_SHARE)] {
            for word in words.split_whitespace() {
                let term = terms.number(stem(word), word);
                terms.expected[term as usize] = share;
            }
        }
        terms
    }

    fn number(&mut self, key: &str, written: &str) -> u32 {
        if let Some(&term) = self.numbers.get(key) {
            return term;
        }
        let term = self.shown.len() as u32;
        self.numbers.insert(key.into(), term);
        self.shown.push(written.into());
        self.reports_with.push(0);
        self.expected.push(0.0);
        term
    }

    /// How a term was first written.
    pub(crate) fn shown(&self, term: u32) -> &str {
        &self.shown[term as usize]
    }

    /// How many terms there are.
    pub(crate) fn len(&self) -> usize {
        self.shown.len()
    }

    /// The words of a text, in its order.
    pub(crate) fn read(&mut self, text: &str) -> Vec<Word> {
        let mut words = Vec::with_capacity(text.len() / 6);
        let mut lower = String::new();
        let mut start: Option<(usize, u32)> = None;
        let ends = text.char_indices().map(|(byte, c)| (byte, Some(c))).chain([(text.len(), None)]);
        for (at, (byte, c)) in ends.enumerate() {
            // An apostrophe inside a word belongs to it.
            let inside =
                c.is_some_and(|c| c.is_alphanumeric() || (start.is_some() && matches!(c, '\'' | '’')));
            match (inside, start) {
                (true, None) => start = Some((byte, at as u32)),
                (false, Some((from, first))) => {
                    let written = text[from..byte].trim_end_matches(['\'', '’']);
                    lower.clear();
                    lower.extend(written.chars().flat_map(char::to_lowercase));
                    let term = self.number(stem(&lower), written);
                    words.push(Word { term, at: first, capital: written.starts_with(char::is_uppercase) });
                    start = None;
                }
                _ => {}
            }
        }
        words
    }

    /// Takes note of one more report.
    pub(crate) fn count(&mut self, counts: &Counts) {
        self.n_reports += 1;
        for &(term, _) in &counts.0 {
            self.reports_with[term as usize] += 1;
        }
    }

    /// How rare a term is, in [`STEPS`]; 0 for words that say nothing.
    fn rarity(&self, term: u32) -> u64 {
        let expected = self.expected[term as usize];
        let all = f64::from(self.n_reports) + BACKGROUND;
        let with = f64::from(self.reports_with[term as usize].max(1)) + (BACKGROUND * expected).max(UNKNOWN);
        if expected == 1.0 {
            return 0;
        }
        let ratio = all / with;
        (ratio.ln().max(0.0) * STEPS).round() as u64
    }
}

/// Which terms occur how often, by term.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counts(Vec<(u32, u32)>);

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
    /// By term.
    weights: Vec<(u32, u32)>,
    /// Squared length, the unshared words included.
    squared: u64,
}

impl Vector {
    pub(crate) fn weigh(counts: &Counts, terms: &Terms) -> Self {
        let weights: Vec<(u32, u32)> = counts
            .0
            .iter()
            .map(|&(term, n)| {
                let often = ((1.0 + f64::from(n).ln()) * STEPS).round() as u64;
                (term, (often * terms.rarity(term) / STEPS as u64) as u32)
            })
            .filter(|&(_, weight)| weight > 0)
            .collect();
        let own: u64 = weights.iter().map(|&(_, weight)| u64::from(weight) * u64::from(weight)).sum();
        let squared = own + UNSHARED * MIDDLING * MIDDLING;
        Self { weights, squared }
    }

    /// The terms that both texts hold, with the product of their weights.
    fn shared(&self, other: &Self) -> impl Iterator<Item = (u32, u64)> {
        let (mut i, mut j) = (0, 0);
        std::iter::from_fn(move || {
            while let (Some(&(a, of_a)), Some(&(b, of_b))) = (self.weights.get(i), other.weights.get(j)) {
                // Without a branch that nobody can predict.
                i += usize::from(a <= b);
                j += usize::from(b <= a);
                if a == b {
                    return Some((a, u64::from(of_a) * u64::from(of_b)));
                }
            }
            None
        })
    }

    /// The cosine of the angle between two texts, 0 to 1.
    pub(crate) fn cosine(&self, other: &Self) -> f64 {
        if self.weights.is_empty() || other.weights.is_empty() {
            return 0.0;
        }
        let shared: u64 = self.shared(other).map(|(_, weight)| weight).sum();
        shared as f64 / (self.squared as f64 * other.squared as f64).sqrt()
    }

    /// How much of this text's weight the other text holds too, 0 to 1.
    pub(crate) fn found_in(&self, other: &Self) -> f64 {
        let own =
            |term| self.weights.binary_search_by_key(&term, |&(term, _)| term).map(|at| self.weights[at].1);
        let found: u64 =
            self.shared(other).filter_map(|(term, _)| own(term).ok()).map(|w| u64::from(w).pow(2)).sum();
        if found == 0 { 0.0 } else { found as f64 / self.squared as f64 }
    }

    /// The terms that bind two texts most, the strongest first.
    pub(crate) fn strongest_shared(&self, other: &Self, n: usize) -> Vec<u32> {
        let mut shared: Vec<_> =
            self.shared(other).map(|(term, weight)| (std::cmp::Reverse(weight), term)).collect();
        shared.sort_unstable();
        shared.into_iter().take(n).map(|(_, term)| term).collect()
    }

    /// The heaviest terms, the heaviest first, with their weights.
    pub(crate) fn heaviest(&self, n: usize) -> Vec<(u32, u32)> {
        let mut weights = self.weights.clone();
        weights.sort_unstable_by_key(|&(term, weight)| (std::cmp::Reverse(weight), term));
        weights.truncate(n);
        weights
    }
}

/// What a report's words say, seen three ways.
#[derive(Debug, Clone, Default)]
pub(crate) struct Views<T> {
    /// Title and text.
    pub(crate) all: T,
    /// Title and the first words of the text: what the report is chiefly about.
    pub(crate) lead: T,
    /// Words with a capital: persons, places, bodies. All words where the text has capitals only.
    pub(crate) names: T,
}

impl Views<Counts> {
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

    pub(crate) fn weigh(&self, terms: &Terms) -> Views<Vector> {
        Views {
            all: Vector::weigh(&self.all, terms),
            lead: Vector::weigh(&self.lead, terms),
            names: Vector::weigh(&self.names, terms),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, Terms, Vector, fold};

    #[test]
    fn names_fold_without_article_case_or_points() {
        assert_eq!(fold("The Harrow  Relief-Committee."), "harrow relief committee");
        assert_eq!(fold("The"), "the");
    }

    #[test]
    fn words_know_their_code_points() {
        let mut terms = Terms::new();
        let words = terms.read("«Öl» brannte — Tula's mill");
        let at: Vec<u32> = words.iter().map(|word| word.at).collect();
        assert_eq!(at, [1, 5, 15, 22]);
        assert_eq!(terms.shown(words[2].term), "Tula's");
    }

    #[test]
    fn a_rare_shared_word_binds_more_than_a_common_one() {
        let mut terms = Terms::new();
        let texts = [
            "shells hit Orlu market",
            "shells hit Vane bridge",
            "convoy left Orlu camp",
            "shells fell near Tave",
        ];
        let counts: Vec<Counts> =
            texts.iter().map(|text| Counts::of(terms.read(text).iter().map(|word| word.term))).collect();
        counts.iter().for_each(|counts| terms.count(counts));
        let vectors: Vec<Vector> = counts.iter().map(|counts| Vector::weigh(counts, &terms)).collect();
        assert!(vectors[0].cosine(&vectors[2]) > vectors[0].cosine(&vectors[3]));
        let shared = vectors[0].strongest_shared(&vectors[2], 1);
        assert_eq!(terms.shown(shared[0]), "Orlu");
        assert!(vectors[3].found_in(&vectors[3]) > vectors[3].found_in(&vectors[0]));
    }
}
