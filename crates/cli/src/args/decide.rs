//! The arguments of the commands that decide.

use super::{list, words};
use cairn_model::{ActorSide, Field};
use clap::Subcommand;
use std::path::PathBuf;

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

fn sides() -> impl Iterator<Item = &'static str> {
    ActorSide::ALL.iter().map(|side| side.as_str())
}

fn fields() -> impl Iterator<Item = &'static str> {
    Field::ALL.iter().map(|field| field.as_str())
}
