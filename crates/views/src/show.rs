use crate::decisions::{claim_words, decided, rejected};
use crate::reports::tie;
use crate::why::links;
use crate::words::{figure_words, what_words};
use crate::{Decided, DecisionFilter, DecisionRow, IncidentRow, RejectedRow, ViewError, decisions, evidence};
use cairn_model::{
    ActorSide, ActorValue, Claim, ClaimId, Corroboration, Day, Decider, Disagreement, FamilyId, Hand,
    Incident, Reliability, Report, ReportId, Span, Stake, Standing, Status, Tie,
};
use cairn_store::{Record, Register};
use serde::Serialize;
use std::collections::BTreeMap;

/// One incident with all that it rests on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IncidentView {
    /// The incident on one line.
    pub incident: IncidentRow,
    /// What the claims do not agree on.
    pub disagreements: Vec<Disagreement>,
    /// What several first hands agree on.
    pub corroborations: Vec<Corroboration>,
    /// Each claimant's figures, the oldest first; the last one holds.
    pub figures: Vec<FigureRow>,
    /// The parties, each with the words of each outlet.
    pub parties: Vec<PartyWords>,
    /// The reports that tell of it, by day and id, each with whose text it has.
    pub reports: Vec<ReportSource>,
    /// The sentences, by day, report and place in the report.
    pub sentences: Vec<Sentence>,
    /// Why its reports were put together, the strongest link first.
    pub links: Vec<LinkRow>,
    /// Its claims that people rejected: they count nowhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rejected: Vec<RejectedRow>,
    /// The letters that people gave its origins and outlets, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub grades: BTreeMap<String, Reliability>,
    /// The digit that a person gave it in place of the suggested credibility, with who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// What people decided about it and its claims, in the order of their numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<DecisionRow>,
}

/// The credibility that a person gave an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rating {
    /// The digit of the Admiralty code, 1 to 6.
    pub digit: u8,
    /// Who gave it.
    pub by: Decider,
}

/// A report, and whose text it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportSource {
    /// The report.
    pub report: ReportId,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its day of publication.
    pub published: Option<Day>,
    /// The reports that share its text, itself included.
    pub family: FamilyId,
    /// What its text has to do with that of another, and why.
    pub tie: Option<Tie>,
}

/// Why two reports tell of one incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkRow {
    /// The two reports, by outlet and day.
    pub between: [String; 2],
    /// Strength in thousandths.
    pub score: i32,
    /// Why, in words.
    pub reasons: Vec<String>,
}

/// One claimant's figures for one thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureRow {
    /// What is counted: `killed civilian`; with its words where it is one of several sorts: `destroyed
    /// vehicle: 46 armed pickups`.
    pub what: String,
    /// Who states it.
    pub claimant: String,
    /// Whose losses they are, where the claimant is a party to the fighting.
    pub stake: Option<Stake>,
    /// The figures in words, the oldest first, each with the day of the oldest report.
    pub figures: Vec<DatedFigure>,
    /// Whether the last one is a share of a larger figure.
    pub part_of: bool,
    /// How many of the wounded whom the last one counts died, and are counted among the killed.
    pub died: u64,
    /// How many claims state the last one.
    pub claims: usize,
}

/// A figure in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DatedFigure {
    /// The figure: `about 40`.
    pub figure: String,
    /// Day the oldest report that states it was published.
    pub published: Option<Day>,
}

/// A party's neutral name beside what outlets call it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartyWords {
    /// The neutral name.
    pub name: String,
    /// What sort of party it is.
    pub side: ActorSide,
    /// The words of each outlet, sorted.
    pub words: Vec<OutletWords>,
}

/// An outlet's own words for a party.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct OutletWords {
    /// The outlet; the report's id where it names none.
    pub outlet: String,
    /// Its words.
    pub words: String,
}

/// One sentence of a report with what it says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sentence {
    /// The report.
    pub report: ReportId,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its day of publication.
    pub published: Option<Day>,
    /// Where the sentence stands, in code points of the report's text.
    pub span: Span,
    /// The sentence.
    pub text: String,
    /// The claims that it shows.
    pub says: Vec<Saying>,
}

/// A claim in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Saying {
    /// The claim.
    pub claim: ClaimId,
    /// What it says: `killed fighter: about 40`.
    pub words: String,
    /// Whether it is said to have happened.
    pub status: Status,
    /// Whose losses the claimant speaks of, where it is a party to the fighting.
    pub stake: Option<Stake>,
    /// The chain of hands, the first hand first.
    pub chain: Vec<Hand>,
    /// Who made it, where Cairn's rules did not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made_by: Option<String>,
    /// What people decided about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<Decided>,
}

/// One incident by its id, or by the first letters of it.
pub fn show(register: &Register, id: &str) -> Result<IncidentView, ViewError> {
    let incident = evidence::incident(register, id)?;
    let claims = evidence::claims(register, &incident)?;
    let reports = evidence::reports(register, &incident)?;
    let standings = decided(register, &incident.reports)?;
    let (mut history, mut rating) = (Vec::new(), None);
    if register.has_decisions()? {
        history = decisions(register, Some(&Record::Incident(incident.id.clone())), DecisionFilter::All)?;
        rating = register.rating(&incident.id)?.map(|(digit, numbered)| Rating {
            digit,
            by: Decider {
                decision: numbered.decision.id,
                who: numbered.decision.who,
                when: numbered.decision.when,
                why: numbered.decision.why,
            },
        });
    }
    Ok(IncidentView {
        rejected: rejected(register, incident.id.as_str())?,
        grades: grades(register, &incident)?,
        rating,
        decisions: history,
        incident: IncidentRow::of(&incident),
        figures: figures(&incident),
        parties: party_words(&incident, &claims, &reports),
        reports: sources(register, &incident)?,
        sentences: sentences(&claims, &reports, &standings),
        links: links(register, incident.id.as_str(), "same")?,
        disagreements: incident.disagreements,
        corroborations: incident.corroborations,
    })
}

