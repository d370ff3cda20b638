mod serve;

pub use serve::{People, RoleArg, Serve, User};

use crate::places::country_of;
use cairn_model::{ActorSide, Day, EventType, Field, Kind};
use cairn_views::eventreport::Model;
use cairn_views::{Coarsening, ExportFormat, Filter, Profile, Table};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Reads news reports of armed conflict into a register that can be checked claim by claim.
///
/// A register is one file (cairn.db unless --db names another). `add` fills it; all other commands
/// ask it. Every claim leads back to the sentence it was read from and to the person who said it.
#[derive(Debug, Parser)]
#[command(name = "cairn", version = VERSION, after_help = EXAMPLES, max_term_width = 100)]
#[command(propagate_version = true, disable_help_subcommand = true)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// The register.
    #[arg(long, global = true, value_name = "FILE", default_value = "cairn.db")]
    pub db: PathBuf,

    /// Read `rules/en` and `lexicons/en` from this folder instead of those built in.
    #[arg(long, global = true, value_name = "DIR")]
    pub rules: Option<PathBuf>,

    /// How many threads read reports [default: one a core]. The result is the same for any number.
    #[arg(long, global = true, value_name = "N")]
    pub threads: Option<NonZeroUsize>,

    /// Print JSON, one value a line.
    #[arg(long, global = true)]
    pub json: bool,

    /// Print without colours; so does the variable NO_COLOR.
    #[arg(long, global = true)]
    pub no_color: bool,
}

const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\nPlaces: GeoNames (geonames.org), CC BY 4.0");

const EXAMPLES: &str = "\
Examples:
  cairn add reports                     read a folder into cairn.db and list the incidents
  cairn incidents --place Idlib --since 2019-05-01
  cairn show i-81a5d049                 one incident: figures by claimant, sentences, chains
  cairn why c-892ba762                  one claim: its sentence, its words, its rules
  cairn why i-81a5d049                  one incident: what puts its reports together
  cairn trace \"Two were killed.\"        one sentence, level by level
  cairn extract wire.txt                print claims as JSON Lines, without a register
  cairn serve                           the register in a browser, on this machine only
  cairn export --format geojson > incidents.geojson";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read reports into the register and group them into incidents.
    Add(Add),
    /// Print the claims of reports as JSON Lines, without a register.
    Extract(Extract),
    /// List incidents.
    Incidents(Incidents),
    /// Show one incident: each claimant's figures, each sentence, each chain of hands.
    Show {
        /// The incident's id, or the first letters of it.
        id: String,
    },
    /// Show what one claim rests on (its sentence, its words, its rules), or what puts the reports of
    /// one incident together.
    Why {
        /// The id of a claim (c-...) or of an incident (i-...), or the first letters of it.
        id: String,
    },
    /// Show what each level of the rules finds in a text.
    #[command(after_help = "\
Example:
  cairn trace \"Three soldiers were wounded, police said.\"
  cairn trace \"Three soldiers wounded police.\" --rule harm-passive")]
    Trace {
        /// The text.
        text: String,
        /// Tell only what became of this rule: how far it got, and what it asked for next.
        #[arg(long, value_name = "ID")]
        rule: Option<String>,
        /// The day the text is taken to be published on, for "yesterday" and "on Tuesday".
        #[arg(long, value_name = "DATE")]
        published: Option<Day>,
    },
    /// Print a rule's card with its examples, or list all rules.
    Rule {
        /// The rule's id.
        id: Option<String>,
    },
    /// List cumulative figures, each claimant's own, over time.
    Tolls {
        /// Draw them as lines over time instead.
        #[arg(long)]
        plot: bool,
    },
    /// List ceasefires, zones and deals with their terms.
    Agreements,
    /// List reports.
    Reports,
    /// Show what each outlet calls the parties and their deeds, side by side and counted.
    #[command(after_help = "\
