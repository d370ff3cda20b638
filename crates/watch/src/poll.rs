use crate::archive::{self, Kept};
use crate::client::{Answer, Request, Web};
use crate::robots::Robots;
use crate::state::{FeedState, HostState, State};
use jiff::Timestamp;
use std::io;
use std::path::{Path, PathBuf};

/// Seconds between two requests to one host, unless it asks for more.
const HOST_GAP: u64 = 10;

/// How long `robots.txt` is believed (RFC 9309, 2.4).
const ROBOTS_AGE: u64 = 24 * 3600;

/// The longest time for which a host that does not answer is left alone.
const MAX_BACKOFF: u64 = 24 * 3600;

/// Feeds that are polled, with how far that has come.
#[derive(Debug)]
pub struct Watch {
    feeds: Vec<String>,
    folder: PathBuf,
    every: u64,
    state: State,
}

/// What one round brought.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Answers that are new, in the order in which they were asked for.
    pub kept: Vec<Kept>,
    /// Feeds that brought none, with the reason.
    pub faults: Vec<WatchFault>,
    /// When the next request is due, in seconds since 1970; none where there is no feed.
    pub next: Option<u64>,
}

/// A feed that was asked for in vain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchFault {
    /// The feed.
    pub url: String,
    /// Why, in words.
    pub reason: String,
}

impl Watch {
    /// Goes on with the feeds from where the folder says that it was left. `every`: seconds between two
    /// requests for one feed.
    ///
    /// # Errors
    /// Where the folder cannot be made or read.
    pub fn open(feeds: Vec<String>, folder: &Path, every: u64) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self { feeds, folder: folder.to_owned(), every, state: State::load(folder)? })
    }

    /// Asks for the feeds that are due, each host at most once; the rest is due later. `now`: seconds since 1970.
    ///
    /// # Errors
    /// Where what came cannot be written; nothing is lost then, it is asked for again.
    pub fn round(&mut self, web: &mut impl Web, now: u64) -> io::Result<Round> {
        let mut round = Round::default();
        for url in self.feeds.clone() {
            let Some((host, path)) = parts(&url) else {
                let reason = "no address: it begins with http:// or https://".to_owned();
                self.feeds.retain(|feed| *feed != url);
                round.faults.push(WatchFault { url, reason });
                continue;
            };
            let feed = self.state.feeds.get(&url).cloned().unwrap_or_default();
            let mut at = self.state.hosts.get(&host).cloned().unwrap_or_default();
            if feed.next > now || at.next > now {
                continue;
            }
            let asked = self.ask(web, &url, &host, &path, feed, &mut at, now);
            at.next = at.next.max(now + HOST_GAP.max(at.robots.delay.unwrap_or(0)));
            self.state.hosts.insert(host, at);
            match asked? {
                Ok(kept) => round.kept.extend(kept),
                Err(reason) => round.faults.push(WatchFault { url, reason }),
            }
            self.state.save(&self.folder)?;
        }
        let due = |url: &String| {
            let host =
                parts(url).and_then(|(host, _)| self.state.hosts.get(&host)).map_or(0, |host| host.next);
            self.state.feeds.get(url).map_or(0, |feed| feed.next).max(host)
        };
        round.next = self.feeds.iter().map(due).min();
        Ok(round)
    }

    /// Asks for one feed, and keeps what is new.
    #[expect(clippy::too_many_arguments, reason = "one exchange, with all that it may change")]
    fn ask(
        &mut self,
        web: &mut impl Web,
        url: &str,
        host: &str,
        path: &str,
        mut feed: FeedState,
        at: &mut HostState,
        now: u64,
    ) -> io::Result<Result<Option<Kept>, String>> {
        if at.robots_read.is_none_or(|read| read + ROBOTS_AGE <= now) {
            at.robots = robots(web, host);
            at.robots_read = Some(now);
        }
        feed.next = now + self.every;
        let outcome = if at.robots.allows(path) {
            let request = Request {
                url: url.to_owned(),
                etag: feed.etag.clone(),
                last_modified: feed.last_modified.clone(),
            };
            self.take(web.get(&request), url, &mut feed, at, now)?
        } else {
            // The host may change its mind; its file is read again when it is old.
            feed.next = now + ROBOTS_AGE;
            Err("its robots.txt asks not to be read".to_owned())
        };
        self.state.feeds.insert(url.to_owned(), feed);
        Ok(outcome)
    }

    fn take(
        &self,
        answer: Result<Answer, String>,
        url: &str,
        feed: &mut FeedState,
        at: &mut HostState,
        now: u64,
    ) -> io::Result<Result<Option<Kept>, String>> {
        let answer = match answer {
            Ok(answer) if answer.status == 304 => {
                feed.n_failures = 0;
                return Ok(Ok(None));
            }
            Ok(answer) if (200..300).contains(&answer.status) => answer,
            Ok(answer) => {
                let asked =
                    answer.header("Retry-After").and_then(|words| retry_after(words, now)).unwrap_or(0);
                let busy = matches!(answer.status, 429 | 503);
                self.back_off(feed, at, now, asked, busy);
                return Ok(Err(format!("the server answers {}", answer.status)));
            }
            Err(reason) => {
                self.back_off(feed, at, now, 0, false);
                return Ok(Err(reason));
            }
        };
        let digest = blake3::hash(&answer.body).to_hex().to_string();
        let is_new = feed.digest.as_ref() != Some(&digest);
        let kept = match is_new {
            true => Some(archive::keep(&self.folder, url, &answer, &time(now))?),
            false => None,
        };
        feed.n_failures = 0;
        feed.digest = Some(digest);
        feed.etag = answer.header("ETag").map(str::to_owned);
        feed.last_modified = answer.header("Last-Modified").map(str::to_owned);
        Ok(Ok(kept))
    }

    /// Leaves a feed alone, twice as long each time; the whole host where it says that it is busy.
    fn back_off(&self, feed: &mut FeedState, at: &mut HostState, now: u64, asked: u64, busy: bool) {
        let doubled = self.every.saturating_mul(1 << feed.n_failures.min(16));
        feed.n_failures = feed.n_failures.saturating_add(1);
        feed.next = now + doubled.min(MAX_BACKOFF).max(self.every).max(asked);
        if busy {
            at.next = at.next.max(now + asked.max(60));
        }
    }
}

