//! How a report is set out, as far as it tells which times hold where: lists, labels, reporting periods.

use super::dateline::has_headed_paragraphs;
use cairn_extract::Tokens;
use cairn_extract::time::{TimeMention, TimeRelation, TimeSymbol};
use cairn_model::{Day, TimeValue};
use cairn_text::{Document, Shape};

/// Which sentences belong to items of a list, each of which tells a matter of its own.
pub(super) struct Items {
    /// For each sentence: its paragraph, and whether that is an item.
    paragraphs: Vec<(u32, bool)>,
}

/// How many paragraphs make a list.
const LIST: usize = 3;

/// How many words the place that heads an item may have.
const HEADING: usize = 5;

impl Items {
    /// Finds the paragraphs that begin with a mark, with a place and a dash ("KIRKUK - ...") or, where
    /// many do, with a name and a colon ("LUZON: ..."); in a
    /// bulletin that reports on a period every paragraph is an item.
    pub(super) fn of(document: &Document, is_bulletin: bool) -> Self {
        let sentences = document.sentences();
        let opens = |at: usize| at == 0 || sentences[at - 1].paragraph != sentences[at].paragraph;
        let heads = (0..sentences.len()).filter(|at| opens(*at));
        let has_heads = has_headed_paragraphs(document);
        let is_marked =
            |tokens: Tokens| is_item(document, tokens.clone()) || has_heads && has_head(document, tokens);
        let marked: Vec<bool> = heads.map(|at| is_marked(sentences[at].tokens())).collect();
        let is_list = marked.iter().filter(|marked| **marked).count() >= LIST;
        let mut head = 0;
        let paragraphs = (0..sentences.len())
            .map(|at| {
                head += usize::from(at > 0 && opens(at));
                (sentences[at].paragraph, is_bulletin || is_list && marked[head])
            })
            .collect();
        Self { paragraphs }
    }

    /// The item that a sentence belongs to; none in running text.
    pub(super) fn item(&self, sentence: usize) -> Option<u32> {
        let (paragraph, is_item) = self.paragraphs[sentence];
        is_item.then_some(paragraph)
    }

    /// The paragraph of a sentence.
    pub(super) fn paragraph(&self, sentence: usize) -> u32 {
        self.paragraphs[sentence].0
    }
}

/// Whether a paragraph with such a first sentence is an item.
fn is_item(document: &Document, sentence: Tokens) -> bool {
    match document.word(sentence.start) {
        "•" | "*" | "-" | "–" | "—" | "●" | "▪" | "■" | "·" | "◦" => true,
        number if number.bytes().all(|byte| byte.is_ascii_digit()) => {
            sentence.len() > 2 && matches!(document.word(sentence.start + 1), "." | ")")
        }
        _ => sentence
            .take(HEADING + 1)
            .map_while(|token| match document.tokens()[token].shape {
                Shape::Upper => Some(false),
                Shape::Punctuation => {
                    let word = document.word(token);
                    matches!(word, "-" | "–" | "—" | "--" | "," | "'").then(|| word != "," && word != "'")
                }
                _ => None,
            })
            .any(|dash| dash),
    }
}

/// "LUZON: ...": whether capitalised words and a colon open a paragraph.
fn has_head(document: &Document, sentence: Tokens) -> bool {
    let is_capital =
        |token: &usize| matches!(document.tokens()[*token].shape, Shape::Upper | Shape::Capitalised);
    let n_words = sentence.clone().take(HEADING).take_while(is_capital).count();
    n_words > 0 && n_words < sentence.len() && document.word(sentence.start + n_words) == ":"
}

