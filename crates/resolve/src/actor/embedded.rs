/// A file of `lexicons/actors`: its name for faults, and its text.
macro_rules! lexicon {
    ($name:literal) => {
        (
            concat!("lexicons/actors/", $name),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../lexicons/actors/", $name)),
        )
    };
}

/// The lexicon files that are compiled in, by name and text, in the order in which they are read.
/// To add a file, add it here.
pub(super) const FILES: &[(&str, &str)] = &[
    lexicon!("africa-central.toml"),
    lexicon!("africa-east.toml"),
    lexicon!("africa-north.toml"),
    lexicon!("africa-southern.toml"),
    lexicon!("africa-west.toml"),
    lexicon!("bodies.toml"),
    lexicon!("coalitions.toml"),
    lexicon!("europe.toml"),
    lexicon!("generic.toml"),
    lexicon!("latin-america.toml"),
    lexicon!("middle-east.toml"),
    lexicon!("organisations.toml"),
    lexicon!("south-asia.toml"),
    lexicon!("southeast-asia.toml"),
    lexicon!("states.toml"),
];
