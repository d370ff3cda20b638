use crate::closed_list::closed_list;
use crate::{ActorId, Span};
use serde::{Deserialize, Serialize};

closed_list! {
    /// What sort of party an actor is.
    pub enum ActorSide("actor side") {
        /// A state's government or forces.
        State = "state",
        /// An armed group that fights a state or other groups.
        Rebel = "rebel",
        /// A militia that fights on a state's side.
        ProGovernment = "pro_government",
        /// A foreign or international force (peacekeepers, a coalition).
        International = "international",
        /// A criminal organisation.
        Criminal = "criminal",
        /// A party or movement without arms of its own.
        Political = "political",
        /// Named only by a word ("gunmen").
        Unidentified = "unidentified",
    }
}

closed_list! {
    /// Why an actor is believed to have done what a claim tells.
    ///
    /// The values of MUC-4's "perpetrator confidence" (1992), without those that a court would give.
    pub enum ActorBasis("actor basis") {
        /// The claimant, or the outlet, states it as a fact.
        Stated = "stated",
        /// The actor says so itself: claims responsibility, admits it, tells of its own deed.
        Claimed = "claimed",
        /// Somebody accuses or blames the actor.
        Accused = "accused",
        /// The actor is suspected, alleged or believed to have done it.
        Suspected = "suspected",
    }
}

/// A party as a report names it, and as the register names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ActorValue {
    /// The line of succession, where the name is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ActorId>,
    /// The neutral name at the time of the event; the words themselves where the name is not known.
    pub name: String,
    /// The outlet's own words.
    pub words: String,
    /// What sort of party it is.
    pub side: ActorSide,
    /// ISO 3166-1 alpha-2 code of its country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Where the words stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}
