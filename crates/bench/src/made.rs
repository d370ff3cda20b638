//! Reports made up in any number, for measuring how cost grows: sentences of war reporting recombined
//! with other days, places, names and figures. No two need be alike, and none is of a corpus.

use serde::Serialize;

/// Towns of several wars, as reports write them.
const TOWNS: &[&str] = &[
    "Aleppo",
    "Homs",
    "Idlib",
    "Hama",
    "Raqqa",
    "Deraa",
    "Palmyra",
    "Manbij",
    "Kobani",
    "Afrin",
    "Mosul",
    "Tikrit",
    "Fallujah",
    "Ramadi",
    "Kirkuk",
    "Samarra",
    "Baqubah",
    "Maiduguri",
    "Damaturu",
    "Biu",
    "Gwoza",
    "Bama",
    "Kano",
    "Jos",
    "Kaduna",
    "Mariupol",
    "Kharkiv",
    "Kherson",
    "Bakhmut",
    "Sumy",
    "Zaporizhzhia",
    "Chernihiv",
    "Taiz",
    "Aden",
    "Hodeidah",
    "Marib",
    "Saada",
    "Sanaa",
    "El Fasher",
    "Nyala",
    "Khartoum",
    "Omdurman",
    "El Geneina",
    "Goma",
    "Bunia",
    "Beni",
    "Butembo",
    "Bukavu",
    "Marawi",
    "Cotabato",
    "Jolo",
    "Zamboanga",
    "Jaffna",
    "Kilinochchi",
    "Srinagar",
    "Kupwara",
    "Baramulla",
    "Kandahar",
    "Kunduz",
    "Ghazni",
    "Herat",
    "Jalalabad",
    "Lashkar Gah",
    "Mogadishu",
    "Kismayo",
    "Baidoa",
    "Grozny",
    "Sarajevo",
    "Tuzla",
    "Srebrenica",
    "Medellin",
    "Cali",
    "Buenaventura",
];
/// Who says it.
const SOURCES: &[&str] = &[
    "police said",
    "the army said",
    "a local official said",
    "residents told reporters",
    "a hospital source said",
    "the governor's office said",
    "witnesses said",
    "the interior ministry said",
    "medics said",
    "according to a monitoring group",
    "an aid worker said",
    "a rebel spokesman said",
];
/// What happened, first.
const LEADS: &[&str] = &[
    "Gunmen killed {n} people in {town} on {day}, {source}.",
    "At least {n} people were killed when shells hit a market in {town} on {day}, {source}.",
    "An air strike on {town} killed {n} civilians on {day}, {source}.",
    "A car bomb exploded near a checkpoint in {town} on {day}, killing {n} soldiers, {source}.",
    "{n} fighters died in clashes around {town} on {day}, {source}.",
    "Militants attacked a village outside {town} on {day} and killed {n} farmers, {source}.",
    "Rockets struck a residential quarter of {town} on {day}, leaving {n} dead, {source}.",
    "{n} people were abducted from a bus near {town} on {day}, {source}.",
    "Troops recaptured a district of {town} on {day} after fighting that killed {n} rebels, {source}.",
    "A roadside bomb killed {n} police officers in {town} on {day}, {source}.",
];
/// What else is told.
const MORE: &[&str] = &[
    "Another {n} people were wounded and taken to {name}, {source}.",
    "{person} of the {thing} union in {name} lost two cousins in the attack.",
    "The blast tore the roof off the {thing} of {person}.",
    "Rescuers led by {person} searched the rubble of a {thing} until dawn.",
    "No group said that it had done it, though the {name} had threatened the {thing}.",
    "{person}, who sells {thing}s by the bridge, heard {n} explosions.",
    "Schools near the {name} {thing} stayed closed, {person} said.",
    "The road past {person}'s {thing} was cut for hours.",
    "{n} families fled to {name}, past the {thing} of {person}, {source}.",
    "The {name} {thing} and {n} vehicles were destroyed, {source}.",
    "{person} blamed the other side and called for an inquiry into the {thing}.",
    "Talks about a truce were to resume at {name} within days, {source}.",
    "The war has killed more than {n}000 people since 2011, {person} said.",
    "Soldiers stopped {person} at the {thing} and turned everybody back.",
    "Electricity failed in half of the town, and the {thing} of {person} burnt down.",
    "It was the {n}th attack on a {thing} since the {name} fire, said {person}.",
];
/// What is told around it, mostly without a figure: of a real report's sentences, two of three say nothing that is
/// counted.
const AROUND: &[&str] = &[
    "The {thing} on the corner of {name} street was the first to shut its doors, and few of its neighbours have opened theirs since.",
    "\"We had no warning, and nobody came to tell us whether the road to {name} was safe,\" {person} said by telephone, asking where the convoys had gone.",
    "Relations between the council in {town} and the governor have been poor for years, mainly over water, grazing and the repair of the {thing}.",
    "{person}, a teacher who moved from {name} as a child, keeps a diary in which she notes who still lives in the quarter and who has left.",
    "A spokesman for the {name} committee declined to comment, saying only that talks about the {thing} had not been broken off.",
    "Traders said that the price of bread had doubled since the spring, and that flour from {name} no longer came over the bridge.",
    "The district was once known for its {thing} and its fruit, and buses ran from {town} to the coast twice a day.",
    "Aid agencies have asked for a safe road to {name} since the winter, without an answer from either side.",
    "Analysts say the hills around {town} matter to both sides because whoever holds them sees the whole of the plain and the road to {name}.",
    "\"They promise us a {thing} every year, and every year the money goes elsewhere,\" said {person}, whose family has farmed here for four generations.",
    "The foreign minister is expected in {name} next week for consultations that diplomats described as difficult but necessary.",
    "Telephone lines were down for most of the morning, so that many families learned only in the evening where their relatives were.",
    "Under the plan drawn up at {name}, observers would be posted at each {thing} and report to a joint commission.",
    "The governor has promised an inquiry, and a commission headed by {person} is to hear witnesses from {town} and the villages around it.",
    "Local radio played music until noon and then read out a statement about the {thing}, which it repeated every hour.",
    "Pupils were sent home early, and the examinations that were to be held in the {thing} have been put off until after the holidays.",
    "{person} of the chamber of trade warned that the region could not live without the market in {name} for much longer.",
    "An earlier attempt to bring the two sides together failed over the question of who should run the {thing}.",
    "The river is low at this time of the year, and the ferry at {name} carries only those on foot.",
    "On the walls of the {thing} somebody had written the names of streets, so that strangers could find their way without asking.",
    "Few people in {town} believe that the new mayor, {person}, will stay longer than the one before him.",
    "The archbishop and the imam of {name} called for calm in a joint message that was read in every house of prayer.",
    "It was not possible to confirm the accounts independently, as reporters are not allowed beyond the {thing} at {name}.",
    "Families queued outside the {thing} from early in the morning for blankets, soap and cooking oil brought from {name}.",
];
const THINGS: &[&str] = &[
    "bakery",
    "clinic",
    "mill",
    "warehouse",
    "school",
    "pharmacy",
    "garage",
    "mosque",
    "church",
    "granary",
    "workshop",
    "ferry",
    "tannery",
    "dairy",
    "library",
    "station",
    "brickworks",
    "orchard",
    "quarry",
    "hotel",
    "well",
    "stable",
];
const SYLLABLES: &[&str] = &[
    "ka", "ro", "mi", "ta", "len", "du", "sha", "vor", "ne", "bel", "zi", "ham", "to", "ri", "gar", "su",
    "lo", "ven", "pa", "kir", "ba", "dan", "fe", "nor",
];
const WEEKDAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const OUTLETS: &[&str] =
    &["Harbour Post", "Vale Courier", "North Wire", "Daily Ledger", "Radio Mill", "The Ferry"];

