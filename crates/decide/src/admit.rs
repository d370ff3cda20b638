//! Claims that were made elsewhere: which are admitted, and why the others are not.

use crate::numerals::numbers;
use crate::words::{Names, WordsError, correction};
use cairn_model::{
    Attribution, Claim, ClaimId, ClaimKey, Correction, EventType, Evidence, Field, Figure, Hand, HandRole,
    Kind, Object, Period, Report, ReportId, RulesetDigest, Span, Status, TimeBasis, TimeValue, settled,
};
use serde::Deserialize;
use std::collections::BTreeMap;
use thiserror::Error;

/// A claim as another tool, or a person, writes it down: `report`, `quote`, `made_by`, and the fields of
/// [`Field`] by their names, each a word of its closed list, a number or a text.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct OutsideClaim {
    /// The report's id.
    pub report: ReportId,
    /// The sentence that states it, word for word.
    pub quote: String,
    /// Who made it: a tool with its version, or a person.
    #[serde(default)]
    pub made_by: Option<String>,
    /// How sure its maker is, 0 to 1.
    #[serde(default)]
    pub confidence: Option<f64>,
    /// The other fields.
    #[serde(flatten)]
    pub fields: BTreeMap<String, serde_json::Value>,
}

/// Why a claim is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// There is no such report.
    #[error("there is no report `{0}`")]
    Report(ReportId),
    /// It does not say who made it.
    #[error("it does not say who made it")]
    Maker,
    /// The quotation is empty.
    #[error("it quotes nothing")]
    NoQuote,
    /// The quotation is not in the report.
    #[error("its quotation is not in the report: “{0}”")]
    Quote(String),
    /// The quotation stands in the report several times, in other words than exactly these.
    #[error("its quotation could be any of {1} places of the report: “{0}”")]
    Places(String, usize),
    /// The number is not in the quotation.
    #[error("its figure {number} is not in its quotation, which has {}", listed(.has))]
    Number {
        /// The number.
        number: u64,
        /// The numbers that the quotation has.
        has: Vec<u64>,
    },
    /// The words of a count are not in the quotation.
    #[error("its words `{0}` are not in its quotation")]
    Vague(String),
    /// A field that claims do not have.
    #[error("claims have no field `{0}`")]
    Field(String),
    /// A field has a value that is none of its values.
    #[error(transparent)]
    Words(#[from] WordsError),
    /// It says neither what happened nor to whom.
    #[error("it has no kind")]
    NoKind,
    /// It counts something and does not say what.
    #[error("it counts {0} and does not say of what")]
    NoObject(Kind),
    /// A range whose ends are the wrong way round.
    #[error("its range goes from {0} to {1}")]
    Range(u64, u64),
}

fn listed(numbers: &[u64]) -> String {
    match numbers {
        [] => "no number".to_owned(),
        some => some.iter().map(u64::to_string).collect::<Vec<_>>().join(", "),
    }
}

impl Refusal {
    /// What can be done about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Report(_) => "Add the report first; `cairn reports` lists the ids.",
            Self::Maker => "Name the tool with its version, or the person, in `made_by`.",
            Self::NoQuote | Self::Quote(_) => "Quote the sentence word for word in `quote`.",
            Self::Places(..) => "Quote more of the sentence, exactly as it stands.",
            Self::Number { .. } => "Quote the sentence that has the number, or give the number that it has.",
            Self::Vague(_) => "Give the words as they stand in the sentence.",
            Self::Field(_) => "docs/guide/claims.md lists the fields; leave out what is none of them.",
            Self::Words(_) => "docs/guide/claims.md lists the values.",
            Self::NoKind => "Say what happened in `kind`: killed, wounded, displaced, ... or event.",
            Self::NoObject(_) => "Say what is counted in `object`: people, house, tank, ...",
            Self::Range(..) => "Put the lower end into `n`, the upper one into `n_max`.",
        }
    }
}

/// Fields of `cairn extract` that say how a claim was made or where it stands. They are read over, so that its
/// lines, corrected by hand, can be given back.
const READ_OVER: &[&str] = &[
    "claim",
    "rules",
    "ruleset",
    "evidence",
    "attribution",
    "place_id",
    "lat",
    "lon",
    "precision",
    "stake",
    "accuser",
    "record",
    "key",
    "id",
    "text",
    "decided",
];

