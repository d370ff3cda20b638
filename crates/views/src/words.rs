//! Values in words, as tables and pages show them.

use cairn_model::{
    ActorValue, Attribution, Figure, Group, Incident, Kind, Object, PlacePrecision, PlaceValue, Qualifier,
    Stake, Tie, TieKind, TimeBasis, TimeValue,
};
use cairn_store::fold;

/// A figure: `about 40`, `at least 12`, `2 to 4`, `dozens`; empty for a claim without a figure.
pub fn figure_words(figure: &Figure) -> String {
    let Some(n) = figure.n else { return figure.vague.clone().unwrap_or_default() };
    let number = match figure.n_max {
        Some(n_max) => format!("{n} to {n_max}"),
        None => n.to_string(),
    };
    match figure.qualifier {
        Qualifier::Exact | Qualifier::Vague => number,
        Qualifier::About => format!("about {number}"),
        Qualifier::AtLeast => format!("at least {number}"),
        Qualifier::AtMost => format!("up to {number}"),
    }
}

/// What is counted and what happened to it: `killed civilian`, `destroyed tank`, `killed people`.
pub fn what_words(kind: Kind, object: Option<Object>, group: Option<Group>) -> String {
    let counted = match (object, group) {
        (_, Some(group)) if group != Group::Unspecified => group.as_str(),
        (Some(object), _) => object.as_str(),
        (None, _) => return kind.as_str().replace('_', " "),
    };
    format!("{kind} {counted}").replace('_', " ")
}

/// A time: `2017-09-19`, `2017-09-19/20`, `2017-09` for the whole month, `by 2017-09-21` where only
/// the publication is known, `undated`.
///
/// The ends of intervals are shortened as ISO 8601-1, 5.5.2.4, allows.
pub fn time_words(time: &TimeValue) -> String {
    match (time.start, time.end) {
        (_, Some(end)) if time.basis == TimeBasis::Publication => format!("by {end}"),
        _ if matches!(time.basis, TimeBasis::Publication | TimeBasis::Unknown) => "undated".to_owned(),
        (Some(start), Some(end)) if start == end => start.to_string(),
        (Some(start), Some(end)) if start.day() == 1 && start.end_of_month() == end => {
            format!("{:04}-{:02}", start.year(), start.month())
        }
        (Some(start), Some(end)) if (start.year(), start.month()) == (end.year(), end.month()) => {
            format!("{start}/{:02}", end.day())
        }
        (Some(start), Some(end)) if start.year() == end.year() => {
            format!("{start}/{:02}-{:02}", end.month(), end.day())
        }
        (Some(start), Some(end)) => format!("{start}/{end}"),
        (Some(start), None) => format!("from {start}"),
        (None, Some(end)) => format!("by {end}"),
        (None, None) => "undated".to_owned(),
    }
}

/// The name of a place as its report spells it; a name in capitals, which tell nothing, as the
/// gazetteer spells it.
pub fn place_name(place: &PlaceValue) -> &str {
    let is_capitals = !place.name.contains(char::is_lowercase);
    let known = place.resolved.as_deref().filter(|known| is_capitals && fold(known) == fold(&place.name));
    known.unwrap_or(&place.name)
}

/// A place: `Hama, SY`, `north of Hama, SY`, `Idlib, SY (region)`, as its report spells it, with the
/// gazetteer's name beside it where that is another: `Raqa (Ar Raqqah), SY`. What is coarser than a
/// town says so in words.
pub fn place_words(place: &PlaceValue) -> String {
    let own = place_name(place);
    let known = place.resolved.as_deref().filter(|known| !fold(own).contains(&fold(known)));
    let name = known.map_or_else(|| own.to_owned(), |known| format!("{own} ({known})"));
    let mut words = match &place.relation {
        Some(relation) => format!("{} {name}", relation.to_lowercase()),
        None => name,
    };
    if let Some(country) = place.country.as_ref().filter(|_| place.precision != PlacePrecision::Country) {
        words.push_str(", ");
        words.push_str(country);
    }
    let coarse = match place.precision {
        PlacePrecision::Exact => return words,
        PlacePrecision::Near if place.relation.is_some() => return words,
        PlacePrecision::Near => "near",
        PlacePrecision::Adm2 => "district",
        PlacePrecision::Adm1 => "region",
        PlacePrecision::Area => "area",
        PlacePrecision::Country => "country",
        PlacePrecision::International => "international",
        PlacePrecision::Unresolved => "not on the map",
    };
    format!("{words} ({coarse})")
}

/// Where an incident happened, in words: its place and the others that its claims state, the finest
/// first, as `north of Hama, SY; Idlib, SY (region)`; after the third only how many more there are.
pub fn where_words(incident: &Incident) -> Option<String> {
    const SHOWN: usize = 3;
    let chief = incident.place.as_ref()?;
    let mut places: Vec<&PlaceValue> = std::iter::once(chief).chain(&incident.places).collect();
    places.sort_by_key(|place| place.precision.coarseness());
    let mut words: Vec<String> = places.iter().take(SHOWN).map(|place| place_words(place)).collect();
    if places.len() > SHOWN {
        words.push(format!("{} more", places.len() - SHOWN));
    }
    Some(words.join("; "))
}

