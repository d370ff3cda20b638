//! What the resolution of places is given.

use super::level::PlaceLevel;
use cairn_model::{PlaceBasis, Span};

/// A place as a report names it.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceMention<'t> {
    /// The name as written; a level word may stand in it ("Idlib province") or beside it.
    pub words: &'t str,
    /// Where it stands, in code points.
    pub span: Span,
    /// The kind that a word beside the name says ("the province of").
    pub level: Option<PlaceLevel>,
    /// Names of what it lies in, as the same clause states them: "Sarmin, Idlib province".
    pub within: Vec<&'t str>,
    /// How the event lies to the name, as written ("north of", "near", "northern").
    pub relation: Option<&'t str>,
    /// Why the place is believed.
    pub basis: PlaceBasis,
    /// Whether it is named in passing, inside the name of something else: it says little of where
    /// the report is.
    pub in_passing: bool,
}

impl<'t> PlaceMention<'t> {
    /// A bare name that its clause states.
    pub fn new(words: &'t str, span: Span) -> Self {
        Self {
            words,
            span,
            level: None,
            within: Vec::new(),
            relation: None,
            basis: PlaceBasis::Stated,
            in_passing: false,
        }
    }

    /// The same, lying in a named place.
    pub fn within(mut self, container: &'t str) -> Self {
        self.within.push(container);
        self
    }
}

/// What else is known of the report that the mentions come from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReportContext<'t> {
    /// ISO 3166-1 alpha-2 code of the country that the outlet writes about first, where known.
    pub country: Option<&'t str>,
    /// The place of the dateline, where there is one.
    pub dateline: Option<&'t str>,
    /// Names and adjectives in the report that are no places of events but point to one ("Syrian").
    pub hints: Vec<&'t str>,
}
