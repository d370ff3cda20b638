//! Files of all kinds through the whole program, and what `verify` and `watch` make of them.

use crate::shell::Shell;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::time::Duration;

const WAR: &str = "---\npublished: 2031-07-02\noutlet: Vale Post\n---\nOrlu. Shells killed seven civilians in Orlu on Tuesday, police said.\n";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed =
        Command::new("gzip").arg("-c").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    packed.stdin.take().unwrap().write_all(bytes).unwrap();
    packed.wait_with_output().unwrap().stdout
}

#[test]
fn tables_packed_files_and_standard_input_are_added() {
    let shell = Shell::new();
    shell.write("a.csv", "headline,body,day\nRaid,Two people fled Orlu.,2031-07-02\n");
    shell.write("b.txt.gz", gzip(WAR.as_bytes()));
    let seen = shell.see(&["add", "a.csv", "b.txt.gz", "--map", "text=body,title=headline,published=day"]);
    assert!(seen.contains("2 reports added"), "{seen}");
    let mut add = shell.command(&["add", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    add.stdin.take().unwrap().write_all(b"published: 2031-07-02\n\nIt rained.\n").unwrap();
    let added = String::from_utf8(add.wait_with_output().unwrap().stdout).unwrap();
    assert!(added.starts_with("1 report added"), "{added}");
    let wrong = shell.see(&["add", "a.csv", "--map", "headline=title"]);
    assert!(wrong.contains("no field `headline`") && wrong.contains("exit status: 2"), "{wrong}");
}

#[test]
fn a_register_is_what_its_files_give() {
    let shell = Shell::new();
    let line = |n: u32| {
        format!(
            "{{\"report\": \"r{n}\", \"published\": \"2031-07-02\", \"text\": \"Shells killed {n} civilians in Orlu.\"}}\n"
        )
    };
    shell.write("in/war.txt", WAR).write("in/more.jsonl", [line(1), line(2)].concat());
    shell.out(&["add", "in"]);
    let sound = shell.see(&["verify"]);
    assert!(sound.starts_with("$ cairn verify\n3 reports with"), "{sound}");
    assert!(
        sound.contains("the claims of 3 reports made again, the bytes of 3 reports read again."),
        "{sound}"
    );
    assert!(!sound.contains("exit status"), "{sound}");

    // One line changed, one gone, and one file gone.
    shell.write("in/more.jsonl", line(1).replace("Shells", "Bombs"));
    std::fs::remove_file(shell.path("in/war.txt")).unwrap();
    let changed = shell.see(&["verify"]);
    assert!(changed.contains("r1 (in/more.jsonl:1): its bytes have another digest"), "{changed}");
    assert!(changed.contains("r2 (in/more.jsonl:2): is not in its file any more"), "{changed}");
    assert!(changed.contains("[exit status: 1]") && !changed.contains("war.txt"), "{changed}");
}

#[test]
fn a_claim_that_was_altered_in_the_file_is_found() {
    let shell = Shell::new();
    shell.write("war.txt", WAR);
    shell.out(&["add", "war.txt"]);
    let register = cairn_store::Register::open(&shell.path("cairn.db")).unwrap();
    // Whoever alters the file by hand gets round its triggers.
    let alter = "DROP TRIGGER report_is_never_rewritten; UPDATE report SET text = packed(substr(plain(text), 1, 20));";
    register.connection().execute_batch(alter).unwrap();
    drop(register);
    let seen = shell.see(&["verify"]);
    assert!(seen.contains("do not lie in its text") && seen.contains("is not made again"), "{seen}");
    assert!(seen.contains("its bytes give another text") && seen.contains("[exit status: 1]"), "{seen}");
}

#[test]
fn folders_and_links_that_lead_back_are_no_trap() {
    let shell = Shell::new();
    shell.write("in/deep/war.txt", WAR).write("in/notes.docx", "PK");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(shell.path("in"), shell.path("in/deep/back")).unwrap();
        std::os::unix::fs::symlink("loop", shell.path("in/loop.txt")).unwrap();
        std::os::unix::fs::symlink("loop.txt", shell.path("in/loop")).unwrap();
    }
    let seen = shell.see(&["add", "in"]);
    assert!(seen.contains("1 report added"), "{seen}");
    #[cfg(unix)]
    assert!(
        seen.contains("is a link to a folder and was not followed")
            && seen.contains("loop.txt: cannot be opened"),
        "{seen}"
    );
    let again = shell.see(&["watch", "in", "--once"]);
    assert!(!again.contains("new report"), "what is there is not new: {again}");
    shell.write("in/late.txt", WAR.replace("seven", "eight"));
    assert!(shell.see(&["watch", "in", "--once"]).contains("1 new report"));
}

#[test]
fn a_feed_is_polled_kept_and_read() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let feed = "<rss><channel><title>Vale Post</title><item><title>Orlu shelled</title><pubDate>Wed, 02 Jul 2031 10:00:00 +0200</pubDate>\
                <description>Shells killed seven civilians in Orlu on Tuesday, police said.</description></item></channel></rss>";
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap());
            let mut head = String::new();
            while lines.read_line(&mut head).unwrap() > 2 {}
            let (status, body) =
                if head.starts_with("GET /robots") { ("404 Not Found", "") } else { ("200 OK", feed) };
            let kind = "Content-Type: application/rss+xml\r\nConnection: close";
            write!(stream, "HTTP/1.1 {status}\r\n{kind}\r\nContent-Length: {}\r\n\r\n{body}", body.len())
                .unwrap();
        }
    });
    let shell = Shell::new();
    shell.write("feeds.opml", format!("<opml><body><outline xmlUrl=\"{address}/feed\"/></body></opml>"));
    let seen = shell.see(&["watch", "feeds.opml", "--once", "--keep", "kept"]);
    assert!(seen.contains("1 new report, "), "{seen}");
    assert!(shell.out(&["reports"]).contains("Orlu shelled"));
    assert!(shell.see(&["verify"]).contains("the bytes of 1 report read again"), "kept, and so verified");
    let register = cairn_store::Register::open_for_reading(&shell.path("cairn.db")).unwrap();
    let file = &register.files().unwrap()[0];
    let id = &register.reports_of(Some(file)).unwrap()[0];
    let provenance = register.report(id).unwrap().unwrap().provenance;
    assert_eq!((provenance.record, provenance.offset), (Some(1), Some(0)), "{provenance:?}");
    drop(register);
    assert_eq!(
        shell.see(&["watch", "feeds.opml", "--once", "--keep", "kept"]).lines().count(),
        1,
        "not due yet"
    );
}

#[test]
fn a_folder_is_watched_for_what_comes() {
    let shell = Shell::new();
    shell.write("in/war.txt", WAR);
    let mut watch = shell.command(&["watch", "in"]).stdout(Stdio::piped()).spawn().unwrap();
    // Two looks, ten seconds apart: the file must have come to rest.
    let mut line = [0; 12];
    let mut out = watch.stdout.take().unwrap();
    let (send, receive) = std::sync::mpsc::channel();
    std::thread::spawn(move || send.send(out.read_exact(&mut line).map(|()| line)));
    let line = receive.recv_timeout(Duration::from_secs(60));
    watch.kill().unwrap();
    watch.wait().unwrap();
    assert_eq!(&line.unwrap().unwrap(), b"1 new report");
}