/// Latitude and longitude of a place that is known as a point: a named place or near one. The
/// centroid of anything coarser is no point.
pub fn point(place: &PlaceValue) -> Option<(f64, f64)> {
    matches!(place.precision, PlacePrecision::Exact | PlacePrecision::Near)
        .then_some(place.lat.zip(place.lon))
        .flatten()
}

/// The chain of hands, the first hand first: `Captain Damrod → the General Staff → Arnor Wire`.
pub fn chain_words(attribution: &Attribution) -> String {
    let hands: Vec<&str> = attribution.0.iter().map(|hand| hand.name.as_str()).collect();
    hands.join(" → ")
}

/// Whose text a report has: `copied from Vale Wire`, `rewrites the text of Vale Wire`, `text of Vale Wire`,
/// `copy; whose text it is, is not told`.
pub fn tie_words(tie: &Tie) -> String {
    match (tie.kind, &tie.source) {
        (TieKind::Copy, Some(source)) => format!("copied from {source}"),
        (TieKind::Rewrite, Some(source)) => format!("rewrites the text of {source}"),
        (TieKind::Credit, Some(source)) => format!("text of {source}"),
        (TieKind::Copy, None) => "one text; who had it first is not told".to_owned(),
        (TieKind::Rewrite, None) => "shares its telling; who had it first is not told".to_owned(),
        (TieKind::Credit, None) => "text of agencies that it does not name".to_owned(),
    }
}

/// Whose losses a party speaks of: `of its enemy's losses`, `of its own losses`.
pub fn stake_words(stake: Stake) -> &'static str {
    match stake {
        Stake::EnemyLosses => "of its enemy's losses",
        Stake::OwnLosses => "of its own losses",
    }
}

/// `5 reports, 3 outlets, 1 origin`.
pub fn source_words(reports: usize, outlets: usize, origins: usize) -> String {
    let count = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
    format!("{}, {}, {}", count(reports, "report"), count(outlets, "outlet"), count(origins, "origin"))
}

/// The neutral names of parties, each once, in their order.
pub fn neutral_names(parties: &[ActorValue]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for party in parties {
        if !names.contains(&party.name) {
            names.push(party.name.clone());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{figure_words, point, time_words};
    use cairn_model::{Day, Figure, PlaceBasis, PlacePrecision, PlaceValue, Qualifier, TimeBasis, TimeValue};

    #[test]
    fn figures_keep_their_bounds() {
        let figure = |n, n_max, qualifier| Figure { n, n_max, vague: None, qualifier };
        let dozens = Figure { vague: Some("dozens".into()), ..figure(None, None, Qualifier::Vague) };
        for (figure, words) in [
            (figure(Some(0), None, Qualifier::Exact), "0"),
            (figure(Some(2), Some(4), Qualifier::Exact), "2 to 4"),
            (figure(Some(350), None, Qualifier::AtMost), "up to 350"),
            (figure(Some(12), Some(15), Qualifier::About), "about 12 to 15"),
            (dozens, "dozens"),
            (Figure::none(), ""),
        ] {
            assert_eq!(figure_words(&figure), words);
        }
    }

    #[test]
    fn a_publication_is_never_shown_as_the_day_of_an_event() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let days = |start, end, basis| TimeValue::days(day(start), day(end), basis);
        for (time, words) in [
            (days("2019-05-24", "2019-05-24", TimeBasis::Stated), "2019-05-24"),
            (days("2019-05-24", "2019-05-26", TimeBasis::Stated), "2019-05-24/26"),
            (days("2019-05-24", "2019-06-02", TimeBasis::Lead), "2019-05-24/06-02"),
            (days("2019-12-30", "2020-01-02", TimeBasis::Lead), "2019-12-30/2020-01-02"),
            (days("2019-02-01", "2019-02-28", TimeBasis::Stated), "2019-02"),
            (days("2019-05-25", "2019-05-25", TimeBasis::Publication), "by 2019-05-25"),
            (TimeValue::unknown(), "undated"),
        ] {
            assert_eq!(time_words(&time), words);
        }
    }

    #[test]
    fn a_centroid_is_no_point() {
        for precision in PlacePrecision::ALL {
            let place = PlaceValue {
                lat: Some(1.0),
                lon: Some(2.0),
                precision: *precision,
                ..PlaceValue::unresolved("Ithilien", PlaceBasis::Stated)
            };
            let fine = matches!(precision, PlacePrecision::Exact | PlacePrecision::Near);
            assert_eq!(point(&place).is_some(), fine, "{precision}");
        }
    }
}
