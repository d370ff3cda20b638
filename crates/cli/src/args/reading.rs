use cairn_read::{ColumnMap, Options};
use jiff::SignedDuration;
use std::path::PathBuf;

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

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Feeds are asked for by their addresses, or by a list of them (OPML). What servers send is kept as web
archives in the folder of --keep, one a day, from which reports are read as `cairn add` reads them; the
same folder tells where to go on. robots.txt is obeyed, a host is asked for one feed at a time, what has not
changed is not sent again, and who does not answer is left alone for longer each time.

Folders are looked into for files that are new or have changed, once they do not grow any more.

Examples:
  cairn watch https://wire.example/rss
  cairn watch feeds.opml saved-pages --every 30m
  cairn watch feeds.opml --once                  one round, for cron")]
pub struct Watch {
    /// Addresses of feeds, lists of feeds, folders.
    #[arg(value_name = "FEED|LIST|FOLDER", required = true)]
    pub what: Vec<String>,

    #[command(flatten)]
    pub columns: Columns,

    /// Where to keep what servers send.
    #[arg(long, value_name = "FOLDER", default_value = "cairn-watch")]
    pub keep: PathBuf,

    /// How long to wait before asking for a feed again.
    #[arg(long, value_name = "TIME", default_value = "15m", value_parser = at_least_a_minute)]
    pub every: SignedDuration,

    /// Do one round and stop.
    #[arg(long)]
    pub once: bool,
}

/// A time such as `15m` or `2h`.
fn at_least_a_minute(words: &str) -> Result<SignedDuration, String> {
    let time: SignedDuration = words.parse().map_err(|fault: jiff::Error| fault.to_string())?;
    if time < SignedDuration::from_mins(1) {
        return Err("feeds are not asked for more often than once a minute".to_owned());
    }
    Ok(time)
}