/// What a host asks for. Where it has no file anything goes; where it fails nothing does (RFC 9309, 2.3.1).
fn robots(web: &mut impl Web, host: &str) -> Robots {
    let request = Request { url: format!("{host}/robots.txt"), ..Request::default() };
    match web.get(&request) {
        Ok(answer) if (200..300).contains(&answer.status) => {
            // No more than what the RFC asks to be read (2.5).
            let length = answer.body.len().min(500 << 10);
            Robots::parse(&String::from_utf8_lossy(&answer.body[..length]))
        }
        Ok(answer) if (400..500).contains(&answer.status) && answer.status != 429 => Robots::default(),
        _ => Robots::closed(),
    }
}

/// Scheme and host of an address, and its path with the query.
fn parts(url: &str) -> Option<(String, String)> {
    let (scheme, rest) = url.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let path = path.split('#').next().unwrap_or("");
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    let known = scheme == "http" || scheme == "https";
    (known && !host.is_empty()).then(|| (format!("{scheme}://{}", host.to_ascii_lowercase()), path))
}

/// Seconds of a `Retry-After`: a number, or a day and time of RFC 9110.
fn retry_after(words: &str, now: u64) -> Option<u64> {
    let seconds = words.trim().parse().ok().or_else(|| {
        let until = jiff::fmt::rfc2822::parse(words.trim()).ok()?.timestamp().as_second();
        u64::try_from(until).ok().map(|until| until.saturating_sub(now))
    });
    seconds.map(|seconds: u64| seconds.min(MAX_BACKOFF))
}

/// Seconds since 1970 as archives write them.
fn time(now: u64) -> String {
    let time = i64::try_from(now).ok().and_then(|now| Timestamp::from_second(now).ok());
    time.unwrap_or(Timestamp::UNIX_EPOCH).to_string()
}
