//! Full text over reports and what their claims came to.

use crate::ViewError;
use crate::reports::{ReportRow, report_row};
use cairn_model::Claim;
use cairn_store::{Register, TOKENIZER, searched_names};
use rusqlite::Connection;
use serde::Serialize;

/// More reports than this are not ranked: that would take seconds in a large register.
const RANKED: usize = 2_000;

/// Around words that are found. No text of a report has them: control characters are no words.
const ON: char = '\u{1}';
const OFF: char = '\u{2}';

/// What is found for some words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// How many reports have them; none where there are more than are counted.
    pub reports: Option<usize>,
    /// One page of them, the best first; where `reports` is none, those that were added first.
    pub hits: Vec<Hit>,
}

/// A report that has the words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// The report on one line.
    pub report: ReportRow,
    /// The title in pieces, likewise.
    pub title: Vec<(String, bool)>,
    /// The words where they stand, in pieces; `true` for those that were found.
    pub snippet: Vec<(String, bool)>,
    /// Claims in whose sentences the words stand, or whose parties and places have them, in the order of
    /// the text; a few at most.
    pub claims: Vec<Claim>,
}

/// So many claims are shown for one report.
const CLAIMS: usize = 4;

/// The expression of FTS5 (https://sqlite.org/fts5.html, 3) for what a person types: words that must all be
/// there, "words in this order", -without, beginnings*, and OR between two of them. None for nothing to look
/// for.
pub fn search_expression(words: &str) -> Option<String> {
    let mut expression = String::new();
    let mut without = String::new();
    let mut is_either = false;
    for (term, is_phrase) in terms(words) {
        if term == "OR" && !is_phrase {
            is_either = !expression.is_empty();
            continue;
        }
        let (is_not, term) = match term.strip_prefix('-') {
            Some(rest) if !is_phrase => (true, rest),
            _ => (false, term.as_str()),
        };
        let (term, star) = term.strip_suffix('*').map_or((term, ""), |start| (start, "*"));
        if !term.contains(char::is_alphanumeric) {
            continue;
        }
        let quoted = format!("\"{}\"{star}", term.replace('"', "\"\""));
        let (to, joint) = match is_not {
            true => (&mut without, " OR "),
            false if is_either => (&mut expression, " OR "),
            false => (&mut expression, " AND "),
        };
        if !to.is_empty() {
            to.push_str(joint);
        }
        to.push_str(&quoted);
        is_either = false;
    }
    match (expression.is_empty(), without.is_empty()) {
        (true, _) => None,
        (false, true) => Some(expression),
        (false, false) => Some(format!("({expression}) NOT ({without})")),
    }
}

/// The words of a search, with what stands in quotation marks as one.
fn terms(words: &str) -> Vec<(String, bool)> {
    let mut terms = Vec::new();
    for (at, part) in words.replace(['“', '”'], "\"").split('"').enumerate() {
        match at % 2 {
            1 => terms.push((part.to_owned(), true)),
            _ => terms.extend(part.split_whitespace().map(|word| (word.to_owned(), false))),
        }
    }
    terms
}

/// The reports that have some words. `expression`: see [`search_expression`].
pub fn search(register: &Register, expression: &str, skip: usize, take: usize) -> Result<Found, ViewError> {
    let connection = register.connection();
    let sql = "SELECT count(*) FROM (SELECT rowid FROM search WHERE search MATCH ?1 LIMIT ?2)";
    let counted: i64 =
        connection.prepare_cached(sql)?.query_row((expression, RANKED as i64 + 1), |row| row.get(0))?;
    let is_few = counted as usize <= RANKED;
    // A word of the title or of a name says more than one of the text.
    let order = if is_few { "bm25(search, 4.0, 1.0, 2.0), rowid" } else { "rowid" };
    let sql = format!(
        "SELECT id, title, plain(text) FROM report JOIN \
         (SELECT rowid AS number, row_number() OVER (ORDER BY {order}) AS place FROM search WHERE search MATCH ?1 \
          ORDER BY {order} LIMIT ?2 OFFSET ?3) USING (number) ORDER BY place"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query((expression, take as i64, skip as i64))?;
    let lamp = Lamp::new()?;
    let mut hits = Vec::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        let (title, text): (Option<String>, String) = (row.get(1)?, row.get(2)?);
        let Some(report) = report_row(register, &id)? else { continue };
        let claims = register.claims(&report.report)?;
        let lit = lamp.light(expression, title.as_deref(), &text, &searched_names(&claims))?;
        let lit_title = pieces(&lit.title);
        let title = if lit_title.is_empty() { vec![(report.title.clone(), false)] } else { lit_title };
        hits.push(Hit { report, title, snippet: pieces(&lit.snippet), claims: chosen(claims, &lit) });
    }
    Ok(Found { reports: is_few.then_some(counted as usize), hits })
}

