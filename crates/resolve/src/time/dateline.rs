use cairn_extract::time::{Calendar, TimeMention, TimeSymbol, YearPart};
use cairn_model::Day;
use cairn_text::{Document, Shape};

/// How far into a text a dateline may stand, in tokens: a headline, a caption and an agency may
/// come before it.
const REACH: usize = 80;

/// The day that a text itself opens with: a dateline ("BEIRUT, Aug 20 (Reuters) -"), a date of
/// publication ("Posted on April 19 2017"), a date under the headline ("Wednesday 27 Jul 2016").
///
/// `published` only tells the year of a dateline that has none.
pub fn dateline_date(document: &Document, mentions: &[TimeMention], published: Option<Day>) -> Option<Day> {
    let mut full = None;
    for mention in mentions.iter().take_while(|mention| mention.tokens.start < REACH) {
        let Some(date) = date_of(&mention.symbol) else { continue };
        if let Some(day) = day_of_group(document, mention) {
            let Some(YearPart::Month(month)) = date.part else { continue };
            let year = date.year.or(published.map(Day::year));
            return year.and_then(|year| Day::new(year, i8::try_from(month).ok()?, day));
        }
        let (Some(YearPart::Month(month)), Some(day), None) = (date.part, date.day, date.step) else {
            continue;
        };
        if mention.range.is_some() {
            continue;
        }
        let in_year = |year| Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        match date.year {
            Some(year)
                if full.is_none()
                    && stands_alone(document, mention, date)
                    && !opens_an_item(document, mention) =>
            {
                full = in_year(year);
            }
            None if opens_a_wire(document, mention) && !is_of_a_list(document, mention) => {
                let published = published?;
                let years = [published.year() - 1, published.year(), published.year() + 1];
                return years
                    .into_iter()
                    .filter_map(in_year)
                    .min_by_key(|day| day.days_since(published).abs());
            }
            _ => {}
        }
        if full.is_some() {
            return full;
        }
    }
    full
}

/// The day of a date-time group before a month, as cables carry it: "121430Z MAR 91" is the 12th, at
/// 14:30 UTC (NATO usage, ACP 121).
pub(crate) fn day_of_group(document: &Document, mention: &TimeMention) -> Option<i8> {
    let start = document.bytes(mention.tokens.clone()).start as usize;
    let group = document.text()[..start].trim_end().rsplit(char::is_whitespace).next()?;
    let digits = group.strip_suffix(['Z', 'z'])?;
    let is_group = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.get(..2).filter(|_| is_group)?.parse().ok()
}

/// The date of a mention, also where a time of the clock stands with it ("31 July 2014 10:59").
fn date_of(symbol: &TimeSymbol) -> Option<&Calendar> {
    match symbol {
        TimeSymbol::Calendar(date) => Some(date),
        TimeSymbol::Within { inner, outer } if matches!(**inner, TimeSymbol::Clock { .. }) => date_of(outer),
        _ => None,
    }
}

/// A date that belongs to no sentence: nothing before it takes it as its time.
fn stands_alone(document: &Document, mention: &TimeMention, date: &Calendar) -> bool {
    let start = mention.tokens.start;
    let word = |token: usize| document.word(token).to_lowercase();
    let Some(before) = start.checked_sub(1) else { return true };
    let before_that = before.checked_sub(1).map(word).unwrap_or_default();
    match word(before).as_str() {
        // "Posted on", "Published:", "Date of publication", "Updated".
        "on" | "at" | ":" => matches!(
            before_that.as_str(),
            "posted" | "published" | "updated" | "created" | "modified" | "date" | "filed"
        ),
        "published" | "publication" | "posted" | "updated" | "date" | "dated" | "time" => true,
        "in" | "since" | "by" | "until" | "till" | "from" | "of" | "to" | "through" | "between" | "and"
        | "the" | "during" | "before" | "after" | "for" => false,
        // A day with its weekday stands under a headline, or a place before it opens a wire.
        _ => {
            date.weekday.is_some()
                || before < 4
                || opens_a_wire(document, mention)
                || begins_line(document, start)
                || document.tokens()[before].shape != Shape::Lower
        }
    }
}