/// So many reports a day. With [`TOWNS`] as they are, more would put several attacks a day into each
/// town, and neighbourhoods would grow together as they do not in real reports.
const PER_DAY: u64 = 40;

/// A made report, as reports are read.
#[derive(Debug, Serialize)]
pub struct Made {
    report: String,
    outlet: &'static str,
    published: String,
    text: String,
}

impl Made {
    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Numbers that look random and are the same on every machine (SplitMix64: Steele, Lea and Flood, "Fast
/// splittable pseudorandom number generators", 2014).
pub struct Dice(pub u64);

impl Dice {
    /// The next number.
    pub fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[(self.throw() % of.len() as u64) as usize]
    }

    fn name(&mut self) -> String {
        let word: String = (0..3).map(|_| self.one(SYLLABLES)).collect();
        word[..1].to_uppercase() + &word[1..]
    }

    fn fill(&mut self, pattern: &str, event: &Event) -> String {
        let mut text = String::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, after) = after.split_once('}').unwrap_or((after, ""));
            text.push_str(before);
            match slot {
                "n" => text.push_str(&(2 + self.throw() % 60).to_string()),
                "dead" => text.push_str(&event.dead.to_string()),
                "town" => text.push_str(event.town),
                "day" => text.push_str(event.weekday),
                "source" => text.push_str(self.one(SOURCES)),
                "thing" => text.push_str(self.one(THINGS)),
                "name" => text.push_str(&self.name()),
                _ => text.push_str(&format!("{} {}", self.name(), self.name())),
            }
            rest = after;
        }
        text + rest
    }
}

