use cairn_read::{ColumnMap, Options};

/// How files are read.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Columns {
    /// Which column of a table, or field of a JSON object, holds what: FIELD=COLUMN, with commas between.
    /// Fields: report, outlet, url, title, author, published, language, text.
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<ColumnMap>,
}

impl Columns {
    /// The options that they ask for.
    pub fn options(&self) -> Options {
        let columns = self.map.iter().fold(ColumnMap::default(), |columns, more| columns.and(more));
        Options { columns, ..Options::default() }
    }
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Checked of each report: the digest of its bytes and its text, read again from the file that it came from;
that each claim's spans lie in the text; and that the present rules, where they made its claims, make the
same ones. What differs is listed, and the exit status is 1. Nothing is written.

Examples:
  cairn verify
  cairn verify --map text=body,title=headline    for tables that were added with this mapping")]
pub struct Verify {
    #[command(flatten)]
    pub columns: Columns,
}