/// Whether a time heads its paragraph as a label: "Mangboko, 7 May: ...", "5 May - ...", or alone on
/// its line. What the paragraph tells happened then, whoever says so.
pub(super) fn is_label(document: &Document, mention: &TimeMention) -> bool {
    /// Words that a place before the time may have.
    const PLACE: usize = 8;
    let sentences = document.sentences();
    let at = document.sentence_of(mention.tokens.start);
    let sentence = sentences[at].tokens();
    let opens = |at: usize| at == 0 || sentences[at - 1].paragraph != sentences[at].paragraph;
    // A number may be split from what it counts: "3. TAL AFAR, Nov 24: ...".
    let numbered = || sentences[at - 1].tokens().len() <= 2 && opens(at - 1);
    let heads = (opens(at) || numbered()) && mention.tokens.start - sentence.start <= PLACE;
    let is_place = |token: usize| {
        document.tokens()[token].shape != Shape::Lower
            || matches!(document.word(token), "on" | "of" | "the" | "in" | "near" | "town" | "city" | "de")
    };
    let closed = match mention.tokens.end {
        end if end == sentence.end => true,
        end => {
            let ends = end + 1 == sentence.end && document.word(end) == ".";
            ends || matches!(document.word(end), ":" | "-" | "–" | "—" | "--" | "|")
                || (document.word(end) == ")" && end + 1 < sentence.end && document.word(end + 1) == ":")
        }
    };
    heads
        && closed
        && (sentence.start..mention.tokens.start).all(is_place)
        && !matches!(mention.relation, TimeRelation::Since | TimeRelation::Until)
}

/// Whether a time stands alone on its line, or nearly: it dates the items below.
pub(super) fn heads_a_list(document: &Document, mention: &TimeMention) -> bool {
    let sentence = document.sentences()[document.sentence_of(mention.tokens.start)].tokens();
    mention.tokens.end + 1 >= sentence.end
}

/// Longest heading of a bulletin, in bytes.
const HEADLINE: usize = 110;

/// The days that a bulletin reports on, where its heading says so: "Operations from 3 - 9 September",
/// "Monthly round-up: November 2022". More than a day, and over by the day of the report.
pub(super) fn reporting_period(
    document: &Document,
    mention: &TimeMention,
    value: &TimeValue,
    report: Option<Day>,
) -> Option<(Day, Day)> {
    /// Lines among which the heading stands.
    const LINES: usize = 3;
    /// The longest span that a bulletin covers, in days.
    const LONGEST: i32 = 370;
    let (start, end) = (value.start?, value.end?);
    let (text, at) = (document.text(), document.bytes(mention.tokens.clone()));
    let (above, below) = (&text[..at.start as usize], &text[at.end as usize..]);
    let before = above.rsplit('\n').next().unwrap_or_default().trim_start();
    let behind = below.split('\n').next().unwrap_or_default().trim_end();
    let line = above.lines().filter(|line| !line.trim().is_empty()).count();
    let length = before.len() + behind.len() + (at.end - at.start) as usize;
    let days = end.days_since(start);
    let is_heading = line <= LINES && length <= HEADLINE && !behind.ends_with('.');
    let is_span = (2..=LONGEST).contains(&days) && report.is_none_or(|report| end <= report.plus_days(1));
    // "November in Darfur: ...", "Incidents, 3-9 May 2021", "January to June 2012: summary".
    let placed = mention.range.is_some() || before.is_empty() || behind.is_empty() || behind.starts_with(':');
    (is_heading && is_span && placed && mention.relation != TimeRelation::Since).then_some((start, end))
}

/// "17:40 The ministry ...", "UPDATE 3, 12:40 p.m.": when a post of a running report was put up, not
/// when what it tells happened.
pub(super) fn opens_a_post(document: &Document, mention: &TimeMention) -> bool {
    /// Words before the time: "UPDATE 3 :".
    const BEFORE: usize = 3;
    let at = document.sentence_of(mention.tokens.start);
    let sentence = document.sentences()[at];
    let opens = at == 0 || document.sentences()[at - 1].paragraph != sentence.paragraph;
    let start = sentence.tokens().start;
    let is_head = |token: usize| {
        !matches!(document.word(token), "At" | "By" | "Around" | "About" | "Before" | "AT" | "BY")
    };
    matches!(mention.symbol, TimeSymbol::Clock { .. })
        && opens
        && mention.tokens.start - start <= BEFORE
        && (start..mention.tokens.start).all(is_head)
}
