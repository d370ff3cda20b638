use super::Veil;
use cairn_model::{
    Corroboration, Disagreement, FigurePoint, FigureSeries, Incident, PlaceValue, ReportId, Toll, TollPoint,
};

impl Veil<'_> {
    pub fn incident(&self, incident: Incident) -> Incident {
        let Incident {
            id,
            event_type,
            acts,
            time,
            place,
            places,
            parties,
            claims,
            reports,
            outlets,
            origins,
            figures,
            disagreements,
            corroborations,
        } = incident;
        let place = place.and_then(|place| self.place(place));
        let mut others: Vec<PlaceValue> = Vec::new();
        for other in places.into_iter().filter_map(|other| self.place(other)) {
            if place.iter().chain(&others).all(|known| *known != other) {
                others.push(other);
            }
        }
        let mut reports: Vec<ReportId> = reports.iter().map(|report| self.report_id(report)).collect();
        reports.sort();
        let mut origins: Vec<_> = origins.into_iter().map(|origin| self.origin(origin)).collect();
        origins.sort();
        let mut figures: Vec<_> = figures.into_iter().map(|series| self.series(series)).collect();
        // Their order was that of the claimants' names.
        figures.sort_by(|a, b| {
            (a.kind, a.object, a.group, &a.origin).cmp(&(b.kind, b.object, b.group, &b.origin))
        });
        Incident {
            id: self.incident_id(&id),
            event_type,
            acts,
            time: self.time(time),
            place,
            places: others,
            parties: parties.into_iter().map(|party| self.actor(party)).collect(),
            claims: self.claim_ids(&claims),
            reports,
            outlets: outlets.iter().map(|outlet| self.scrub(outlet)).collect(),
            origins,
            figures,
            disagreements: disagreements.into_iter().map(|one| self.disagreement(one)).collect(),
            corroborations: corroborations.into_iter().map(|one| self.corroboration(one)).collect(),
        }
    }

    fn series(&self, series: FigureSeries) -> FigureSeries {
        let FigureSeries { kind, object, group, origin, stake, sort, points } = series;
        FigureSeries {
            kind,
            object,
            group,
            origin: self.origin(origin),
            stake,
            sort: self.common(sort),
            points: points.into_iter().map(|point| self.point(point)).collect(),
        }
    }

    pub(super) fn point(&self, point: FigurePoint) -> FigurePoint {
        let FigurePoint { figure, published, claims, part_of, died } = point;
        FigurePoint { figure: self.figure(figure), published, claims: self.claim_ids(&claims), part_of, died }
    }

    /// The values are words of the reports, and go; that there is a disagreement stays.
    fn disagreement(&self, disagreement: Disagreement) -> Disagreement {
        let Disagreement { field, values: _, claims } = disagreement;
        Disagreement {
            field: self.common(Some(field)).unwrap_or_default(),
            values: Vec::new(),
            claims: self.claim_ids(&claims),
        }
    }

    fn corroboration(&self, corroboration: Corroboration) -> Corroboration {
        let Corroboration { field, value, origins, claims } = corroboration;
        Corroboration {
            field: self.common(Some(field)).unwrap_or_default(),
            value: self.common(Some(value)).unwrap_or_default(),
            origins: origins.into_iter().map(|origin| self.origin(origin)).collect(),
            claims: self.claim_ids(&claims),
        }
    }

    pub fn toll(&self, toll: Toll) -> Toll {
        let Toll { id, kind, object, group, place, since, origins, points } = toll;
        let point = |point: TollPoint| {
            let TollPoint { as_of, figure, claim, report } = point;
            TollPoint {
                as_of,
                figure: self.figure(figure),
                claim: self.claim_id(&claim),
                report: self.report_id(&report),
            }
        };
        Toll {
            id: self.toll_id(&id),
            kind,
            object,
            group,
            place: self.region(place),
            since,
            origins: origins.into_iter().map(|origin| self.origin(origin)).collect(),
            points: points.into_iter().map(point).collect(),
        }
    }
}
