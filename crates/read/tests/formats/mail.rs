use crate::read;
use cairn_read::MAX_REPORT_BYTES;

const MESSAGE: &str = "From: =?utf-8?q?Vale_W=C3=ACre?= <desk@vale.example>\nSubject: Raid\n\
    Date: Sat, 25 May 2019 00:30:00 +0300\nMessage-ID: <1@vale.example>\n\n";

#[test]
fn a_message_is_a_report() {
    let plain = format!("{MESSAGE}Two people fled.\n");
    assert_eq!(read("a.eml", plain.as_bytes()), ["- - - | Vale Wìre | 2019-05-25 | Two people fled."]);
    assert_eq!(read("-", plain.as_bytes()).len(), 1, "told by its fields");
    let quoted = MESSAGE.replace(
        "\n\n",
        "\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n",
    );
    assert!(read("a.eml", format!("{quoted}La tr=EAve tient.").as_bytes())[0].ends_with("| La trêve tient."));
    let both =
        MESSAGE.replace("\n\n", "\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n");
    let both = format!(
        "{both}--b\nContent-Type: text/plain\n\nTwo fled.\n--b\nContent-Type: text/html\n\n<p>Two <b>fled</b>.\n--b--\n"
    );
    assert!(read("a.eml", both.as_bytes())[0].ends_with("| Two fled."));
}

#[test]
fn fields_with_control_characters_cost_no_message() {
    let torn = "From: Vale\0Wire <desk@vale.example>\nSubject: Shells\x01fall\0\n\
        Date: Sat, 25 May 2019 00:30:00 +0300\nMIME-Version: 1.0\n";
    let plain = format!("{torn}\nTwo fled.\n");
    assert_eq!(read("a.eml", plain.as_bytes()), ["- - - | Vale Wire | 2019-05-25 | Two fled."]);
    let page = format!("{torn}Content-Type: text/html; charset=utf-8\n\n<p>Two fled.</p>\n");
    assert_eq!(read("a.eml", page.as_bytes()), ["- - - | Vale Wire | 2019-05-25 | Two fled."]);
}

#[test]
fn what_is_attached_is_named() {
    let mixed = MESSAGE.replace("\n\n", "\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n");
    let mixed = format!(
        "{mixed}--b\nContent-Type: text/plain\n\nTwo fled.\n--b\nContent-Type: application/pdf\n\
         Content-Disposition: attachment; filename=a.pdf\n\n%PDF\n--b--\n"
    );
    let found = read("a.eml", mixed.as_bytes());
    assert!(
        found[0].starts_with("! a.eml: has 1 attached") && found[1].ends_with("| Two fled."),
        "{found:?}"
    );
}

#[test]
fn a_mailbox_is_read_message_by_message() {
    let one = |n: u32| {
        format!(
            "From desk@vale.example Sat May 25 00:30:00 2019\n{MESSAGE}Shell {n} fell.\n>From here on it was calm.\n\n"
        )
    };
    let mailbox = [one(1), one(2)].concat();
    let found = read("a.mbox", mailbox.as_bytes());
    let start = one(1).len();
    assert_eq!(
        found,
        [
            "- 1 0 | Vale Wìre | 2019-05-25 | Shell 1 fell.\nFrom here on it was calm.".to_owned(),
            format!("- 2 {start} | Vale Wìre | 2019-05-25 | Shell 2 fell.\nFrom here on it was calm."),
        ]
    );
    let huge = [one(1), "x".repeat(MAX_REPORT_BYTES), "\n\n".to_owned(), one(2)].concat();
    let found = read("inbox", huge.as_bytes());
    assert!(found[0].contains("MiB long") && found[1].contains("Shell 2 fell."), "{:?}", found.len());
}

#[test]
fn messages_within_messages_have_an_end() {
    let mut deep = MESSAGE.trim_end().to_owned();
    for n in 0..20_000 {
        deep.push_str(&format!(
            "\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b{n}\n\n--b{n}"
        ));
    }
    assert_eq!(read("a.eml", deep.as_bytes()).len(), 1);
}
