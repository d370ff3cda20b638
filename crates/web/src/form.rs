//! Query strings: what a list is asked for, and addresses that ask for it.

use crate::site::Desk;
use cairn_model::{Day, EventType, Group, Kind};
use cairn_views::overview::{Asked, Order};
use serde::Deserialize;

/// What a visitor asks of the list of incidents, as it stands in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Query {
    pub since: String,
    pub until: String,
    pub place: String,
    pub actor: String,
    pub kind: String,
    pub group: String,
    #[serde(rename = "type")]
    pub event_type: String,
    pub origins: String,
    pub disputed: String,
    pub unreviewed: String,
    pub window: String,
    pub sort: String,
    pub page: String,
}

/// Escapes what stands in a query string (RFC 3986, 2.3: only unreserved characters stay).
pub(crate) fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for byte in words.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                escaped.push(char::from(byte));
            }
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

impl Query {
    /// The fields by name, with those that are set.
    fn fields(&self) -> [(&'static str, &str); 13] {
        [
            ("since", &self.since),
            ("until", &self.until),
            ("place", &self.place),
            ("actor", &self.actor),
            ("kind", &self.kind),
            ("group", &self.group),
            ("type", &self.event_type),
            ("origins", &self.origins),
            ("disputed", &self.disputed),
            ("unreviewed", &self.unreviewed),
            ("window", &self.window),
            ("sort", &self.sort),
            ("page", &self.page),
        ]
    }

    /// The query string with some fields replaced; an empty value leaves a field out.
    pub fn with(&self, replaced: &[(&str, &str)]) -> String {
        let mut parts = Vec::new();
        for (name, own) in self.fields() {
            let value = replaced.iter().find(|(field, _)| *field == name).map_or(own, |(_, value)| value);
            if !value.trim().is_empty() {
                parts.push(format!("{name}={}", escape(value.trim())));
            }
        }
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }

    /// The query string without page and order: what is asked for and nothing else.
    pub fn filters(&self) -> String {
        self.with(&[("page", ""), ("sort", "")])
    }

    /// Whether anything narrows the list.
    pub fn narrows(&self) -> bool {
        !self.filters().is_empty()
    }

    /// In which order the list stands.
    pub fn order(&self) -> Order {
        match self.sort.as_str() {
            "oldest" => Order::Oldest,
            "killed" => Order::Deadliest,
            _ => Order::Newest,
        }
    }

    /// The page of the list, from 1.
    pub fn page(&self) -> usize {
        self.page.parse().unwrap_or(1).max(1)
    }

    /// What is asked for, with what could not be understood in words.
    pub fn asked(&self, desk: &dyn Desk) -> (Asked, Vec<String>) {
        let mut notes = Vec::new();
        let words = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let asked = Asked {
            since: read(&self.since, &mut notes),
            until: read(&self.until, &mut notes),
            place: words(&self.place),
            country: words(&self.place).and_then(|place| desk.country_of(&place)),
            actor: words(&self.actor),
            kind: read::<Kind>(&self.kind, &mut notes),
            group: read::<Group>(&self.group, &mut notes),
            event_type: read::<EventType>(&self.event_type, &mut notes),
            min_origins: read(&self.origins, &mut notes).unwrap_or(0),
            disputed: !self.disputed.is_empty(),
            unreviewed: !self.unreviewed.is_empty(),
            window: window(&self.window, &mut notes),
        };
        if asked.since.zip(asked.until).is_some_and(|(since, until): (Day, Day)| since > until) {
            notes.push("The first day is after the last day.".to_owned());
        }
        (asked, notes)
    }
}

/// A value of a field; what is none is told.
fn read<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str, notes: &mut Vec<String>) -> Option<T> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    text.parse().map_err(|fault: T::Err| notes.push(format!("“{text}” was left out: {fault}."))).ok()
}

/// West, south, east, north, in degrees.
pub(crate) fn window(text: &str, notes: &mut Vec<String>) -> Option<[f64; 4]> {
    if text.trim().is_empty() {
        return None;
    }
    let edges: Vec<f64> = text.split(',').filter_map(|edge| edge.trim().parse().ok()).collect();
    let edges: Option<[f64; 4]> = edges.try_into().ok();
    let edges = edges.filter(|edges| edges.iter().all(|edge| edge.is_finite()));
    if edges.is_none() {
        notes.push("The window of the map was left out: it has four numbers.".to_owned());
    }
    edges
}