/// Finds where in a text the words stand, by the very rules by which the report was found.
struct Lamp(Connection);

/// A text with its words marked.
struct Lit {
    title: String,
    snippet: String,
    /// Spans of found words in the text, in code points.
    spans: Vec<(u32, u32)>,
    /// Found words of the names, in lower case.
    names: Vec<String>,
}

impl Lamp {
    fn new() -> Result<Self, ViewError> {
        let connection = Connection::open_in_memory()?;
        let sql =
            format!("CREATE VIRTUAL TABLE one USING fts5 (title, text, names, tokenize = '{TOKENIZER}')");
        connection.execute_batch(&sql)?;
        Ok(Self(connection))
    }

    fn light(
        &self,
        expression: &str,
        title: Option<&str>,
        text: &str,
        names: &str,
    ) -> Result<Lit, ViewError> {
        self.0.execute("DELETE FROM one", [])?;
        self.0.execute("INSERT INTO one (title, text, names) VALUES (?1, ?2, ?3)", (title, text, names))?;
        let sql = "SELECT snippet(one, 1, char(1), char(2), '…', 36), highlight(one, 1, char(1), char(2)), \
                   highlight(one, 2, char(1), char(2)), highlight(one, 0, char(1), char(2)) FROM one WHERE one MATCH ?1";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([expression])?;
        let Some(row) = rows.next()? else {
            return Ok(Lit {
                title: String::new(),
                snippet: String::new(),
                spans: Vec::new(),
                names: Vec::new(),
            });
        };
        let (text, names): (String, String) = (row.get(1)?, row.get(2)?);
        let names = pieces(&names).into_iter().filter(|(_, found)| *found);
        Ok(Lit {
            title: row.get::<_, Option<String>>(3)?.unwrap_or_default(),
            snippet: row.get(0)?,
            spans: spans(&text),
            names: names.map(|(words, _)| words.to_lowercase()).collect(),
        })
    }
}

/// A marked text in pieces.
fn pieces(marked: &str) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    for (at, part) in marked.split(ON).enumerate() {
        let (found, rest) = match at {
            0 => ("", part),
            _ => part.split_once(OFF).unwrap_or((part, "")),
        };
        pieces.extend([(found.to_owned(), true), (rest.to_owned(), false)]);
    }
    pieces.retain(|(words, _)| !words.is_empty());
    pieces
}

fn spans(marked: &str) -> Vec<(u32, u32)> {
    let mut at = 0;
    let mut spans = Vec::new();
    for (words, found) in pieces(marked) {
        let end = at + words.chars().count() as u32;
        if found {
            spans.push((at, end));
        }
        at = end;
    }
    spans
}

/// The claims that have the words, in the order of the text.
fn chosen(mut claims: Vec<Claim>, lit: &Lit) -> Vec<Claim> {
    claims.retain(|claim| {
        let sentence = claim.evidence.sentence;
        let named = || {
            let parties =
                [&claim.actor, &claim.target].into_iter().flatten().map(|party| party.name.as_str());
            let place = claim.place.as_ref().map(|place| place.resolved.as_deref().unwrap_or(&place.name));
            let own: Vec<String> = parties.chain(place).map(str::to_lowercase).collect();
            lit.names.iter().any(|word| own.iter().any(|name| name.contains(word)))
        };
        lit.spans.iter().any(|(start, end)| *start < sentence.end && sentence.start < *end) || named()
    });
    claims.sort_by_key(|claim| (claim.evidence.figure.or(claim.evidence.trigger), claim.id.clone()));
    claims.truncate(CLAIMS);
    claims
}

#[cfg(test)]
mod tests {
    use super::{pieces, search_expression, spans};

    #[test]
    fn what_people_type_becomes_an_expression() {
        for (typed, expression) in [
            ("barrel bomb", Some("\"barrel\" AND \"bomb\"")),
            ("\"barrel bomb\" Idlib", Some("\"barrel bomb\" AND \"Idlib\"")),
            ("shell* -market", Some("(\"shell\"*) NOT (\"market\")")),
            ("Homs OR Hama", Some("\"Homs\" OR \"Hama\"")),
            ("“car bomb”", Some("\"car bomb\"")),
            ("AND NOT NEAR(", Some("\"AND\" AND \"NOT\" AND \"NEAR(\"")),
            ("-market", None),
            ("  ( ", None),
        ] {
            assert_eq!(search_expression(typed).as_deref(), expression, "{typed}");
        }
    }

    #[test]
    fn marks_become_code_points() {
        let marked = "Ça \u{1}brûle\u{2} à \u{1}Homs\u{2}.";
        assert_eq!(spans(marked), [(3, 8), (11, 15)]);
        assert_eq!(pieces("\u{1}a\u{2}b"), [("a".to_owned(), true), ("b".to_owned(), false)]);
    }
}