Examples:
  cairn framing --party Tahrir
  cairn framing --incident i-81a5d049")]
    Framing {
        /// Only parties with this in their neutral name.
        #[arg(long, value_name = "NAME")]
        party: Option<String>,
        /// Only one incident: its id, or the first letters of it.
        #[arg(long, value_name = "ID")]
        incident: Option<String>,
    },
    /// Show incidents as a codebook files them (UCDP, ACLED, IBC, Airwars, HXL), cell by cell.
    #[command(after_help = "\
Without a name all profiles are listed; with one its columns and the rules that fill them; with an
incident too its cells, each with the claims behind it. A whole table: cairn export --profile ucdp.

Examples:
  cairn profile
  cairn profile ucdp
  cairn profile acled i-81a5d049")]
    Profile {
        /// The codebook.
        #[arg(value_parser = profiles())]
        name: Option<Profile>,
        /// The incident's id, or the first letters of it.
        #[arg(requires = "name")]
        id: Option<String>,
    },
    /// Write one row for each incident and report, and show how far the reports of one incident differ.
    #[command(after_help = "\
The table has the shape of the R package eventreport; what is missing is written \\N. With --json each
cell that claims speak for comes with its rule and its claims.

Examples:
  cairn eventreport > reports.csv
  cairn eventreport --differences
  cairn eventreport --model conservative > incidents.csv")]
    Eventreport {
        /// One row for each incident instead, by this model of choosing among its reports.
        #[arg(long, value_enum, conflicts_with = "differences")]
        model: Option<ModelArg>,
        /// How far the reports of one incident differ, column by column.
        #[arg(long)]
        differences: bool,
    },
    /// Decide something about a claim, an incident, a source or a name; every decision can be undone.
    Decide(Decide),
    /// List what people decided, with what has become of it; export and import decisions.
    Decisions(Decisions),
    /// Take over the reports, claims and decisions of another register.
    #[command(after_help = "\
Nothing is lost on either side, and doing it twice changes nothing. Where both registers hold a report,
its claims are those of the later program. Decisions that do not agree are both kept and shown as
disputed: see `cairn decisions --disputed`.

Example:
  cairn merge colleague.db")]
    Merge {
        /// The other register. It is only read.
        other: PathBuf,
    },
    /// Open the register in a browser: map, incidents, reports, review.
    Serve(Serve),
    /// Write the register as CSV, JSON Lines, GeoJSON, Parquet or GeoParquet.
    Export(Export),
    /// Read an export in JSON Lines into the register.
    Import(Import),
    /// Write a page about the incidents, with map, figures and sentences, as one file.
    Report(Report),
    /// Look up place names, or add places to those built in.
    #[command(subcommand)]
    Gazetteer(Gazetteer),
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Who decides is named with --who, or in the variable CAIRN_WHO. A decision changes no claim: what was read
stays and is shown beside what holds. It survives new rules, new reports and new groupings.

Examples:
  cairn decide confirm c-892ba762
  cairn decide correct c-892ba762 n=14 group=civilian --why \"the hospital's list\"
  cairn decide merge i-81a5d049 i-02c1d7aa
  cairn decide undo 3")]
pub struct Decide {
    /// What is decided.
    #[command(subcommand)]
    pub deed: Deed,

    /// Who decides.
    #[arg(long, global = true, value_name = "NAME", env = "CAIRN_WHO", hide_env_values = true)]
    pub who: Option<String>,

    /// Why, in a few words.
    #[arg(long, global = true, value_name = "WORDS")]
    pub why: Option<String>,

