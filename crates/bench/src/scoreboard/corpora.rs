//! The development corpora: where they lie, which driver reads them, how they are scored.

use crate::task::Task;

/// How a corpus's own scorer is called and what it prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// One JSON object, with `--json`.
    Json,
    /// Lines `name P x R x F1 x` (the scorer of figures has no `--json`).
    Lines,
}

/// What the parts of a corpus are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Whole reports.
    Report,
    /// Whole gold incidents, so that no pair is cut.
    Incident,
    /// Web pages.
    Page,
}

/// One number of a scorer.
#[derive(Debug)]
pub struct Metric {
    /// Its name on the scoreboard.
    pub name: &'static str,
    /// JSON pointer, or the name at the start of the line.
    pub at: &'static str,
    /// What the value is multiplied with to be a percentage.
    pub scale: f64,
    /// What it is compared with, in per cent, and what that is.
    pub mark: Option<(f64, &'static str)>,
}

/// One run of one driver over one file, scored.
#[derive(Debug)]
pub struct Corpus {
    /// Its name on the scoreboard.
    pub name: &'static str,
    /// The driver.
    pub task: Task,
    /// What the driver reads, below the data folder.
    pub input: &'static str,
    /// What the scorer compares with, below the data folder.
    pub gold: &'static str,
    /// The scorer, below the data folder.
    pub scorer: &'static str,
    /// How the scorer is called.
    pub output: Output,
    /// What the parts are made of.
    pub unit: Unit,
    /// A file with the ids of the reports that the annotators read, where not all of `input`.
    pub listed: Option<&'static str>,
    /// A file of `{"report", "in_text"}` rows whose days stand in for the days of publication.
    pub datelines: Option<&'static str>,
    /// The numbers on the scoreboard, the main one first.
    pub metrics: &'static [Metric],
}

const fn percent(name: &'static str, at: &'static str, mark: Option<(f64, &'static str)>) -> Metric {
    Metric { name, at, scale: 1.0, mark }
}

const fn share(name: &'static str, at: &'static str, mark: Option<(f64, &'static str)>) -> Metric {
    Metric { name, at, scale: 100.0, mark }
}

const FAKES: Corpus = Corpus {
    name: "fakes incidents",
    task: Task::Grouping,
    input: "fakes/reports.jsonl",
    gold: "fakes/incidents.dev.jsonl",
    scorer: "fakes/score_incidents.py",
    output: Output::Json,
    unit: Unit::Incident,
    listed: None,
    datelines: Some("fakes/datelines.jsonl"),
    metrics: &[
        share("pairwise F1", "/pairwise/f1", Some((75.0, "target"))),
        share("pairwise P", "/pairwise/p", None),
        share("pairwise R", "/pairwise/r", None),
        share("B-cubed F1", "/b_cubed/f1", Some((94.0, "target"))),
        share("recall without copies", "/recall_without_copies", None),
    ],
};

const MUC4: Corpus = Corpus {
    name: "muc4 dev",
    task: Task::Muc4,
    input: "muc4/dev.docs.jsonl",
    gold: "muc4/dev.keys.json",
    scorer: "muc4/score.py",
    output: Output::Json,
    unit: Unit::Report,
    listed: None,
    datelines: None,
    metrics: &[
        percent("all templates F", "/muc4/ALL TEMPLATES/f", Some((57.0, "target"))),
        percent("recall", "/muc4/ALL TEMPLATES/recall", None),
        percent("precision", "/muc4/ALL TEMPLATES/precision", None),
        percent("templates paired F", "/muc4/template-id/f", None),
        percent("five roles F1", "/ceaf_ree/micro-average/f", Some((55.0, "target"))),
    ],
};

const TIME: Corpus = Corpus {
    name: "time wikiwars",
    task: Task::Time,
    input: "time/wikiwars.jsonl",
    gold: "time/wikiwars.jsonl",
    scorer: "time/score.py",
    output: Output::Json,
    unit: Unit::Report,
    listed: None,
    datelines: None,
    metrics: &[
        percent("value F1", "/value/f1", Some((84.0, "target"))),
        percent("relaxed F1", "/relaxed/f1", Some((91.44, "HeidelTime"))),
        percent("strict F1", "/strict/f1", Some((84.75, "HeidelTime"))),
    ],
};

const PLACE: Corpus = Corpus {
    name: "place lgl",
    task: Task::Place,
    input: "place/lgl.jsonl",
    gold: "place/lgl.jsonl",
    scorer: "place/score.py",
    output: Output::Json,
    unit: Unit::Report,
    listed: None,
    datelines: None,
    metrics: &[
        percent("end to end F1", "/end_to_end/f1", Some((56.0, "target"))),
        percent("span F1", "/span/f1", Some((76.9, "Stanford NER"))),
        percent("accuracy at 161 km", "/accuracy_161km", Some((71.2, "Yahoo PlaceSpotter"))),
    ],
};

const ATTRIBUTION: Corpus = Corpus {
    name: "attribution dev",
    task: Task::Attribution,
    input: "attribution/dev.jsonl",
    gold: "attribution/dev.jsonl",
    scorer: "attribution/score.py",
    output: Output::Json,
    unit: Unit::Report,
    listed: None,
    datelines: None,
    metrics: &[
        percent("whole F1", "/whole/f1", Some((58.0, "target"))),
        percent("found F1", "/found/f1", Some((75.0, "target"))),
        percent("source F1", "/source/f1", Some((36.3, "regular expression"))),
        percent("cue F1", "/cue/f1", Some((40.1, "regular expression"))),
    ],
};

/// What the scorer of figures prints: how many claims are found, how many of these are right in
/// group, period, status and claimant too, and each field over the claims that are found.
const fn figures(f1: Option<(f64, &'static str)>, strict: Option<(f64, &'static str)>) -> [Metric; 8] {
    [
        share("F1", "overall", f1),
        share("strict F1", "strict", strict),
        share("group", "group", Some((93.0, "target"))),
        share("period", "period", Some((93.0, "target"))),
        share("status", "status", Some((93.0, "target"))),
        share("claimant", "claimant", Some((80.0, "target"))),
        share("place", "place", Some((75.0, "target"))),
        share("date", "date", Some((80.0, "target"))),
    ]
}

const SEEDS: Corpus = Corpus {
    name: "figures seeds",
    task: Task::Figures,
    input: "figures/seeds/reports.jsonl",
    gold: "figures/seeds/claims.jsonl",
    scorer: "figures/score.py",
    output: Output::Lines,
    unit: Unit::Report,
    listed: None,
    datelines: None,
    metrics: &figures(Some((95.0, "target")), Some((85.0, "target"))),
};

const HTML: Corpus = Corpus {
    name: "html",
    task: Task::Html,
    input: "html/pages",
    gold: "html/gold.jsonl",
    scorer: "html/score.py",
    output: Output::Lines,
    unit: Unit::Page,
    listed: None,
    datelines: None,
    metrics: &[share("body F1", "body", Some((96.0, "target")))],
};

/// Every corpus with a driver, in the order of the scoreboard.
pub const CORPORA: &[Corpus] = &[
    SEEDS,
    Corpus {
        name: "figures re3d",
        input: "figures/re3d/reports.jsonl",
        gold: "figures/re3d/claims.jsonl",
        metrics: &figures(Some((85.0, "target")), Some((70.0, "target"))),
        ..SEEDS
    },
    Corpus {
        name: "figures fakes",
        input: "fakes/reports.jsonl",
        gold: "fakes/claims.dev.jsonl",
        listed: Some("fakes/annotated.dev.txt"),
        datelines: Some("fakes/datelines.jsonl"),
        metrics: &figures(Some((90.0, "target")), Some((70.0, "target"))),
        ..SEEDS
    },
    Corpus {
        name: "figures wars a",
        input: concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wars/a/reports.jsonl"),
        gold: concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wars/a/claims.jsonl"),
        metrics: &figures(None, None),
        ..SEEDS
    },
    Corpus {
        name: "figures wars b",
        input: concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wars/b/reports.jsonl"),
        gold: concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wars/b/claims.jsonl"),
        metrics: &figures(None, None),
        ..SEEDS
    },
    Corpus {
        name: "figures wars c",
        input: concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wars/c/reports.jsonl"),
        gold: concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wars/c/claims.jsonl"),
        metrics: &figures(None, None),
        ..SEEDS
    },
    Corpus {
        name: "figures wars d",
        input: concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wars/d/reports.jsonl"),
        gold: concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wars/d/claims.jsonl"),
        metrics: &figures(None, None),
        ..SEEDS
    },
    Corpus {
        name: "figures wars e",
        input: concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wars/e/reports.jsonl"),
        gold: concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wars/e/claims.jsonl"),
        metrics: &figures(None, None),
        ..SEEDS
    },
    FAKES,
    Corpus { name: "fakes incidents, as dated", datelines: None, ..FAKES },
    Corpus {
        name: "grouping",
        task: Task::Grouping,
        input: "grouping/reports.jsonl",
        gold: "grouping/gold.jsonl",
        scorer: "grouping/score.py",
        datelines: None,
        metrics: &[
            percent("pairwise F1", "/pairwise/f1", Some((80.0, "target"))),
            percent("B-cubed F1", "/b_cubed/f1", Some((91.2, "tf-idf"))),
            percent("killed by report", "/killed_by_report/exact", Some((70.0, "target"))),
            percent("injured by report", "/injured_by_report/exact", Some((60.0, "target"))),
            percent("killed by incident", "/killed_by_incident/exact", Some((75.0, "target"))),
            percent("injured by incident", "/injured_by_incident/exact", Some((65.0, "target"))),
            percent("same day", "/date/same_day", Some((36.1, "day of publication"))),
        ],
        ..FAKES
    },
    TIME,
    Corpus {
        name: "time timebank",
        input: "time/timebank.jsonl",
        gold: "time/timebank.jsonl",
        metrics: &[
            percent("value F1", "/value/f1", Some((83.0, "target"))),
            percent("relaxed F1", "/relaxed/f1", Some((92.32, "HeidelTime"))),
            percent("strict F1", "/strict/f1", Some((86.91, "HeidelTime"))),
        ],
        ..TIME
    },
    PLACE,
    Corpus {
        name: "place geovirus",
        input: "place/geovirus.jsonl",
        gold: "place/geovirus.jsonl",
        metrics: &[
            percent("end to end F1", "/end_to_end/f1", Some((74.0, "target"))),
            percent("span F1", "/span/f1", Some((92.8, "Stanford NER"))),
            percent("accuracy at 161 km", "/accuracy_161km", Some((78.2, "GeoTxt"))),
        ],
        ..PLACE
    },
    Corpus {
        name: "place names Syria",
        task: Task::PlaceNames,
        input: "place/syria/names.jsonl",
        gold: "place/syria/names.jsonl",
        scorer: "place/syria/score.py",
        metrics: &[
            percent("within 25 km", "/all/accuracy", None),
            percent("of those answered", "/all/accuracy_of_answered", None),
        ],
        ..PLACE
    },
    ATTRIBUTION,
    Corpus {
        name: "attribution train",
        input: "attribution/train.jsonl",
        gold: "attribution/train.jsonl",
        metrics: &[percent("whole F1", "/whole/f1", None), percent("found F1", "/found/f1", None)],
        ..ATTRIBUTION
    },
    MUC4,
    Corpus { name: "muc4 tst1", input: "muc4/tst1.docs.jsonl", gold: "muc4/tst1.keys.json", ..MUC4 },
    Corpus { name: "muc4 tst2", input: "muc4/tst2.docs.jsonl", gold: "muc4/tst2.keys.json", ..MUC4 },
    HTML,
];

/// Folders of development data that no driver reads yet, with the reason.
pub const WITHOUT_DRIVER: &[(&str, &str)] = &[("ud", "no tagger is trained")];
