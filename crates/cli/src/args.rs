mod decide;
mod export;
mod reading;
mod serve;

pub use decide::{Decide, Decisions, DecisionsCommand, Deed};
pub use export::{Export, Import, ModelArg, Report};
pub use reading::{Columns, Verify, Watch};
pub use serve::{People, RoleArg, Serve, User};

use cairn_model::{Day, EventType, Kind};
use cairn_pipeline::country_of;
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
    /// Read the files again that the register was made of, and check that every digest, span and claim is
    /// what they give.
    Verify(Verify),
    /// Poll feeds and look into folders, and add what is new; the only command that asks other machines.
    Watch(Watch),
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
Reports are read from text, web pages, JSON Lines, CSV, Parquet, web archives (WARC, WACZ), feeds
and e-mail, packed with gzip or zstd or not, and from standard input (`-`). A folder stands for
all that is in it. docs/guide/reading.md says more.

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
    /// Files and folders with reports; `-` is standard input.
    #[arg(value_name = "PATH", required_unless_present_any = ["again", "claims"])]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    pub columns: Columns,

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

    #[command(flatten)]
    pub columns: Columns,

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

/// A parser for the words of a closed list, which a usage message names.
pub fn words<T>(names: impl Iterator<Item = &'static str>) -> impl TypedValueParser<Value = T>
where
    T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static> + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(names).try_map(|word| word.parse::<T>())
}

/// Words, with commas.
pub fn list(names: impl Iterator<Item = &'static str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

fn kinds() -> impl Iterator<Item = &'static str> {
    Kind::ALL.iter().map(|kind| kind.as_str())
}

fn event_types() -> impl Iterator<Item = &'static str> {
    EventType::ALL.iter().map(|event_type| event_type.as_str())
}