    /// When, for what was decided earlier on paper [default: now].
    #[arg(long, global = true, value_name = "RFC3339")]
    pub when: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Deed {
    /// It is right as it stands.
    Confirm {
        /// Claims (c-...) and incidents (i-...), or the first letters of them.
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
    /// It is wrong: it counts nowhere from now on, and stays visible as rejected.
    Reject {
        /// Claims (c-...) and incidents (i-...), or the first letters of them.
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
    /// Give fields of a claim other values.
    #[command(after_help = format!("\
Fields: {}.
`none` empties a field. A place is a name, a name with what holds it (Azaz, Aleppo, SY), or the number of a
GeoNames entry. Days are YYYY-MM-DD or YYYY-MM-DD/YYYY-MM-DD. The other values: docs/guide/claims.md.

Examples:
  cairn decide correct c-892ba762 n=14 qualifier=at_least
  cairn decide correct c-892ba762 \"place=Azaz, Aleppo, SY\" date=2031-05-02
  cairn decide correct c-892ba762 \"claimant=the health ministry\"", list(fields())))]
    Correct {
        /// The claim (c-...), or the first letters of it.
        claim: String,
        /// Fields with their values.
        #[arg(required = true, value_name = "FIELD=VALUE")]
        fields: Vec<String>,
    },
    /// Add a claim that the machine did not read, with its sentence.
    #[command(after_help = "\
The sentence must stand in the report, and the figure in the sentence.

Example:
  cairn decide add r-0c2d5a11 --quote \"Two shepherds died of their wounds.\" kind=killed n=2 group=civilian")]
    Add {
        /// The report's id, or the first letters of it.
        report: String,
        /// The sentence, word for word.
        #[arg(long, value_name = "SENTENCE")]
        quote: String,
        /// Fields with their values; `kind` at least.
        #[arg(required = true, value_name = "FIELD=VALUE")]
        fields: Vec<String>,
    },
    /// Two incidents are one.
    Merge {
        /// One incident (i-...), or the first letters of it.
        incident: String,
        /// The other.
        other: String,
    },
    /// Take claims out of an incident into one of their own.
    Split {
        /// The incident (i-...), or the first letters of it.
        incident: String,
        /// The claims that leave (c-...).
        #[arg(required = true, value_name = "CLAIM")]
        claims: Vec<String>,
    },
    /// Grade a source with a letter (A to F), or an incident with a digit (1 to 6), as the Admiralty code does.
    #[command(after_help = "\
A completely reliable, B usually, C fairly, D not usually, E unreliable, F cannot be judged.
1 confirmed by others, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged.

Examples:
  cairn decide grade \"Vale Courier\" C
  cairn decide grade i-81a5d049 2")]
    Grade {
        /// An outlet or an origin by name, or an incident (i-...).
        of: String,
        /// The letter or digit.
        grade: String,
    },
    /// Say where a place lies, for one claim or for a name.
    #[command(
        allow_negative_numbers = true,
        after_help = "\
Examples:
  cairn decide pin c-892ba762 36.586 37.046
  cairn decide pin \"Tell Hamar\" 36.61 37.2 --country SY"
    )]
    Pin {
        /// A claim (c-...), or a name as reports write it.
        place: String,
        /// Latitude in degrees.
        lat: f64,
        /// Longitude in degrees.
        lon: f64,
        /// Only where the name stands for a place in this country.
        #[arg(long, value_name = "COUNTRY")]
        country: Option<String>,
        /// Only in this report.
        #[arg(long, value_name = "REPORT")]
        report: Option<String>,
    },
    /// Say which actor a name stands for.
    #[command(after_help = "\
Examples:
  cairn decide alias \"the Vale Guard\" \"Vale National Guard\" --side state --country XA
  cairn decide alias \"al-Nusra\" hts")]
    Alias {
        /// The name as reports write it.
        name: String,
        /// The actor by a name or an id that Cairn knows, or by a new neutral name.
        actor: String,
        /// What sort of party it is.
        #[arg(long, value_parser = words::<ActorSide>(sides()))]
        side: Option<ActorSide>,
        /// Its country.
        #[arg(long, value_name = "COUNTRY")]
        country: Option<String>,
    },
    /// Take a decision back; an undo can be undone too.
    Undo {
        /// Its number, as `cairn decisions` lists it, or its id (d-...).
        #[arg(value_name = "N")]
        decision: String,
    },
}

#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Each decision stands with what has become of it: it holds, was replaced by a later one, was overruled (somebody
else decided otherwise later, and that holds until they agree), was undone, or is adrift (what it is about is
not in the register, or no longer; it comes into force when that is there again).

