use super::clause::{Clause, Phrase, Places};
use super::content;
use super::draft::{self, Draft, Frame, Needs};
use super::parts::Part;
use super::quotes;
use super::referent::{self, Form, Told};
use super::source;
use super::tags::SayingTags;
use crate::chart::{Chart, Match, MatchIdx};
use crate::extraction::{Saying, SayingClass, Tokens};
use crate::ruleset::Ruleset;
use cairn_text::Document;

/// A quotation of fewer tokens is a word or two that the outlet sets apart; sayings inside longer
/// ones belong to whoever is quoted.
const QUOTED_SPEECH: usize = 8;

/// Reads the attributions of a document, in the order of the text.
pub(crate) fn read(document: &Document, chart: &Chart, ruleset: &Ruleset) -> Vec<Saying> {
    let quotations = quotes::quotations(document);
    let reader = Reader { document, chart, ruleset, tags: &ruleset.saying_tags, quotations: &quotations };
    let mut told = Vec::new();
    let mut frames = chart.frames.as_slice();
    for sentence in 0..document.sentences().len() {
        let n = frames.partition_point(|idx| chart.matches[*idx as usize].sentence as usize == sentence);
        reader.sentence(sentence, &frames[..n], &mut told);
        frames = &frames[n..];
    }
    reader.carry_on(&mut told);
    referent::settle(document, reader.persons(), told)
}

struct Reader<'a> {
    document: &'a Document<'a>,
    chart: &'a Chart,
    ruleset: &'a Ruleset,
    tags: &'a SayingTags,
    quotations: &'a [Tokens],
}