/// The letters of an incident's origins and outlets.
fn grades(register: &Register, incident: &Incident) -> Result<BTreeMap<String, Reliability>, ViewError> {
    let grades = register.grades()?;
    let names = incident.origins.iter().map(|origin| &origin.name).chain(&incident.outlets);
    let graded = names.filter_map(|name| Some((name.clone(), *grades.get(&cairn_decide::fold(name))?)));
    Ok(graded.collect())
}

fn sources(register: &Register, incident: &Incident) -> Result<Vec<ReportSource>, ViewError> {
    let sql = "SELECT outlet, published, family, tie FROM report JOIN grouped_report ON report = number \
               WHERE id = ?1";
    let mut statement = register.connection().prepare_cached(sql)?;
    let mut found = Vec::with_capacity(incident.reports.len());
    for report in &incident.reports {
        let mut rows = statement.query([report.as_str()])?;
        while let Some(row) = rows.next()? {
            let published: Option<String> = row.get(1)?;
            found.push(ReportSource {
                report: report.clone(),
                outlet: row.get(0)?,
                published: published.and_then(|day| day.parse().ok()),
                family: FamilyId::new(row.get::<_, String>(2)?),
                tie: tie(row.get(3)?)?,
            });
        }
    }
    Ok(found)
}

fn figures(incident: &Incident) -> Vec<FigureRow> {
    let row = |series: &cairn_model::FigureSeries| FigureRow {
        what: {
            let what = what_words(series.kind, Some(series.object), series.group);
            series.sort.as_ref().map_or(what.clone(), |sort| format!("{what}: {sort}"))
        },
        claimant: series.origin.name.clone(),
        stake: series.stake,
        figures: series
            .points
            .iter()
            .map(|point| DatedFigure { figure: figure_words(&point.figure), published: point.published })
            .collect(),
        part_of: series.points.last().is_some_and(|point| point.part_of),
        died: series.points.last().map_or(0, |point| point.died),
        claims: series.points.last().map_or(0, |point| point.claims.len()),
    };
    incident.figures.iter().map(row).collect()
}

/// The incident's parties, each with what each outlet's report calls it, repeated words once.
fn party_words(
    incident: &Incident,
    claims: &[Claim],
    reports: &BTreeMap<ReportId, Report>,
) -> Vec<PartyWords> {
    let mut parties: Vec<(&ActorValue, PartyWords)> = Vec::new();
    for party in &incident.parties {
        if parties.iter().all(|(known, _)| known.name != party.name) {
            let row = PartyWords { name: party.name.clone(), side: party.side, words: Vec::new() };
            parties.push((party, row));
        }
    }
    // A group that was renamed between two reports has two names and one id.
    let one = |a: &ActorValue, b: &ActorValue| a.name == b.name || (a.id.is_some() && a.id == b.id);
    for claim in claims {
        let Some(outlet) = reports.get(&claim.report).map(outlet_or_id) else { continue };
        for actor in [&claim.actor, &claim.target].into_iter().flatten() {
            let Some((_, row)) = parties.iter_mut().find(|(party, _)| one(party, actor)) else { continue };
            let said = OutletWords { outlet: outlet.to_owned(), words: actor.words.clone() };
            let repeats = |known: &OutletWords| {
                known.outlet == said.outlet && words_alone(&known.words) == words_alone(&said.words)
            };
            if !row.words.iter().any(repeats) {
                row.words.push(said);
            }
        }
    }
    parties
        .into_iter()
        .map(|(_, mut row)| {
            row.words.sort();
            row
        })
        .collect()
}

/// Words without letter case and leading article, to tell repeated ones.
fn words_alone(words: &str) -> String {
    let folded = cairn_store::fold(words);
    let without = |article| folded.strip_prefix(article).map(str::to_owned);
    without("the ").or_else(|| without("a ")).or_else(|| without("an ")).unwrap_or(folded)
}

pub(crate) fn outlet_or_id(report: &Report) -> &str {
    report.outlet.as_deref().unwrap_or(report.id.as_str())
}

fn sentences(
    claims: &[Claim],
    reports: &BTreeMap<ReportId, Report>,
    standings: &BTreeMap<ClaimId, Standing>,
) -> Vec<Sentence> {
    let mut sentences: BTreeMap<_, Sentence> = BTreeMap::new();
    let mut claims: Vec<&Claim> = claims.iter().collect();
    claims.sort_by_key(|claim| (claim.evidence.figure.or(claim.evidence.trigger), &claim.id));
    for claim in claims {
        let Some(report) = reports.get(&claim.report) else { continue };
        let span = claim.evidence.sentence;
        let place = (report.published.is_none(), report.published, &report.id, span);
        let sentence = sentences.entry(place).or_insert_with(|| Sentence {
            report: report.id.clone(),
            outlet: report.outlet.clone(),
            published: report.published,
            span,
            text: span.of(&report.text).to_owned(),
            says: Vec::new(),
        });
        sentence.says.push(Saying {
            claim: claim.id.clone(),
            words: claim_words(claim),
            status: claim.status,
            stake: claim.stake,
            chain: claim.attribution.0.clone(),
            made_by: claim.made_by.clone(),
            decided: standings.get(&claim.id).and_then(Decided::of),
        });
    }
    sentences.into_values().collect()
}