/// Makes a claim of what was made elsewhere; `report` is the one that it names, none where there is none.
///
/// # Errors
/// Why it is refused.
pub fn admit(outside: &OutsideClaim, report: Option<&Report>, names: &dyn Names) -> Result<Claim, Refusal> {
    let Some(report) = report.filter(|report| report.id == outside.report) else {
        return Err(Refusal::Report(outside.report.clone()));
    };
    let made_by = outside.made_by.as_deref().map(str::trim).filter(|maker| !maker.is_empty());
    let Some(made_by) = made_by else { return Err(Refusal::Maker) };
    let sentence = quoted(&report.text, &outside.quote)?;
    let mut claim = blank(report, sentence, made_by);
    if let Some(confidence) = outside.confidence {
        claim.confidence = (confidence.clamp(0.0, 1.0) * 1000.0).round() as u16;
    }

    let mut given: Vec<(Field, String)> = Vec::new();
    for (name, value) in &outside.fields {
        if READ_OVER.contains(&name.as_str()) {
            continue;
        }
        let field: Field = name.parse().map_err(|_| Refusal::Field(name.clone()))?;
        let words = match value {
            serde_json::Value::Null => continue,
            serde_json::Value::String(words) => words.clone(),
            other => other.to_string(),
        };
        given.push((field, words));
    }
    // In the order of the fields: a party's name depends on the place and the day.
    given.sort_by_key(|(field, _)| (matches!(field, Field::Actor | Field::Target), *field));
    let mut fixed: Vec<Field> = Vec::new();
    for (field, words) in &given {
        correction(*field, words, &claim, names)?.put(&mut claim);
        fixed.push(*field);
    }
    if !fixed.contains(&Field::Kind) {
        return Err(Refusal::NoKind);
    }
    check_figure(&claim, sentence.of(&report.text))?;
    if claim.kind != Kind::Event && claim.object.is_none() {
        if !matches!(claim.kind, Kind::Killed | Kind::Wounded | Kind::Displaced | Kind::Missing) {
            return Err(Refusal::NoObject(claim.kind));
        }
        // Nothing but people is killed, wounded, missing or displaced.
        Correction::Object(Some(Object::People)).put(&mut claim);
    }
    let claim = settled(claim, |field| fixed.contains(&field));
    Ok(claim.with_identity())
}

/// A claim that says nothing yet.
fn blank(report: &Report, sentence: Span, made_by: &str) -> Claim {
    let outlet = report.outlet.clone().map(|name| Hand {
        name,
        role: HandRole::Outlet,
        cue: None,
        manner: None,
        span: None,
    });
    // The day of publication is the last day on which it can have happened, and never the day itself.
    let time = TimeValue {
        end: report.dated.or(report.published),
        basis: TimeBasis::Publication,
        ..TimeValue::unknown()
    };
    Claim {
        id: ClaimId::new(""),
        key: ClaimKey::new(""),
        report: report.id.clone(),
        kind: Kind::Event,
        event_type: EventType::Other,
        object: None,
        group: None,
        figure: Figure::none(),
        period: Period::Incident,
        status: Status::Asserted,
        attribution: Attribution(outlet.into_iter().collect()),
        stake: None,
        actor: None,
        actor_basis: None,
        accuser: None,
        target: None,
        instrument: None,
        place: None,
        time,
        agreement: None,
        part_of: false,
        evidence: Evidence { sentence, figure: None, trigger: None },
        rules: Vec::new(),
        ruleset: RulesetDigest::new("none"),
        confidence: 0,
        made_by: Some(made_by.to_owned()),
    }
}

fn check_figure(claim: &Claim, quote: &str) -> Result<(), Refusal> {
    let has = numbers(quote);
    let figure = &claim.figure;
    for number in [figure.n, figure.n_max].into_iter().flatten() {
        // One child, "a man": the article counts.
        let article = number == 1
            && quote.split_whitespace().any(|word| {
                matches!(word.to_lowercase().trim_matches(|c: char| !c.is_alphanumeric()), "a" | "an")
            });
        if !has.contains(&number) && !article {
            return Err(Refusal::Number { number, has });
        }
    }
    if let Some((low, high)) = figure.n.zip(figure.n_max)
        && low > high
    {
        return Err(Refusal::Range(low, high));
    }
    match &figure.vague {
        Some(words) if !quote.to_lowercase().contains(&words.to_lowercase()) => {
            Err(Refusal::Vague(words.clone()))
        }
        _ => Ok(()),
    }
}

/// Where a quotation stands in a text: exactly, the first time; else where spaces and quotation marks may
/// differ, if it stands there once.
pub(crate) fn quoted(text: &str, quote: &str) -> Result<Span, Refusal> {
    let quote = quote.trim();
    if quote.is_empty() {
        return Err(Refusal::NoQuote);
    }
    let span = |start: usize, n: usize| Span::new(start as u32, (start + n) as u32);
    if let Some(at) = text.find(quote) {
        return Ok(span(text[..at].chars().count(), quote.chars().count()));
    }
    let (text, at) = folded(text);
    let (quote_folded, _) = folded(quote);
    let mut found: Vec<Span> = Vec::new();
    let n = quote_folded.len();
    for start in 0..text.len().saturating_sub(n.saturating_sub(1)) {
        if n > 0 && text[start..start + n] == quote_folded[..] {
            found.push(Span::new(at[start], at[start + n - 1] + 1));
        }
    }
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(Refusal::Quote(shortened(quote))),
        several => Err(Refusal::Places(shortened(quote), several.len())),
    }
}

/// The characters of a text with one space for any number of them and plain quotation marks and dashes, each
/// with its place in code points.
fn folded(text: &str) -> (Vec<char>, Vec<u32>) {
    let (mut chars, mut at) = (Vec::new(), Vec::new());
    for (place, c) in (0u32..).zip(text.chars()) {
        let plain = match c {
            '“' | '”' | '„' | '«' | '»' | '″' => '"',
            '‘' | '’' | '‚' | '′' | '`' | '´' => '\'',
            '‐' | '‑' | '–' | '—' => '-',
            c if c.is_whitespace() || c == '\u{200b}' => ' ',
            c => c,
        };
        if plain == ' ' && chars.last().is_none_or(|last| *last == ' ') {
            continue;
        }
        chars.push(plain);
        at.push(place);
    }
    (chars, at)
}

fn shortened(quote: &str) -> String {
    match quote.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &quote[..end]),
        None => quote.to_owned(),
    }
}
