use super::ActorLexicon;
use super::row::{Form, LineKind, SourceRole};
use cairn_model::ActorSide;

/// What a surface form stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// A name of a party.
    Actor(ActorSide),
    /// A name of a body that is cited.
    Organisation(SourceRole),
    /// A public official who speaks for one.
    Person,
    /// A name of its own of a state's body ("Syrian Arab Army").
    StateBody,
    /// A name of a state.
    Country,
    /// What belongs to a state ("Syrian").
    Demonym,
    /// The seat of a government, which stands for it as a source.
    Capital,
    /// What follows a demonym to name a body ("warplanes"); true where it also stands alone ("army").
    BodyWord(bool),
    /// A word for a party of which nothing more is known.
    Generic(ActorSide),
}

/// A way of writing something the lexicon knows, for a matcher that runs over texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SurfaceForm<'a> {
    /// As written in the lexicon. Written in capitals throughout, it is an abbreviation, and small
    /// letters do not match it.
    pub words: &'a str,
    /// What it stands for.
    pub kind: FormKind,
    /// ISO 3166-1 alpha-2 code of the country it belongs to, where there is one.
    pub country: Option<&'a str>,
    /// Whether it means that only in reports about its country.
    pub local: bool,
}

impl ActorLexicon {
    /// Every form, in the order of the files; one that several rows share comes several times.
    pub fn surface_forms(&self) -> impl Iterator<Item = SurfaceForm<'_>> {
        let lines = self.rows.lines.iter().flat_map(|line| {
            let country = line.country.as_deref();
            let named = line.names.iter().flat_map(move |name| {
                let kind = match line.kind {
                    LineKind::Actor => FormKind::Actor(name.side),
                    LineKind::Organisation(role) => FormKind::Organisation(role),
                };
                std::iter::once(&name.name).chain(&name.forms).map(move |form| surface(form, kind, country))
            });
            named.chain(line.people.iter().map(move |person| surface(person, FormKind::Person, country)))
        });
        let states = self.rows.states.iter().flat_map(|state| {
            let country = Some(state.code.as_str());
            let named = state.names.iter().flat_map(move |name| {
                let names = std::iter::once(&name.name).chain(&name.forms);
                let names = names.map(move |form| surface(form, FormKind::Country, country));
                let demonyms =
                    name.demonyms.iter().map(move |form| surface(form, FormKind::Demonym, country));
                let capitals =
                    name.capitals.iter().map(move |form| surface(form, FormKind::Capital, country));
                names.chain(demonyms).chain(capitals)
            });
            let bodies = state.bodies.iter().flat_map(move |body| {
                let forms = body.forms.iter().map(move |form| surface(form, FormKind::StateBody, country));
                forms.chain(body.people.iter().map(move |form| surface(form, FormKind::Person, country)))
            });
            named.chain(bodies)
        });
        let bodies = self.rows.bodies.iter().flat_map(|body| {
            let bare = body.bare.iter().map(|form| surface(form, FormKind::BodyWord(true), None));
            bare.chain(body.tails.iter().map(|form| surface(form, FormKind::BodyWord(false), None)))
        });
        let generics = self.rows.generics.iter().flat_map(|generic| {
            generic.words.iter().map(|form| surface(form, FormKind::Generic(generic.side), None))
        });
        lines.chain(states).chain(bodies).chain(generics)
    }
}

fn surface<'a>(form: &'a Form, kind: FormKind, country: Option<&'a str>) -> SurfaceForm<'a> {
    SurfaceForm { words: &form.words, kind, country, local: form.local }
}