/// "2. Bulongo, 4 May: ...": a mark or a number at the head of the line, or a colon below other lines,
/// dates one item.
fn is_of_a_list(document: &Document, mention: &TimeMention) -> bool {
    let sentence = document.sentences()[document.sentence_of(mention.tokens.start)];
    let end = mention.tokens.end;
    let colon = end < document.tokens().len() && document.word(end) == ":";
    let start = document.bytes(mention.tokens.clone()).start as usize;
    let line = document.text()[..start].rsplit('\n').next().unwrap_or_default().trim_start();
    let marked = line.starts_with(['•', '*', '-', '–', '—', '●', '▪']);
    let numbered = line.starts_with(|first: char| first.is_ascii_digit());
    marked || numbered || (colon && sentence.paragraph > 1)
}

/// "2004-03-14: Mortar fire killed six", below other lines: the date of one item.
fn opens_an_item(document: &Document, mention: &TimeMention) -> bool {
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let sentence = document.sentences()[document.sentence_of(start)];
    let joins = end < document.tokens().len() && matches!(document.word(end), ":" | "-" | "–" | "—" | "--");
    sentence.paragraph > 0 && joins && begins_line(document, start) && sentence.tokens().end > end + 3
}

/// "BEIRUT, Aug 20 (Reuters)", "MOSCOW, May 25. /TASS/": a place and a comma before it, an agency or
/// a dash behind it.
pub(crate) fn opens_a_wire(document: &Document, mention: &TimeMention) -> bool {
    let Some(before) = mention.tokens.start.checked_sub(1) else { return false };
    let behind = |n: usize| {
        (mention.tokens.end + n < document.tokens().len()).then(|| document.word(mention.tokens.end + n))
    };
    let place = before.checked_sub(1).is_some_and(|token| {
        matches!(
            document.tokens()[token].shape,
            Shape::Upper | Shape::Capitalised | Shape::Mixed | Shape::Punctuation
        )
    });
    let opens = match behind(0) {
        Some("(" | "-" | "--" | "–" | "—" | "/" | "[" | ":") => true,
        Some("." | ",") => matches!(behind(1), Some("(" | "-" | "--" | "–" | "—" | "/" | "[")),
        _ => false,
    };
    opens && (document.word(before) == "," && place || is_bare_head(document, mention))
}

/// "BEIRUT APR 18 -": nothing but a place without a comma stands before the date at the head of a text.
fn is_bare_head(document: &Document, mention: &TimeMention) -> bool {
    /// Words of such a head: a town and its country.
    const PLACE: usize = 5;
    /// A headline may stand above.
    const PARAGRAPHS: u32 = 2;
    let sentence = document.sentences()[document.sentence_of(mention.tokens.start)];
    let before = sentence.tokens().start..mention.tokens.start;
    let is_name = |token: usize| matches!(document.tokens()[token].shape, Shape::Upper | Shape::Capitalised);
    sentence.paragraph < PARAGRAPHS && (1..=PLACE).contains(&before.len()) && before.into_iter().all(is_name)
}

/// Whether a date with its year ends a short line that is no sentence, as under a headline: "By the
/// desk, September 21, 2017". Such a date is that of a publication.
pub(crate) fn ends_a_header(document: &Document, mention: &TimeMention) -> bool {
    /// Longer lines are paragraphs.
    const LONGEST: usize = 90;
    let full = date_of(&mention.symbol).is_some_and(|date| date.year.is_some() && date.day.is_some());
    let span = document.bytes(mention.tokens.clone());
    let text = document.text();
    let line = &text[..span.start as usize];
    let line = line.rfind('\n').map_or(line, |at| &line[at + 1..]);
    let Some(rest) = text[span.end as usize..].split_once('\n').map(|(rest, _)| rest.trim()) else {
        return false;
    };
    let governed = mention.tokens.start.checked_sub(1).is_some_and(|before| {
        let word = document.word(before).to_lowercase();
        matches!(word.as_str(), "on" | "in" | "since" | "by" | "until" | "from" | "of" | "to" | "the" | "and")
    });
    let clock = rest.chars().all(|c| !c.is_alphabetic() || c.is_uppercase() || matches!(c, 'p' | 'a' | 'm'));
    full && !governed && line.len() < LONGEST && rest.len() < 16 && clock
}

fn begins_line(document: &Document, token: usize) -> bool {
    let start = document.tokens()[token].start as usize;
    document.text()[..start].trim_end_matches([' ', '\t']).ends_with('\n')
}
