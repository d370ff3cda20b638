use crate::ViewError;
use cairn_model::{Day, FamilyId, IncidentId, ReportId, Tie};
use cairn_store::Register;
use serde::Serialize;

/// A report on one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportRow {
    /// Its id.
    pub report: ReportId,
    /// Who published it.
    pub outlet: Option<String>,
    /// The day of publication.
    pub published: Option<Day>,
    /// The headline, or the first words of the text.
    pub title: String,
    /// Whether `title` is the text's first words.
    pub untitled: bool,
    /// The language (ISO 639-1) where it is one that is not read for claims.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unread: Option<String>,
    /// How many claims it makes.
    pub claims: u32,
    /// How many other reports are copies or rewrites of the same text.
    pub copies: u32,
    /// The family of these; none before the report is linked.
    pub family: Option<FamilyId>,
    /// What its text has to do with that of another, and why; none where it had the text first or has
    /// it alone.
    pub tie: Option<Tie>,
    /// The incident that it is chiefly about, where it makes a claim of it.
    pub incident: Option<IncidentId>,
    /// All incidents that its claims belong to, by id.
    pub incidents: Vec<IncidentId>,
}

/// How many code points of an untitled text stand for its headline.
const FIRST_WORDS: usize = 80;

const COLUMNS: &str = "SELECT r.id, r.outlet, r.published, r.title IS NULL, \
    coalesce(r.title, substr(plain(r.text), 1, ?1)), \
    (SELECT count(*) FROM current_claim WHERE report = r.id), \
    (SELECT count(*) - 1 FROM grouped_report AS f WHERE f.family = \
       (SELECT family FROM grouped_report WHERE report = r.number)), \
    (SELECT group_concat(i.id) FROM incident_report AS m JOIN incident AS i ON i.number = m.incident \
       WHERE m.report = r.number), \
    (SELECT g.incident FROM grouped_report AS g JOIN incident ON incident.id = g.incident \
       WHERE g.report = r.number), \
    (SELECT family FROM grouped_report WHERE report = r.number), \
    (SELECT tie FROM grouped_report WHERE report = r.number), \
    nullif(r.language, 'en') \
    FROM report AS r";

/// Every report, by day and id; those without a day come last.
pub fn reports(register: &Register) -> Result<Vec<ReportRow>, ViewError> {
    let sql = format!("{COLUMNS} ORDER BY r.published IS NULL, r.published, r.id");
    rows(register, &sql, [FIRST_WORDS as i64 + 1])
}

/// One report by its full id.
pub(crate) fn report_row(register: &Register, id: &str) -> Result<Option<ReportRow>, ViewError> {
    let sql = format!("{COLUMNS} WHERE r.id = ?2");
    Ok(rows(register, &sql, (FIRST_WORDS as i64 + 1, id))?.pop())
}

fn rows(register: &Register, sql: &str, with: impl rusqlite::Params) -> Result<Vec<ReportRow>, ViewError> {
    let mut statement = register.connection().prepare_cached(sql)?;
    let mut rows = statement.query(with)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let published: Option<String> = row.get(2)?;
        let incidents: Option<String> = row.get(7)?;
        let (untitled, mut title): (bool, String) = (row.get(3)?, row.get(4)?);
        if untitled {
            title = first_words(&title);
        }
        let mut incidents: Vec<IncidentId> =
            incidents.iter().flat_map(|ids| ids.split(',')).map(IncidentId::new).collect();
        incidents.sort();
        found.push(ReportRow {
            report: ReportId::new(row.get::<_, String>(0)?),
            outlet: row.get(1)?,
            published: published.and_then(|day| day.parse().ok()),
            title,
            untitled,
            unread: row.get(11)?,
            claims: row.get(5)?,
            copies: row.get::<_, Option<u32>>(6)?.unwrap_or(0),
            family: row.get::<_, Option<String>>(9)?.map(FamilyId::new),
            tie: tie(row.get(10)?)?,
            incident: row.get::<_, Option<String>>(8)?.map(IncidentId::new),
            incidents,
        });
    }
    Ok(found)
}

/// A tie as the register keeps it.
pub(crate) fn tie(value: Option<String>) -> Result<Option<Tie>, ViewError> {
    Ok(value.map(|value| serde_json::from_str(&value)).transpose()?)
}

/// The first words of a text on one line, with an ellipsis where more follow.
fn first_words(text: &str) -> String {
    let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = words.char_indices().nth(FIRST_WORDS) {
        words.truncate(words[..at].trim_end().len());
        words.push('…');
    }
    words
}
