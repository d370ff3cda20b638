use super::Veil;
use super::claim::NOWHERE;
use cairn_model::{Agreement, AgreementPart, AgreementStep, Breaches, Term};

impl Veil<'_> {
    pub fn agreement(&self, agreement: Agreement) -> Agreement {
        let Agreement { id, name, parties, guarantors, zones, terms, time, state, history, breaches, claims } =
            agreement;
        Agreement {
            id: self.agreement_id(&id),
            name: self.name_of_place_or_deal(name),
            parties: parties.into_iter().map(|party| self.actor(party)).collect(),
            guarantors: guarantors.into_iter().map(|party| self.actor(party)).collect(),
            zones: zones.into_iter().map(|zone| self.name_of_place_or_deal(zone)).collect(),
            terms: terms.into_iter().map(|term| self.term(term)).collect(),
            time: self.time(time),
            state,
            history: history.into_iter().map(|step| self.step(step)).collect(),
            breaches: breaches.into_iter().map(|one| self.breaches(one)).collect(),
            claims: self.claim_ids(&claims),
        }
    }

    /// The name of a zone or an agreement, which is mostly that of a place.
    fn name_of_place_or_deal(&self, name: String) -> String {
        match self.protection.coarsen {
            Some(_) => self.name(&name),
            None => self.scrub(&name),
        }
    }

    fn term(&self, term: Term) -> Term {
        let Term { kind, words: _, span: _, deadline, claim } = term;
        Term {
            kind,
            words: String::new(),
            span: NOWHERE,
            deadline: deadline.map(|time| self.time(time)),
            claim: self.claim_id(&claim),
        }
    }

    fn step(&self, step: AgreementStep) -> AgreementStep {
        let AgreementStep { state, time, claims } = step;
        AgreementStep { state, time: self.time(time), claims: self.claim_ids(&claims) }
    }

    fn breaches(&self, breaches: Breaches) -> Breaches {
        let Breaches { claimant, by, denied, counts, claims } = breaches;
        Breaches {
            claimant: self.origin(claimant),
            by: by.map(|name| self.name(&name)),
            denied,
            counts: counts.into_iter().map(|count| self.point(count)).collect(),
            claims: self.claim_ids(&claims),
        }
    }

    pub(super) fn agreement_part(&self, part: AgreementPart) -> AgreementPart {
        let AgreementPart { name, state, parties, guarantors, zones, term, words: _, span: _, deadline } =
            part;
        AgreementPart {
            name: self.name_of_place_or_deal(name),
            state,
            parties: parties.into_iter().map(|party| self.actor(party)).collect(),
            guarantors: guarantors.into_iter().map(|party| self.actor(party)).collect(),
            zones: zones.into_iter().map(|zone| self.name_of_place_or_deal(zone)).collect(),
            term,
            words: None,
            span: None,
            deadline: deadline.map(|time| self.time(time)),
        }
    }
}