Examples:
  cairn decisions
  cairn decisions c-892ba762
  cairn decisions --disputed
  cairn decisions export > mine.jsonl
  cairn decisions import theirs.jsonl"
)]
pub struct Decisions {
    /// Only those about one claim (c-...) or incident (i-...).
    pub id: Option<String>,

    /// Only those whose claim is not in the register, or no longer.
    #[arg(long, conflicts_with = "disputed")]
    pub adrift: bool,

    /// Only those about which people do not agree.
    #[arg(long)]
    pub disputed: bool,

    /// Export or import.
    #[command(subcommand)]
    pub command: Option<DecisionsCommand>,
}

#[derive(Debug, Subcommand)]
pub enum DecisionsCommand {
    /// Print every decision as JSON Lines, for another register.
    Export,
    /// Take over decisions that another register exported. What is there already is not taken twice.
    Import {
        /// JSON Lines, as `cairn decisions export` prints them.
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub enum Gazetteer {
    /// Add the places of a GeoNames dump to the register, for the reports that are added from then on.
    #[command(after_help = "\
The dumps are at https://download.geonames.org/export/dump/, one a country (SY.zip holds SY.txt).
They come under CC BY 4.0. A dump of the same name takes the place of the one before.

Example:
  cairn gazetteer import SY.txt && cairn add --again")]
    Import {
        /// A dump as GeoNames writes it: 19 columns separated by tabs.
        file: PathBuf,
    },
    /// Show the places that a name may stand for.
    Search {
        /// The name, in any spelling.
        name: String,
    },
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
A report is a .txt file or a line of a .jsonl file. A folder stands for all of them in it.

A .txt file may begin with front matter; its keys are outlet, published, title, url, language:
  ---
  outlet: Arnor Wire
  published: 2019-05-25
  ---
  The text of the report ...

Each line of a .jsonl file is one object; only `text` must be there:
  {\"report\": \"id\", \"outlet\": \"Arnor Wire\", \"published\": \"2019-05-25\", \"text\": \"...\"}

A report that is there already is not added twice. What cannot be read is named, and the rest is
added. After a change of rules, `cairn add --again` reads every report of the register anew; what
people decided is kept.

Each line of a file of claims is one object with report, quote, made_by, kind and any other field of
docs/guide/claims.md:
  {\"report\": \"id\", \"quote\": \"Two shepherds died.\", \"made_by\": \"tool 1.2\", \"kind\": \"killed\", \"n\": 2}")]
pub struct Add {
    /// Files and folders with reports.
    #[arg(value_name = "PATH", required_unless_present_any = ["again", "claims"])]
    pub paths: Vec<PathBuf>,

    /// Add claims that another tool or a person made, one a line of JSON Lines. Only those are admitted whose
    /// quotation is found in the report and whose figure is found in the quotation.
    #[arg(long, value_name = "FILE")]
    pub claims: Vec<PathBuf>,

    /// Read the reports of the register anew where another ruleset read them.
    #[arg(long)]
    pub again: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Each line has the report's id, what happened (kind, object, group), how many (n, n_max, vague,
qualifier), over what (period), whether it is said to have happened (status), who says so
(claimant, attribution), who did it, where, when, and the sentence as code point offsets (quote).

Examples:
  cairn extract wire.txt
  cairn extract --all reports.jsonl > claims.jsonl")]
pub struct Extract {
    /// Files and folders with reports.
    #[arg(value_name = "FILE", required = true)]
    pub paths: Vec<PathBuf>,

    /// How the claims are printed.
    #[arg(long, value_enum, default_value = "jsonl")]
    pub format: ClaimFormat,

    /// Print claims without a figure too (an air strike on a depot, a withdrawal).
    #[arg(long)]
    pub all: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ClaimFormat {
    /// JSON Lines.
    Jsonl,
}

#[derive(Debug, Clone, Default, clap::Args)]
pub struct FilterArgs {
    /// On this day or later.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<Day>,

    /// On this day or earlier.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub until: Option<Day>,

    /// In a place or region with this in its name, or in a country by its name or two-letter code.
    #[arg(long, value_name = "NAME")]
    pub place: Option<String>,

    /// With a party that has this in its neutral name, or in an outlet's words for it.
    #[arg(long, value_name = "NAME")]
    pub actor: Option<String>,

    /// With a claim of this kind.
    #[arg(long, value_parser = words::<Kind>(kinds()), hide_possible_values = true)]
    #[arg(help = format!("With a claim of this kind: {}", list(kinds())))]
    pub kind: Option<Kind>,

    /// Of this type of event.
    #[arg(long = "type", value_name = "TYPE", value_parser = words::<EventType>(event_types()))]
    #[arg(hide_possible_values = true, help = format!("Of this type: {}", list(event_types())))]
    pub event_type: Option<EventType>,
}

impl FilterArgs {
    /// The filter that they ask for.
    pub fn filter(&self) -> Filter {
        Filter {
            since: self.since,
            until: self.until,
            place: self.place.clone(),
            country: self.place.as_deref().and_then(country_of),
            actor: self.actor.clone(),
            kind: self.kind,
            event_type: self.event_type,
            only: None,
            limit: None,
        }
    }
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cairn incidents --since 2017-09-01 --until 2017-09-30
  cairn incidents --place Hama --actor tahrir --kind killed
  cairn incidents --type airstrike --json
  cairn incidents --place Syria --map")]
pub struct Incidents {
    #[command(flatten)]
    pub filter: FilterArgs,

    /// Draw them on a map instead: a dot for a town, a circle for what is known more coarsely.
    #[arg(long)]
    pub map: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
JSON Lines hold every noun in full, each with a field `record` that names it; `cairn import` reads them
back. GeoJSON and GeoParquet have the incidents; where only a region or a country is known, the geometry
is null. The same register content gives the same bytes. Places: GeoNames (geonames.org), CC BY 4.0.

With --out a manifest is written beside the file, as NAME.manifest.json, or into the folder: of which
register and ruleset, what was asked for, what is held back. A file is there whole or not at all. The day
in the manifest is that of SOURCE_DATE_EPOCH where it is set.

Examples:
  cairn export --format csv > incidents.csv
  cairn export --format csv --table claims > claims.csv
  cairn export --format jsonl > register.jsonl
  cairn export --format csv --profile ucdp > ged.csv
  cairn export --format parquet --out tables/
  cairn export --format geoparquet --place Syria --out syria.parquet
  cairn export --format csv --coarsen adm1 --no-private-names --out public.csv")]
pub struct Export {
    /// How it is written.
    #[arg(long, value_enum)]
    pub format: FormatArg,

    /// Which table [default: all in a folder and in JSON Lines, else incidents].
    #[arg(long, value_enum)]
    pub table: Option<TableArg>,

    /// The incidents as a codebook files them; see `cairn profile`. In JSON Lines each cell has its
    /// rule and its claims.
    #[arg(long, value_parser = profiles(), conflicts_with = "table", value_name = "NAME")]
    pub profile: Option<Profile>,

    /// Write to this file, or into this folder (a name that ends with `/`): a file for each table.
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,

    /// In CSV, a row of HXL hashtags below the header.
    #[arg(long)]
    pub hxl: bool,

    /// Give places no finer than this: second-level regions, first-level ones, cells of a tenth of a degree.
    #[arg(long, value_parser = coarsenings(), value_name = "LEVEL")]
    pub coarsen: Option<Coarsening>,

    /// Leave out the names of private persons.
    #[arg(long)]
    pub no_private_names: bool,

    #[command(flatten)]
    pub filter: FilterArgs,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
An export holds reports, claims, decisions and the incidents' ids; incidents, tolls and agreements are
made anew of them. What is there already stays. An export that holds something back is refused.

Example:
  cairn export --format jsonl --out register.jsonl
  cairn --db copy.db import register.jsonl")]
pub struct Import {
    /// A file written by `cairn export --format jsonl`, or a folder of such files.
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
One file that opens in any browser without a network: map, timeline, incidents with their figures and
sentences, tolls, agreements.

Example:
  cairn report --html report.html --place Syria --since 2018-01-01")]
pub struct Report {
    /// Write the page to this file.
    #[arg(long, value_name = "FILE")]
    pub html: PathBuf,

    /// The heading of the page.
    #[arg(long, value_name = "WORDS")]
    pub title: Option<String>,

    #[command(flatten)]
    pub filter: FilterArgs,
}

/// Reads the short name of a coarsening.
fn coarsenings() -> impl TypedValueParser<Value = Coarsening> {
    let names = Coarsening::ALL.iter().map(|level| level.as_str());
    let named = |name: String| Coarsening::ALL.iter().copied().find(|level| level.as_str() == name);
    PossibleValuesParser::new(names).try_map(move |name| named(name).ok_or("no such level"))
}

/// Reads the short name of a profile.
fn profiles() -> impl TypedValueParser<Value = Profile> {
    let names = Profile::ALL.iter().map(|profile| profile.as_str());
    let named = |name: String| Profile::ALL.iter().copied().find(|profile| profile.as_str() == name);
    PossibleValuesParser::new(names).try_map(move |name| named(name).ok_or("no such profile"))
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ModelArg {
    /// The widest dates, the lowest figures, the least precise places and parties.
    Conservative,
    /// The narrowest dates, the highest figures, the most precise places and parties.
    Informative,
    /// What most reports say.
    Representative,
}

impl From<ModelArg> for Model {
    fn from(model: ModelArg) -> Self {
        match model {
            ModelArg::Conservative => Self::MostConservative,
            ModelArg::Informative => Self::MostInformative,
            ModelArg::Representative => Self::MostRepresentative,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum FormatArg {
    /// Comma-separated values.
    Csv,
    /// JSON Lines.
    Jsonl,
    /// GeoJSON.
    Geojson,
    /// Apache Parquet.
    Parquet,
    /// GeoParquet.
    Geoparquet,
}

impl From<FormatArg> for ExportFormat {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Csv => Self::Csv,
            FormatArg::Jsonl => Self::JsonLines,
            FormatArg::Geojson => Self::GeoJson,
            FormatArg::Parquet => Self::Parquet,
            FormatArg::Geoparquet => Self::GeoParquet,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum TableArg {
    /// Reports.
    Reports,
    /// Claims.
    Claims,
    /// Incidents.
    Incidents,
    /// Figures.
    Figures,
    /// Tolls.
    Tolls,
    /// Agreements.
    Agreements,
}

impl From<TableArg> for Table {
    fn from(table: TableArg) -> Self {
        match table {
            TableArg::Reports => Self::Reports,
            TableArg::Claims => Self::Claims,
            TableArg::Incidents => Self::Incidents,
            TableArg::Figures => Self::Figures,
            TableArg::Tolls => Self::Tolls,
            TableArg::Agreements => Self::Agreements,
        }
    }
}

/// A parser for the words of a closed list, which a usage message names.
fn words<T>(names: impl Iterator<Item = &'static str>) -> impl TypedValueParser<Value = T>
where
    T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static> + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(names).try_map(|word| word.parse::<T>())
}

fn list(names: impl Iterator<Item = &'static str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

fn kinds() -> impl Iterator<Item = &'static str> {
    Kind::ALL.iter().map(|kind| kind.as_str())
}

fn sides() -> impl Iterator<Item = &'static str> {
    ActorSide::ALL.iter().map(|side| side.as_str())
}

fn fields() -> impl Iterator<Item = &'static str> {
    Field::ALL.iter().map(|field| field.as_str())
}

fn event_types() -> impl Iterator<Item = &'static str> {
    EventType::ALL.iter().map(|event_type| event_type.as_str())
}
