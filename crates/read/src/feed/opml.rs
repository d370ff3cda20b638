use super::xml;
use crate::charset;
use quick_xml::events::Event;

/// A feed that a list names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Its address.
    pub url: String,
    /// What the list calls it.
    pub title: Option<String>,
}

/// The feeds of a list (OPML 2.0, <http://opml.org/spec2.opml>), folders opened, each once; none where the
/// bytes are no such list. What follows a fault is not read.
pub fn subscriptions(bytes: &[u8]) -> Option<Vec<Subscription>> {
    let text = charset::decode(bytes, xml::encoding(bytes).as_deref());
    if xml::root(&text)? != "opml" {
        return None;
    }
    let mut reader = xml::reader(&text);
    let mut found: Vec<Subscription> = Vec::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let Some(url) = xml::attribute(&tag, "xmlUrl").filter(|url| !url.trim().is_empty()) else {
                    continue;
                };
                let title = xml::attribute(&tag, "title").or_else(|| xml::attribute(&tag, "text"));
                if !found.iter().any(|known| known.url == url) {
                    found.push(Subscription { url, title });
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Some(found)
}
