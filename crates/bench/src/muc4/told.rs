//! What a message tells of one act of violence, clause by clause.

/// One clause about an act of violence, in the words of the message.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// The sentence it stands in, from 0.
    pub sentence: usize,
    /// The words that tell of it.
    pub trigger: String,
    /// The classes of those words in the lexicons.
    pub tags: Vec<String>,
    /// Who did it.
    pub actor: Option<String>,
    /// To whom or what.
    pub targets: Vec<String>,
    /// With what.
    pub instrument: Option<String>,
}

impl Told {
    /// Whether the trigger is of a class.
    pub fn is(&self, tag: &str) -> bool {
        self.tags.iter().any(|known| known == tag)
    }
}
