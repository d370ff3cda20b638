use super::add;
use crate::args::{Add, Args, Watch};
use crate::failure::Failure;
use crate::notebook::{Notebook, note};
use crate::page::count;
use cairn_pipeline::sources::{self, Source};
use cairn_watch::{Client, Round};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How often folders are looked into.
const LOOK: Duration = Duration::from_secs(10);

/// Polls feeds and looks into folders until it is stopped, and adds what is new.
pub fn watch(args: &Args, command: &Watch, out: &mut impl Write) -> Result<(), Failure> {
    let (feeds, folders) = told(&command.what)?;
    let every = u64::try_from(command.every.as_secs()).unwrap_or(u64::MAX);
    let unwritable = |fault: std::io::Error| {
        let hint = "Name a folder that you may write to with --keep, on a disk with room.";
        Failure::new(format!("{}: {fault}", command.keep.display()), hint)
    };
    let mut polled = match feeds.is_empty() {
        true => None,
        false => Some(cairn_watch::Watch::open(feeds, &command.keep, every).map_err(unwritable)?),
    };
    let mut client = Client::default();
    let mut looked = Looked::default();
    loop {
        let mut notes = Notebook::default();
        let round = match &mut polled {
            Some(polled) => polled.round(&mut client, now()).map_err(unwritable)?,
            None => Round::default(),
        };
        for fault in &round.faults {
            let hint = "It is asked for again later; check the address if this does not end.";
            notes.note(note(&fault.url, &fault.reason, hint));
        }
        let archives: BTreeSet<&PathBuf> = round.kept.iter().map(|kept| &kept.archive).collect();
        let mut new: Vec<Source> =
            archives.into_iter().map(|path| Source { path: path.clone(), length: 0 }).collect();
        new.extend(looked.look(&folders, command.once, &mut notes));
        take(args, command, &new, &mut notes, out)?;
        // Another host may be due while this one rests.
        if command.once && round.next.is_none_or(|next| next > now() + every.min(60)) {
            return Ok(());
        }
        let rest = round.next.map(|next| Duration::from_secs(next.saturating_sub(now()).max(1)));
        let look = (!folders.is_empty() && !command.once).then_some(LOOK);
        match rest.into_iter().chain(look).min() {
            Some(rest) => std::thread::sleep(rest),
            None => return Ok(()),
        }
    }
}

/// Adds what is new, and says how much it was.
fn take(
    args: &Args,
    command: &Watch,
    new: &[Source],
    notes: &mut Notebook,
    out: &mut impl Write,
) -> Result<(), Failure> {
    if !new.is_empty() {
        let add =
            Add { paths: Vec::new(), columns: command.columns.clone(), claims: Vec::new(), again: false };
        let (_, added, _) = add::fill(args, &add, new, notes)?;
        if added.new > 0 {
            writeln!(out, "{}, {}.", count(added.new, "new report"), count(added.claims, "claim"))?;
            out.flush()?;
        }
    }
    notes.print();
    Ok(())
}

/// What is to be watched: addresses of feeds, and folders.
fn told(what: &[String]) -> Result<(Vec<String>, Vec<PathBuf>), Failure> {
    let (mut feeds, mut folders) = (Vec::new(), Vec::new());
    for name in what {
        let path = Path::new(name);
        if name.starts_with("http://") || name.starts_with("https://") {
            feeds.push(name.clone());
        } else if path.is_dir() {
            folders.push(path.to_owned());
        } else {
            let hint = "Name the address of a feed, a list of feeds (OPML), or a folder.";
            let bytes =
                std::fs::read(path).map_err(|fault| Failure::new(format!("{name}: {fault}"), hint))?;
            let listed = cairn_read::subscriptions(&bytes);
            let listed = listed.ok_or_else(|| Failure::new(format!("{name}: is no list of feeds"), hint))?;
            feeds.extend(listed.into_iter().map(|feed| feed.url));
        }
    }
    let mut seen = BTreeSet::new();
    feeds.retain(|feed| seen.insert(feed.clone()));
    Ok((feeds, folders))
}

/// Length and time of change of a file.
type Mark = (u64, Option<SystemTime>);

/// The files of folders as they were last seen, and whether they were read since.
#[derive(Default)]
struct Looked(BTreeMap<PathBuf, (Mark, bool)>);

impl Looked {
    /// Files that are new or have changed, and did not grow since the last look; `at_once`: whatever is there.
    fn look(&mut self, folders: &[PathBuf], at_once: bool, notes: &mut Notebook) -> Vec<Source> {
        let (found, _) = sources::find(folders);
        let mut ready = Vec::new();
        for source in found {
            let mark = match std::fs::metadata(&source.path) {
                Ok(meta) => (meta.len(), meta.modified().ok()),
                Err(fault) => {
                    notes.note(sources::cannot_open(&source.path, &fault));
                    continue;
                }
            };
            let known = self.0.get(&source.path).copied();
            let rests = at_once || known.is_some_and(|(before, _)| before == mark);
            let is_read = known.is_some_and(|(before, read)| read && before == mark);
            self.0.insert(source.path.clone(), (mark, rests));
            if rests && !is_read {
                ready.push(source);
            }
        }
        ready
    }
}

/// Seconds since 1970.
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs())
}
