//! A MUC-4 template: slots with fillers, as the scorer reads them.

use serde::Serialize;
use std::collections::BTreeMap;

/// What a template says of one slot: a value and, for some slots, what it is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Filler {
    /// A set fill, or words of the text.
    pub value: String,
    /// The target, organisation or instrument that the value is about.
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
}

/// One incident as a template. Slots that are not there are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Template {
    slots: BTreeMap<&'static str, Vec<Filler>>,
}

impl Template {
    /// Adds a value to a slot, once.
    pub fn add(&mut self, slot: &'static str, value: impl Into<String>) {
        self.push(slot, Filler { value: value.into(), about: None });
    }

    /// Adds a value with a cross reference to a slot, once.
    pub fn add_about(&mut self, slot: &'static str, value: impl Into<String>, about: &str) {
        self.push(slot, Filler { value: value.into(), about: Some(about.to_owned()) });
    }

    fn push(&mut self, slot: &'static str, filler: Filler) {
        let fillers = self.slots.entry(slot).or_default();
        if !fillers.contains(&filler) {
            fillers.push(filler);
        }
    }
}

/// The templates of one message.
#[derive(Debug, Serialize)]
pub struct Response<'m> {
    /// The message.
    pub id: &'m str,
    /// One template an incident; none for a message that tells of none.
    pub templates: Vec<Template>,
}
