//! E-mail (RFC 5322, MIME): a message is a report. Lists and agencies send their wires this way.

mod mailbox;

pub(crate) use mailbox::Mailbox;

use crate::document::{self, Document};
use crate::draft::{Draft, Wording, given, on_one_line};
use crate::headers::ContentType;
use crate::place::Place;
use crate::reader::Item;
use cairn_model::Day;
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

const WORDING: Wording = Wording {
    no_text: "The message has no words of its own; save what is attached to it, and add that.",
    no_day: "The message has no field `Date`.",
};

/// Reads one message: the outlet is its sender, the title its subject, the day that of the sender's clock.
pub(crate) fn read(bytes: &[u8], place: &Place) -> Vec<Item> {
    let unreadable =
        || vec![Err(place.note("is no message", "A message begins with fields like `From:` and `Date:`."))];
    let Some(message) = MessageParser::default().parse(bytes) else { return unreadable() };
    if message.headers().is_empty() {
        return unreadable();
    }
    let sender = message.from().and_then(|from| from.first());
    let outlet = sender.and_then(|sender| sender.name.as_deref().or(sender.address.as_deref()));
    let draft = Draft {
        outlet: outlet.map(field),
        title: message.subject().map(field),
        published: message.date().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
        ..Draft::default()
    };
    let mut items = body(&message, draft, bytes, place);
    if message.attachment_count() > 0 && !items.is_empty() {
        let hint = "What is attached to messages is not read; save it, and add it by itself.";
        items.insert(0, Err(place.note(format!("has {} attached", message.attachment_count()), hint)));
    }
    items
}

/// The words of a field, in which no NUL or other control character stands (RFC 5322, section 2.2).
fn field(words: &str) -> String {
    on_one_line(words).trim().to_owned()
}

/// The words of a message: its plain text, or its page where it has no other.
fn body(message: &Message<'_>, draft: Draft, bytes: &[u8], place: &Place) -> Vec<Item> {
    let part = |list: &[u32]| list.first().and_then(|idx| message.parts.get(*idx as usize));
    if let Some(PartType::Text(text)) = part(&message.text_body).map(|part| &part.body)
        && !text.trim().is_empty()
    {
        return Draft { text: Some(text.to_string()), ..draft }.finish(place, bytes, WORDING);
    }
    let Some((part, page)) = part(&message.html_body).and_then(|part| match &part.body {
        PartType::Html(page) => Some((part, page)),
        _ => None,
    }) else {
        return draft.finish(place, bytes, WORDING);
    };
    debug_assert!(part.content_type().is_some());
    // The parser has made it UTF-8.
    let content_type = ContentType::parse("text/html; charset=utf-8");
    let day: Option<Day> = draft.published.as_deref().and_then(|day| day.parse().ok());
    let document =
        Document { bytes: page.as_bytes(), raw: bytes, url: None, day, content_type: &content_type };
    let mut items = document::page(&document, place);
    let mut drafted = draft;
    for report in items.iter_mut().flatten() {
        // What the message says of itself goes before what the page seems to say.
        report.outlet = given(drafted.outlet.take()).or(report.outlet.take());
        report.title = given(drafted.title.take()).or(report.title.take());
    }
    items
}
