use super::Veil;
use cairn_model::{Attribution, Claim, Evidence, Figure, Period, Span, TimeValue};

/// Where words stand that are left out.
pub(super) const NOWHERE: Span = Span { start: 0, end: 0 };

impl Veil<'_> {
    pub fn claim(&self, claim: Claim) -> Claim {
        let Claim {
            id,
            key,
            report,
            kind,
            event_type,
            object,
            group,
            figure,
            period,
            status,
            attribution,
            stake,
            actor,
            actor_basis,
            accuser,
            target,
            instrument,
            place,
            time,
            agreement,
            part_of,
            evidence: _,
            rules,
            ruleset,
            confidence,
            made_by,
        } = claim;
        Claim {
            id: self.claim_id(&id),
            key: self.claim_key(&key),
            report: self.report_id(&report),
            kind,
            event_type,
            object,
            group,
            figure: self.figure(figure),
            period: match period {
                Period::Incident => Period::Incident,
                Period::Cumulative { since } => {
                    Period::Cumulative { since: since.map(|time| self.time(time)) }
                }
            },
            status,
            attribution: Attribution(attribution.0.into_iter().map(|hand| self.hand(hand)).collect()),
            stake,
            actor: actor.map(|actor| self.actor(actor)),
            actor_basis,
            accuser: accuser.map(|hand| self.hand(hand)),
            target: target.map(|target| self.actor(target)),
            instrument: self.common(instrument),
            place: place.and_then(|place| self.place(place)),
            time: self.time(time),
            agreement: agreement.map(|part| self.agreement_part(part)),
            part_of,
            evidence: Evidence { sentence: NOWHERE, figure: None, trigger: None },
            rules,
            ruleset,
            confidence,
            made_by: self.common(made_by),
        }
    }

    pub(super) fn figure(&self, figure: Figure) -> Figure {
        let Figure { n, n_max, vague, qualifier } = figure;
        Figure { n, n_max, vague: self.common(vague), qualifier }
    }

    pub(super) fn time(&self, time: TimeValue) -> TimeValue {
        let TimeValue { start, end, precision, basis, words: _, span: _ } = time;
        TimeValue { start, end, precision, basis, words: None, span: None }
    }
}
