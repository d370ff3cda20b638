use super::fault::FileFaults;
use super::{ShapeTags, inflect};
use crate::engine::{TagNames, TagSet};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use smallvec::{SmallVec, smallvec};
use toml::Spanned;

/// A lexicon file: rows of words with the tags that rules ask for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LexiconFile {
    /// What the file holds, for a reader.
    #[allow(dead_code, reason = "every file must say what it holds; only readers use it")]
    about: String,
    /// Where its facts come from.
    #[allow(dead_code, reason = "every file must name its source; only readers use it")]
    source: String,
    /// Tags of every row.
    #[serde(default)]
    tags: Vec<Spanned<String>>,
    #[serde(default)]
    row: Vec<Spanned<Row>>,
    /// The forms of each row.
    #[serde(skip)]
    forms: Vec<Vec<WordForm>>,
}

/// A form of a row as the vocabulary takes it.
#[derive(Debug)]
struct WordForm {
    /// In lower case with straight apostrophes; several for a phrase.
    words: SmallVec<[String; 1]>,
    /// What tells it from the other forms.
    tags: &'static [&'static str],
}

/// One row: the forms of one or more words that behave alike.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    /// Nouns; plurals are formed by rule, or given behind `/`.
    #[serde(default)]
    noun: Vec<String>,
    /// Verbs; forms by rule, or `base/past/participle`.
    #[serde(default)]
    verb: Vec<String>,
    /// Adjectives.
    #[serde(default)]
    adj: Vec<String>,
    /// Adverbs.
    #[serde(default)]
    adv: Vec<String>,
    /// Words and phrases without forms.
    #[serde(default)]
    word: Vec<String>,
    #[serde(default)]
    tags: Vec<Spanned<String>>,
    /// What a number word, month or weekday counts.
    value: Option<i64>,
    /// For a reader.
    #[serde(default)]
    #[allow(dead_code, reason = "notes are for readers of the lexicon")]
    note: String,
}

/// A word or phrase of the lexicons.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Entry {
    pub tags: TagSet,
    pub value: Option<i64>,
}

/// What is asked of every word of a text, close together.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Brief {
    /// The number that patterns know the word by, 0 for none.
    pub literal: u32,
    /// Whether it has tags.
    pub is_known: bool,
    pub is_proper: bool,
    pub is_closed: bool,
    /// Whether it counts something: see [`Entry::value`].
    pub has_value: bool,
    /// The node of the phrases that begin with it, 0 for none.
    pub phrase: u32,
}

/// All words and phrases, in lower case with straight apostrophes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vocabulary {
    words: FxHashMap<Box<str>, u32>,
    /// Next node of a phrase, by node and word. Node 0 is the start.
    phrases: FxHashMap<(u32, u32), u32>,
    /// For each node of a phrase: the entry of the phrase that ends there.
    ends: Vec<Option<u32>>,
    pub entries: Vec<Entry>,
    /// For each entry.
    briefs: Vec<Brief>,
}

impl Vocabulary {
    /// The number of a word, also where it is known only as a part of phrases.
    pub(crate) fn word(&self, lower: &str) -> Option<u32> {
        self.words.get(lower).copied()
    }

    /// One more word of a phrase: the next node.
    pub(crate) fn follow(&self, node: u32, word: u32) -> Option<u32> {
        self.phrases.get(&(node, word)).copied()
    }

    /// The entry of the phrase that ends at a node.
    pub(crate) fn phrase(&self, node: u32) -> Option<u32> {
        self.ends.get(node as usize).copied().flatten()
    }

    /// What is asked of every word, for one entry.
    pub(crate) fn brief(&self, entry: u32) -> &Brief {
        &self.briefs[entry as usize]
    }

    /// Closes the vocabulary: no word comes after. Words that only patterns name become entries.
    pub(crate) fn finish(&mut self, literals: &FxHashMap<Box<str>, u32>, shapes: &ShapeTags) {
        let literals: Vec<(u32, u32)> =
            literals.iter().map(|(word, literal)| (self.number(word), *literal)).collect();
        let brief = |entry: &Entry| Brief {
            literal: 0,
            is_known: entry.tags != TagSet::default(),
            is_proper: entry.tags.contains(shapes.proper),
            is_closed: entry.tags.contains(shapes.closed),
            has_value: entry.value.is_some(),
            phrase: 0,
        };
        self.briefs = self.entries.iter().map(brief).collect();
        for (entry, literal) in literals {
            self.briefs[entry as usize].literal = literal;
        }
        for ((_, word), next) in self.phrases.iter().filter(|((node, _), _)| *node == 0) {
            self.briefs[*word as usize].phrase = *next;
        }
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.words.get(word) {
            return *number;
        }
        let number = self.entries.len() as u32;
        self.words.insert(word.into(), number);
        self.entries.push(Entry::default());
        number
    }

