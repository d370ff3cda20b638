use crate::Span;
use crate::closed_list::closed_list;
use serde::{Deserialize, Serialize};

closed_list! {
    /// What part a hand has in a chain.
    pub enum HandRole("hand role") {
        /// A person.
        Speaker = "speaker",
        /// A body the speaker speaks for, or that speaks itself.
        Institution = "institution",
        /// A news agency or another outlet that is cited.
        Agency = "agency",
        /// The report's own outlet.
        Outlet = "outlet",
    }
}

closed_list! {
    /// How a source says what it says: the strength of the reporting words.
    ///
    /// Classes after Thompson and Ye, "Evaluation in the reporting verbs used in academic papers"
    /// (1991), cut down to what news of war tells apart.
    pub enum Manner("manner") {
        /// Says, reports, tells: the plain case.
        Stated = "stated",
        /// Claims, alleges, boasts: the outlet keeps its distance.
        Claimed = "claimed",
        /// Confirms what others said before.
        Confirmed = "confirmed",
        /// Admits, acknowledges, concedes: against its own interest.
        Admitted = "admitted",
        /// Denies, rejects, dismisses.
        Denied = "denied",
        /// Warns, threatens.
        Warned = "warned",
        /// Accuses, blames: says that somebody else did it.
        Accused = "accused",
        /// Fears, suspects, believes.
        Feared = "feared",
    }
}

/// One hand in a chain of attribution.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hand {
    /// The name, as written.
    pub name: String,
    /// Its part in the chain.
    pub role: HandRole,
    /// The reporting words ("said", "according to").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<String>,
    /// How it says it, as far as the reporting words tell; none for hands that only relay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manner: Option<Manner>,
    /// Where the name stands; none for the outlet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// The chain of hands through which a claim came, the first hand first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Attribution(pub Vec<Hand>);

impl Attribution {
    /// The first hand, unless that is the report's own outlet.
    pub fn claimant(&self) -> Option<&Hand> {
        self.0.first().filter(|hand| hand.role != HandRole::Outlet)
    }
}
