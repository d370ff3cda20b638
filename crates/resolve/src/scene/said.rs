//! Times that are the day of a saying, not of the event that is told.

use cairn_extract::time::{TimeMention, TimeRelation};
use cairn_extract::{Extraction, Tokens};
use cairn_text::{Document, Shape};

/// Where a report's sources speak.
pub(super) struct Sayings {
    said: Vec<Said>,
    /// Where deeds are told, in the order of the text.
    told: Vec<usize>,
}

struct Said {
    sentence: usize,
    content: Vec<Tokens>,
    /// Where its cue stands.
    cue: usize,
}

impl Sayings {
    /// The sayings that state something.
    pub(super) fn of(document: &Document, extraction: &Extraction) -> Self {
        // "Are reported to have killed" names nobody who says it: its time is that of the event.
        let passive = |saying: &&cairn_extract::Saying| {
            let word = |token: usize| document.word(token).to_lowercase();
            let first = saying.cue.start;
            let is_be = |token: usize| matches!(word(token).as_str(), "is" | "are" | "was" | "were" | "been");
            let be = is_be(first) || first.checked_sub(1).is_some_and(is_be);
            let end = saying.cue.end;
            let to =
                end < document.tokens().len() && word(end) == "to" || end > first && word(end - 1) == "to";
            be && (saying.source.is_none() || to)
        };
        // Who records what happened on a day does not record it on that day alone.
        let records = |saying: &&cairn_extract::Saying| {
            let last = document.word(saying.cue.end - 1);
            RECORDING.iter().any(|word| last.eq_ignore_ascii_case(word))
        };
        let stating = extraction
            .sayings
            .iter()
            .filter(|saying| !records(saying))
            .filter(|saying| saying.class.states())
            .filter(|saying| !passive(saying));
        let said = |saying: &cairn_extract::Saying| Said {
            sentence: saying.sentence,
            content: saying.content.clone(),
            cue: saying.cue.start,
        };
        let mut told: Vec<usize> = extraction.frames.iter().map(|frame| frame.trigger.start).collect();
        told.sort_unstable();
        Self { said: stating.map(said).collect(), told }
    }

    /// Whether a time stands with a saying of its sentence that holds the token `event`, and outside
    /// of what is said: "On Tuesday the army accused them of killing six".
    pub(super) fn dates(&self, time: &Tokens, sentence: usize, event: usize) -> bool {
        let inside = |said: &Said, token: usize| said.content.iter().any(|piece| piece.contains(&token));
        let mut here = self.said.iter().filter(|said| said.sentence == sentence);
        // "On Sunday a shell killed six, doctors said two may die", "on Sunday planes bombed the camp and
        // the army said": the day is that of the shell and the planes.
        let between = |said: &Said| {
            let first = self.told.partition_point(|told| *told < time.end);
            self.told[first..].iter().take_while(|told| **told < said.cue).any(|told| !inside(said, *told))
        };
        here.any(|said| inside(said, event) && !inside(said, time.start) && !between(said))
    }

    /// Whether a time stands with a saying of its sentence, outside of what is said.
    pub(super) fn dates_some(&self, time: &Tokens, sentence: usize) -> bool {
        let mut here = self.said.iter().filter(|said| said.sentence == sentence).peekable();
        here.peek().is_some()
            && here.all(|said| !said.content.iter().any(|piece| piece.contains(&time.start)))
    }
}

/// Verbs of those who keep count.
const RECORDING: &[&str] =
    &["counted", "documented", "listed", "logged", "recorded", "registered", "tallied", "verified"];

/// Verbs and nouns of saying whose own time follows them: "said on Friday", "a statement Monday".
const SAYING: &[&str] = &[
    "accused",
    "acknowledged",
    "added",
    "admitted",
    "announced",
    "announcement",
    "briefing",
    "bulletin",
    "claimed",
    "communique",
    "communiqué",
    "conference",
    "confirmed",
    "declared",
    "denied",
    "disclosed",
    "figure",
    "figures",
    "interview",
    "issued",
    "posted",
    "published",
    "quoted",
    "released",
    "report",
    "reported",
    "reports",
    "revealed",
    "said",
    "saying",
    "says",
    "stated",
    "statement",
    "testified",
    "told",
    "tweeted",
    "warned",
    "wrote",
];

/// Words that may stand between a word of saying and its time.
const BETWEEN: &[&str] = &[
    "a",
    "afp",
    "agency",
    "ap",
    "at",
    "by",
    "dated",
    "earlier",
    "early",
    "from",
    "here",
    "in",
    "its",
    "journalists",
    "late",
    "later",
    "news",
    "on",
    "over",
    "phone",
    "press",
    "radio",
    "released",
    "reporters",
    "reuters",
    "statement",
    "telephone",
    "television",
    "the",
    "this",
    "tv",
    "us",
];

/// Words that open another clause; in a text of capitals they look like names.
const JOINS: &[&str] =
    &["after", "and", "as", "because", "but", "if", "that", "when", "where", "which", "while", "who"];

/// How many words may stand between.
const REACH: usize = 5;

/// Whether a time follows a word of saying whose time it is.
pub(super) fn dates_the_saying(document: &Document, mention: &TimeMention) -> bool {
    if !matches!(mention.relation, TimeRelation::At) {
        return false;
    }
    let start = mention.tokens.start;
    let sentence = document.sentence_of(start);
    for token in (0..start).rev().take(REACH) {
        if document.sentence_of(token) != sentence {
            return false;
        }
        let word = document.word(token).to_lowercase();
        if SAYING.contains(&word.as_str()) {
            return true;
        }
        // "Reported that on Monday" opens what is reported.
        if JOINS.contains(&word.as_str()) {
            return false;
        }
        let is_name = document.tokens()[token].shape != Shape::Lower && word.chars().all(char::is_alphabetic);
        if !BETWEEN.contains(&word.as_str()) && !is_name {
            return false;
        }
    }
    false
}