impl Reader<'_> {
    fn sentence(&self, sentence: usize, frames: &[MatchIdx], told: &mut Vec<Told>) {
        let found: Vec<&Match> = frames
            .iter()
            .map(|idx| &self.chart.matches[*idx as usize])
            .filter(|found| self.ruleset.rules[found.rule as usize].gives() == "Saying")
            .collect();
        let inner = self.inner_cues(sentence);
        if found.is_empty() && inner.is_empty() {
            return;
        }
        let clause = Clause::new(self.document, self.chart, self.tags, sentence);
        let mut drafts: Vec<Draft> = Vec::new();
        let found = found.into_iter().filter_map(|found| self.draft(found, &clause));
        let inner = inner.into_iter().map(|cue| self.inner_draft(cue, &clause));
        let mut all: Vec<Draft> = found.chain(inner).collect();
        all.sort_by_key(|draft| draft.cue.start);
        for mut draft in all {
            let is_cue = draft.frame == Frame::Noun || clause.is_cue(draft.cue.clone());
            if !is_cue || self.is_quoted(&clause, &draft) {
                continue;
            }
            // "X said ..., adding that", "X said ... and denied": the same speaker goes on.
            if clause.goes_on(draft.cue.start) {
                let speaker = drafts.iter().rev().find(|said| {
                    said.source.is_some() && matches!(said.frame, Frame::Clause | Frame::Object)
                });
                if let Some(speaker) = speaker {
                    draft.source.clone_from(&speaker.source);
                }
            }
            if draft.is_likely(&clause) {
                drafts.push(draft);
            }
        }
        let (mut from, mut from_clause) = (0, 0);
        for (i, draft) in drafts.iter().enumerate() {
            let limit = drafts[i + 1..]
                .iter()
                .filter(|next| next.cue.start >= draft.behind)
                .find_map(|next| next.takes_over(&clause).filter(|at| *at >= draft.behind))
                .unwrap_or(clause.parts.len());
            // "X said Y said": what X says does not begin with X.
            let free = if draft.frame == Frame::Clause { from.max(from_clause) } else { from };
            let places = content::places(&clause, draft, free.min(draft.start()), limit);
            let mut content: Vec<Tokens> = places
                .iter()
                .map(|piece| self.whole_quotation(draft, clause.tokens(piece.clone())))
                .collect();
            if let Some(inner) = &draft.inner {
                content.push(inner.end..clause.tokens(draft.cue.clone()).end);
                content.sort_by_key(|piece| piece.start);
            }
            let mut introduces = false;
            if content.is_empty() && draft.frame == Frame::Clause {
                let introduced = self.paragraph_behind(sentence, &clause);
                introduces = introduced.is_some();
                content.extend(introduced.or_else(|| self.quotation_before(sentence)));
            } else if !draft.needs.met(&clause, draft, &places) {
                continue;
            }
            if draft.by_speaker && !draft.source.as_ref().is_some_and(|source| clause.may_speak(source)) {
                continue;
            }
            for piece in &mut content {
                // "That" may be a part of the first noun phrase ("that twelve men").
                let that = self.document.word(piece.start).eq_ignore_ascii_case("that");
                piece.start += usize::from(that && draft.frame == Frame::Clause);
            }
            content.retain(|piece| !piece.is_empty());
            if content.is_empty() {
                continue;
            }
            // What stands before a cue belongs to the first attribution that takes it.
            if draft.raised.is_none() && places.first().is_some_and(|first| first.end <= draft.start()) {
                from = draft.behind;
            }
            if draft.frame == Frame::Clause {
                from_clause = draft.behind;
            }
            let granted = draft.granted(&clause, &places).map(|at| clause.tokens(at..at + 1).start);
            let mut heard = self.told(sentence, &clause, draft, content);
            heard.introduces = introduces;
            heard.saying.granted_from = granted.unwrap_or(usize::MAX);
            if let Some(class) = draft.class_counted(&clause, &places) {
                heard.saying.class = class;
                heard.saying.manner = draft.manner_of(class, &clause);
            }
            told.push(heard);
        }
    }

    /// The first sentence behind a colon that ends its paragraph: a statement in full follows.
    fn paragraph_behind(&self, sentence: usize, clause: &Clause) -> Option<Tokens> {
        let sentences = self.document.sentences();
        let next = sentences.get(sentence + 1)?;
        let ends = clause.parts.last() == Some(&Part::Colon);
        (ends && next.paragraph != sentences[sentence].paragraph).then(|| next.tokens())
    }

    /// The quotation that ends right before a sentence, in its paragraph: "Why?" he asked.
    fn quotation_before(&self, sentence: usize) -> Option<Tokens> {
        let sentences = self.document.sentences();
        let before = sentences.get(sentence.checked_sub(1)?)?;
        let end = before.tokens().end;
        let quotation = quotes::around(self.quotations, end - 1)?;
        (before.paragraph == sentences[sentence].paragraph && quotation.end == end).then(|| quotation.clone())
    }

    /// Cues inside verb groups: phrases that earlier levels took for auxiliaries ("wants to", "is
    /// expected to"), adverbs of hearsay.
    fn inner_cues(&self, sentence: usize) -> Vec<InnerCue> {
        let wanted = [
            (self.tags.w_want, Frame::Object, SayingClass::Intention),
            (self.tags.w_expected, Frame::Raised, SayingClass::Appearance),
            (self.tags.w_reportedly, Frame::Raised, SayingClass::Appearance),
        ];
        let mut cues = Vec::new();
        for symbol in &self.chart.symbols[sentence] {
            if !self.chart.nodes[*symbol as usize].tags.contains(self.tags.verb) {
                continue;
            }
            let Some(group) = self.chart.made_by(*symbol) else { continue };
            for child in self.chart.children(group) {
                let child = &self.chart.nodes[*child as usize];
                if let Some((_, frame, class)) = wanted.iter().find(|(tag, ..)| child.tags.contains(*tag)) {
                    let tokens = child.from as usize..child.to as usize;
                    cues.push(InnerCue { tokens, rule: group.rule, frame: *frame, class: *class });
                }
            }
        }
        cues
    }

    fn inner_draft(&self, cue: InnerCue, clause: &Clause) -> Draft {
        let at = clause.place_of(cue.tokens.start);
        let subject = clause.subject(at);
        let raised = cue.frame == Frame::Raised;
        Draft {
            rule: cue.rule,
            frame: cue.frame,
            class: cue.class,
            needs: Needs::Nothing,
            by_speaker: false,
            counted: None,
            cue: at..at + 1,
            source: subject.clone().filter(|_| !raised),
            raised: subject.filter(|_| raised),
            via: None,
            inverted: false,
            behind: at + 1,
            inner: Some(cue.tokens),
        }
    }

    /// Proper names of persons, in the order of the text.
    fn persons(&self) -> Vec<Tokens> {
        let groups = self.chart.groups.iter().map(|idx| &self.chart.matches[*idx as usize]);
        groups
            .filter(|group| self.ruleset.rules[group.rule as usize].tags.contains(self.tags.person))
            .map(|group| self.chart.tokens(group))
            .collect()
    }

    fn told(&self, sentence: usize, clause: &Clause, draft: &Draft, content: Vec<Tokens>) -> Told {
        let tokens = |places: &Places| clause.tokens(places.clone());
        let rule = &self.ruleset.rules[draft.rule as usize];
        let source = draft.source.as_ref();
        let outer = source
            .and_then(|source| source.antecedent.clone().or_else(|| clause.name_beside(source)))
            .as_ref()
            .map(tokens);
        let saying = Saying {
            source: source.map(|source| tokens(&source.all)),
            source_head: source.map(|source| tokens(&(source.core.end - 1..source.core.end))),
            kind: source.map_or(crate::SourceKind::Unknown, |source| source::kind(clause, self.tags, source)),
            referent: outer,
            institution: source.and_then(|phrase| {
                let named = source::institution(clause, self.tags, phrase).as_ref().map(tokens);
                named.or_else(|| source::owner(clause, self.tags, phrase))
            }),
            via: draft.via.as_ref().filter(|via| self.relays(clause, draft, via)).map(tokens),
            cue: draft.inner.clone().unwrap_or_else(|| tokens(&draft.cue)),
            content,
            class: draft.class,
            unconfirmed: source.is_some_and(|source| {
                (source.all.start.saturating_sub(1)..source.all.end)
                    .any(|at| clause.has_inside(at, self.tags.doubtful))
            }),
            manner: draft.manner(clause),
            granted_from: usize::MAX,
            sentence,
            rules: vec![rule.id.clone()],
        };
        Told {
            saying,
            form: source.map_or(Form::Bare, |source| Form::of(clause, self.tags, source)),
            introduces: false,
            is_name: source
                .is_some_and(|source| source.core.clone().any(|at| clause.has_inside(at, self.tags.name))),
        }
    }

    /// Whether who was told, or whose words cite the source, hands it on: outlets do, and whoever
    /// cites.
    fn relays(&self, clause: &Clause, draft: &Draft, via: &Places) -> bool {
        draft.frame == Frame::Cited || via.clone().any(|at| clause.has_inside(at, self.tags.media))
    }

    /// A piece of content that a quotation runs over takes the whole quotation.
    fn whole_quotation(&self, draft: &Draft, piece: Tokens) -> Tokens {
        if draft.frame != Frame::Clause && draft.frame != Frame::Label {
            return piece;
        }
        let start =
            quotes::around(self.quotations, piece.start).map_or(piece.start, |quotation| quotation.start);
        let end = quotes::around(self.quotations, piece.end - 1).map_or(piece.end, |quotation| quotation.end);
        start.min(piece.start)..end.max(piece.end)
    }

    fn is_quoted(&self, clause: &Clause, draft: &Draft) -> bool {
        let cue = clause.tokens(draft.cue.clone());
        quotes::around(self.quotations, cue.start)
            .is_some_and(|quotation| quotation.start < cue.start && quotation.len() > QUOTED_SPEECH)
    }

    fn draft(&self, found: &Match, clause: &Clause) -> Option<Draft> {
        let rule = &self.ruleset.rules[found.rule as usize];
        let capture = |name| {
            let nodes = self.chart.capture(self.ruleset, found, name)?;
            let tokens = self.chart.token_range(nodes);
            let start = clause.place_of(tokens.start);
            Some(start..start + nodes.len())
        };
        let cue = capture("cue")?;
        let whole = self.chart.tokens(found);
        let mut draft = Draft {
            rule: found.rule,
            frame: Frame::of(rule),
            class: draft::class_of(rule),
            needs: Needs::of(rule),
            by_speaker: rule.set("by") == Some("speaker"),
            counted: rule.set("counted").map(|word| draft::class_named(Some(word))),
            behind: clause.place_of(whole.end.saturating_sub(1)) + 1,
            via: capture("via"),
            source: None,
            raised: None,
            inverted: false,
            inner: None,
            cue: cue.clone(),
        };
        if let Some(source) = capture("source") {
            draft.source = self.captured_source(clause, source, &mut draft);
            if draft.frame == Frame::Cited {
                draft.via = clause.subject(cue.start).map(|subject| subject.all);
            }
            return Some(draft);
        }
        if rule.set("source") == Some("subject") {
            draft.source = clause.subject(cue.start);
            return Some(draft);
        }
        match draft.frame {
            Frame::Noun | Frame::Adverbial | Frame::Label => {}
            // "X called the report that ... false".
            Frame::Predicate => {
                let called = (0..cue.start).rev().find(|at| clause.has(*at, self.tags.v_call));
                draft.source = called.and_then(|verb| clause.subject(verb));
            }
            Frame::Raised => draft.raised = clause.subject(cue.start),
            Frame::Clause | Frame::Object | Frame::Cited => self.find_source(clause, &mut draft),
        }
        Some(draft)
    }

    /// A source that a card captured: with what belongs to it on its other side.
    fn captured_source(&self, clause: &Clause, source: Places, draft: &mut Draft) -> Option<Phrase> {
        if source.start >= draft.cue.end {
            let phrase = clause.phrase_after(source.start)?;
            if draft.frame == Frame::Adverbial {
                draft.behind = draft.behind.max(phrase.all.end);
            }
            return Some(phrase);
        }
        clause.phrase_before(source.end)
    }

    fn find_source(&self, clause: &Clause, draft: &mut Draft) {
        let cue = draft.cue.clone();
        let bare = clause.has(cue.end - 1, self.tags.bare);
        // "An attack blamed on the rebels".
        let blamed = draft.class == SayingClass::Accusation && clause.has(draft.behind, self.tags.on);
        let passive = clause.has(cue.end - 1, self.tags.passive)
            || (bare
                && (blamed || clause.is_by(draft.behind))
                && !clause.has(draft.behind + 1, self.tags.medium));
        if passive {
            draft.raised = clause.subject(cue.start);
            if clause.is_by(draft.behind) {
                draft.source = clause.phrase_after(draft.behind + 1);
                draft.behind = draft.source.as_ref().map_or(draft.behind, |source| source.all.end);
            }
            // "It was reported that": the subject stands for what follows.
            if draft.raised.as_ref().is_some_and(|subject| {
                clause.part(subject.core.start) == Some(Part::Pronoun)
                    && clause.part(draft.behind) == Some(Part::That)
            }) {
                draft.raised = None;
            }
            return;
        }
        let postposed = clause.has(cue.end - 1, self.tags.v_quote);
        let inverted = clause.inverted_subject(cue.clone(), draft.behind).filter(|_| postposed);
        if let Some(source) = inverted {
            draft.behind = source.all.end;
            draft.inverted = true;
            draft.source = Some(source);
            return;
        }
        draft.source = clause.subject(cue.start);
    }

    /// Whether an item of a list begins at a token: a bullet, a dash, a number with its mark.
    fn is_item(&self, token: usize) -> bool {
        let word = |at: usize| (at < self.document.tokens().len()).then(|| self.document.word(at));
        match word(token) {
            Some("-" | "–" | "—" | "--" | "•" | "*" | "·" | "●" | "▪" | "◦" | "‣") => true,
            Some(first) => {
                first.len() <= 2
                    && first.bytes().all(|byte| byte.is_ascii_digit())
                    && matches!(word(token + 1), Some(")" | "."))
            }
            None => false,
        }
    }

    /// Quoted sentences behind an attribution, without a cue of their own, are its content too; so
    /// are the paragraphs behind a colon that ends its paragraph.
    fn carry_on(&self, told: &mut [Told]) {
        let sentences = self.document.sentences();
        for at in 0..told.len() {
            let saying = &told[at].saying;
            let says =
                matches!(saying.class, SayingClass::Statement | SayingClass::Denial | SayingClass::Demand);
            let Some(end) = saying.content.iter().map(|piece| piece.end).max().filter(|_| says) else {
                continue;
            };
            let mut sentence = self.document.sentence_of(end.max(saying.cue.end) - 1) + 1;
            let paragraph = sentences[saying.sentence].paragraph;
            let in_list = sentences.get(sentence).is_some_and(|first| self.is_item(first.tokens().start));
            while let Some(next) = sentences.get(sentence) {
                let tokens = next.tokens();
                // A list that is introduced ends with its last item.
                let opens = next.paragraph != sentences[sentence - 1].paragraph;
                if told[at].introduces && in_list && opens && !self.is_item(tokens.start) {
                    break;
                }
                let wholly_quoted = quotes::around(self.quotations, tokens.start).is_some_and(|quotation| {
                    quotation.start <= tokens.start && quotation.end + 1 >= tokens.end
                });
                let others = told.iter().any(|other| {
                    other.saying.sentence == sentence
                        && (!told[at].introduces
                            || (other.saying.source.is_some() && other.saying.class.states()))
                });
                let goes_on = told[at].introduces || (wholly_quoted && next.paragraph == paragraph);
                if !goes_on || others {
                    break;
                }
                told[at].saying.content.push(tokens);
                sentence += 1;
            }
        }
    }
}

/// A cue inside a verb group.
struct InnerCue {
    tokens: Tokens,
    rule: u32,
    frame: Frame,
    class: SayingClass,
}