/// What a report tells of.
struct Event {
    town: &'static str,
    dead: u64,
    weekday: &'static str,
    lead: &'static str,
    /// What else is known of it, so that two reports of it share names.
    details: Vec<String>,
}

/// The `number`th report. Of five reports in a row the first three tell of one event, the others each of its own.
pub fn made(number: u64) -> Made {
    let of_event = if number % 5 < 3 { number - number % 5 } else { number };
    let day = cairn_model::Day::new(2014, 1, 6).map(|first| first.plus_days((of_event / PER_DAY) as i32));
    let mut dice = Dice(of_event);
    let mut event = Event {
        town: dice.one(TOWNS),
        dead: 2 + dice.throw() % 40,
        weekday: WEEKDAYS[(of_event / PER_DAY % 7) as usize],
        lead: dice.one(LEADS),
        details: Vec::new(),
    };
    let mut details = Vec::new();
    for _ in 0..4 {
        let more = dice.one(MORE);
        details.push(dice.fill(more, &event));
    }
    event.details = details;
    let mut dice = Dice(number ^ 0x5bd1_e995);
    let lead = event.lead.replace("{n}", "{dead}");
    let mut text = dice.fill(&lead, &event);
    for detail in event.details.iter().filter(|_| !dice.throw().is_multiple_of(3)) {
        text = format!("{text} {detail}");
    }
    for _ in 0..1 + dice.throw() % 4 {
        let more = dice.one(MORE);
        text = format!("{text} {}", dice.fill(more, &event));
    }
    for at in 0..8 + dice.throw() % 6 {
        let around = dice.one(AROUND);
        let gap = if at % 3 == 0 { "\n\n" } else { " " };
        text = format!("{text}{gap}{}", dice.fill(around, &event));
    }
    Made {
        report: format!("made-{number}"),
        outlet: dice.one(OUTLETS),
        published: day.map(|day| day.to_string()).unwrap_or_default(),
        text,
    }
}

#[cfg(test)]
mod tests {
    use super::made;

    #[test]
    fn reports_are_the_same_each_time_and_differ_from_each_other() {
        assert_eq!(made(7).text, made(7).text);
        assert_ne!(made(7).text, made(8).text);
        assert_eq!(made(5).published, made(7).published, "told of one event");
        assert!(!made(11).text.contains('{'));
    }
}
