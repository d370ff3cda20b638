//! Polling against a server of our own, over a real connection.

use cairn_watch::{Answer, Client, Request, Watch, Web};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

/// A server that answers each path by a function, and keeps the heads of what it was asked.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(answer: impl Fn(&str) -> String + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = asked.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut head = String::new();
                let mut lines = BufReader::new(stream.try_clone().unwrap());
                while lines.read_line(&mut head).unwrap() > 2 {}
                stream.write_all(answer(&head).as_bytes()).unwrap();
                seen.lock().unwrap().push(head);
            }
        });
        Self { address, asked }
    }

    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

fn ok(headers: &str, body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len())
}

const NONE: &str = "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
const SAME: &str = "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n";
const BUSY: &str = "HTTP/1.1 503 Busy\r\nConnection: close\r\nRetry-After: 7000\r\nContent-Length: 0\r\n\r\n";

#[test]
fn a_feed_is_kept_once_and_asked_for_by_its_etag() {
    let server = Server::start(|head| match head {
        _ if head.starts_with("GET /robots.txt") => NONE.to_owned(),
        _ if head.to_lowercase().contains("if-none-match: \"a\"") => SAME.to_owned(),
        _ => ok("ETag: \"a\"\r\nContent-Type: application/rss+xml\r\n", "<rss><channel/></rss>"),
    });
    let folder = TempDir::new().unwrap();
    let feed = format!("{}/feed", server.address);
    let mut watch = Watch::open(vec![feed.clone()], folder.path(), 600).unwrap();
    let mut web = Client::default();
    let round = watch.round(&mut web, 1_000_000).unwrap();
    assert_eq!((round.kept.len(), round.faults.len(), round.next), (1, 0, Some(1_000_600)));
    assert_eq!(round.kept[0].offset, 0);
    let asked = server.asked();
    assert_eq!(asked.len(), 2, "robots.txt, then the feed");
    assert!(asked[1].to_lowercase().contains("user-agent: cairn/"), "{asked:?}");
    assert_eq!(watch.round(&mut web, 1_000_300).unwrap().kept, [], "not yet due");
    assert_eq!(server.asked().len(), 0);

    // Stopped and started again: it goes on, and what has not changed is not sent again.
    let mut watch = Watch::open(vec![feed], folder.path(), 600).unwrap();
    let round = watch.round(&mut web, 1_000_600).unwrap();
    assert_eq!((round.kept.len(), round.faults.len()), (0, 0));
    assert_eq!(server.asked().len(), 1, "robots.txt is believed for a day");

    let bytes = std::fs::read(folder.path().join("1970-01-12.warc.gz")).unwrap();
    let mut archive = String::new();
    std::io::Read::read_to_string(&mut flate2::read::MultiGzDecoder::new(bytes.as_slice()), &mut archive)
        .unwrap();
    assert!(archive.starts_with("WARC/1.1\r\nWARC-Type: response\r\n"), "{archive}");
    assert!(archive.ends_with("<rss><channel/></rss>\r\n\r\n"), "{archive}");
}

#[test]
fn who_does_not_want_to_be_read_is_not() {
    let server = Server::start(|head| match head {
        _ if head.starts_with("GET /robots.txt") => ok("", "User-agent: *\nDisallow: /private\n"),
        _ => ok("", "<rss/>"),
    });
    let folder = TempDir::new().unwrap();
    let feeds = vec![format!("{}/private/feed", server.address), "ftp://a.example/feed".to_owned()];
    let mut watch = Watch::open(feeds, folder.path(), 600).unwrap();
    let round = watch.round(&mut Client::default(), 1_000_000).unwrap();
    let reasons: Vec<&str> = round.faults.iter().map(|fault| fault.reason.as_str()).collect();
    assert_eq!(
        reasons,
        ["its robots.txt asks not to be read", "no address: it begins with http:// or https://"]
    );
    assert_eq!(server.asked().len(), 1);
    assert_eq!(round.next, Some(1_000_000 + 24 * 3600));
}

/// A web whose answers are set, and whose questions are counted.
struct Set(fn(&str) -> Result<Answer, String>, usize);

impl Web for Set {
    fn get(&mut self, request: &Request) -> Result<Answer, String> {
        self.1 += 1;
        (self.0)(&request.url)
    }
}

fn answer(status: u16, headers: &[(&str, &str)]) -> Answer {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Answer { status, headers, body: b"<rss/>".to_vec(), url: String::new() }
}

#[test]
fn one_host_is_asked_for_one_feed_at_a_time() {
    let folder = TempDir::new().unwrap();
    let feeds =
        ["https://a.example/1", "https://A.example/2", "https://b.example/1"].map(str::to_owned).to_vec();
    let mut watch = Watch::open(feeds, folder.path(), 600).unwrap();
    let mut web = Set(|_| Ok(answer(200, &[])), 0);
    let round = watch.round(&mut web, 1_000_000).unwrap();
    let kept: Vec<&str> = round.kept.iter().map(|kept| kept.url.as_str()).collect();
    assert_eq!((kept, round.next), (vec!["https://a.example/1", "https://b.example/1"], Some(1_000_010)));
    let round = watch.round(&mut web, 1_000_010).unwrap();
    assert_eq!(round.kept[0].url, "https://A.example/2");
    assert!(round.kept[0].offset > 0, "behind the others in the archive of the day");
}

#[test]
fn who_does_not_answer_is_left_alone_for_longer_each_time() {
    let folder = TempDir::new().unwrap();
    let mut watch = Watch::open(vec!["https://a.example/feed".to_owned()], folder.path(), 600).unwrap();
    let mut down = Set(
        |url| if url.ends_with("robots.txt") { Ok(answer(404, &[])) } else { Err("no route".to_owned()) },
        0,
    );
    let mut now = 1_000_000;
    let mut waits = Vec::new();
    for _ in 0..4 {
        let next = watch.round(&mut down, now).unwrap().next.unwrap();
        waits.push(next - now);
        now = next;
    }
    assert_eq!(waits, [600, 1200, 2400, 4800]);

    let mut failing = Set(|_| Ok(answer(500, &[])), 0);
    let mut watch = Watch::open(vec!["https://c.example/feed".to_owned()], folder.path(), 600).unwrap();
    let round = watch.round(&mut failing, now).unwrap();
    assert_eq!(failing.1, 1, "a robots.txt that fails closes the host: {round:?}");
}

#[test]
fn a_busy_server_says_when_to_come_back() {
    let server =
        Server::start(
            |head| if head.starts_with("GET /robots.txt") { NONE.to_owned() } else { BUSY.to_owned() },
        );
    let folder = TempDir::new().unwrap();
    let mut watch = Watch::open(vec![format!("{}/feed", server.address)], folder.path(), 600).unwrap();
    let round = watch.round(&mut Client::default(), 1_000_000).unwrap();
    assert_eq!(round.faults[0].reason, "the server answers 503");
    assert_eq!(round.next, Some(1_007_000));
}