    /// Adds tags (and a value) to a word or phrase.
    fn add(&mut self, words: &[String], tags: &TagSet, value: Option<i64>) {
        let words: SmallVec<[u32; 4]> = words.iter().map(|word| self.number(word)).collect();
        let entry = match words[..] {
            [] => return,
            [word] => word,
            _ => {
                let mut node = 0;
                for word in words {
                    let next = self.ends.len().max(1) as u32;
                    node = *self.phrases.entry((node, word)).or_insert(next);
                    if node == next {
                        self.ends.resize(next as usize + 1, None);
                    }
                }
                let next = self.entries.len() as u32;
                let entry = *self.ends[node as usize].get_or_insert(next);
                if entry == next {
                    self.entries.push(Entry::default());
                }
                entry
            }
        };
        let entry = &mut self.entries[entry as usize];
        entry.tags = entry.tags.union(tags);
        entry.value = value.or(entry.value);
    }
}

/// A word as the lexicons hold it: lower case, straight apostrophes.
pub(crate) fn normal(word: &str) -> String {
    if word.is_ascii() && !word.contains('`') {
        return word.to_ascii_lowercase();
    }
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, '’' | '‘' | 'ʼ' | '`' | 'ʿ' | 'ʾ') { '\'' } else { c })
        .collect()
}

/// The words of a form, as the vocabulary holds them.
fn words_of(form: String) -> SmallVec<[String; 1]> {
    // Most forms are plain words: they need not be taken apart.
    if !form.is_empty() && form.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return smallvec![form];
    }
    let tokens = cairn_text::analyse(&form);
    (0..tokens.tokens().len()).map(|i| normal(tokens.word(i))).collect()
}

impl Row {
    fn forms(&self) -> Vec<WordForm> {
        (self.noun.iter().flat_map(|noun| inflect::noun(noun)))
            .chain(self.verb.iter().flat_map(|verb| inflect::verb(verb)))
            .chain(self.adj.iter().map(|word| (word.clone(), &["adj"][..])))
            .chain(self.adv.iter().map(|word| (word.clone(), &["adv"][..])))
            .chain(self.word.iter().map(|word| (word.clone(), &[][..])))
            .map(|(form, tags)| WordForm { words: words_of(form), tags })
            .collect()
    }
}

impl LexiconFile {
    /// Reads a file. It needs no other one, so that files can be read side by side.
    pub(crate) fn read(text: &str) -> Result<Self, toml::de::Error> {
        let mut file: Self = toml::from_str(text)?;
        file.forms = file.row.iter().map(|row| row.get_ref().forms()).collect();
        Ok(file)
    }

    /// Adds the file's rows to the vocabulary; its tags become known.
    pub(crate) fn add_to(
        &self,
        vocabulary: &mut Vocabulary,
        names: &mut TagNames,
        ids: &mut FxHashMap<String, String>,
        faults: &mut FileFaults,
    ) {
        for (row, forms) in self.row.iter().zip(&self.forms) {
            let at = row.span().start;
            let row = row.get_ref();
            if let Some(other) = ids.insert(row.id.clone(), faults.file.to_owned()) {
                faults.add(
                    at,
                    Some(&row.id),
                    format!("the row id stands in {other} too"),
                    Some("row ids are unique over all lexicons"),
                );
            }
            let mut tags = TagSet::default();
            for tag in self.tags.iter().chain(&row.tags) {
                match names.intern(tag.get_ref()) {
                    Some(tag) => tags.insert(tag),
                    None => faults.add(tag.span().start, Some(&row.id), TagNames::too_many(), None),
                }
            }
            for form in forms {
                let mut tags = tags;
                for tag in form.tags.iter().filter_map(|tag| names.intern(tag)) {
                    tags.insert(tag);
                }
                vocabulary.add(&form.words, &tags, row.value);
            }
            if forms.is_empty() {
                faults.add(
                    at,
                    Some(&row.id),
                    "the row has no word",
                    Some("give it `noun`, `verb`, `adj`, `adv` or `word`"),
                );
            }
        }
    }
}
