//! Times from words to days: each row is a text with what its times come to.

use cairn_extract::time::times;
use cairn_extract::{Ruleset, Scratch};
use cairn_model::Day;
use cairn_resolve::time::{Clock, DayOrder, Narrative, Style, dateline_date, timex};
use std::fmt::Write as _;

fn ruleset() -> Ruleset {
    Ruleset::embedded().unwrap_or_else(|faults| panic!("{faults}"))
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// The times of a text, each with its first and last day.
fn intervals(text: &str, clock: Clock, ruleset: &Ruleset) -> String {
    let document = cairn_text::analyse(text);
    let mut narrative = Narrative::new();
    let mut shown = String::new();
    for mention in times(&document, ruleset, &mut Scratch::new(ruleset)) {
        let time = clock.time(&document, &mention, &narrative);
        narrative.note(&clock.read(&mention.symbol, mention.outlook, &narrative), mention.outlook);
        let end = |day: Option<Day>| day.map_or_else(|| "?".to_owned(), |day| day.to_string());
        let words = time.words.unwrap_or_default();
        let (start, stop) = (end(time.start), end(time.end));
        let span = if start == stop { start } else { format!("{start}/{stop}") };
        write!(shown, "[{words}: {span}]").expect("a String takes all");
    }
    shown
}

/// The times of a text, each with its TIMEX3 value.
fn values(text: &str, clock: Clock, ruleset: &Ruleset) -> String {
    let document = cairn_text::analyse(text);
    let mut narrative = Narrative::new();
    let mut shown = String::new();
    for mention in times(&document, ruleset, &mut Scratch::new(ruleset)) {
        let reading = clock.read(&mention.symbol, mention.outlook, &narrative);
        narrative.note(&reading, mention.outlook);
        let value = timex::value(&reading).unwrap_or_default();
        write!(shown, "[{}: {value}]", document.words(mention.tokens)).expect("a String takes all");
    }
    shown
}

#[track_caller]
fn check_table(table: &[(&str, &str)], found: impl Fn(&str) -> String) {
    let faults: Vec<String> = table
        .iter()
        .filter_map(|(text, expected)| {
            let found = found(text);
            (found != *expected).then(|| format!("{text}\n    expected {expected}\n    found    {found}"))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn news_leans_on_the_day_of_the_report() {
    // A Tuesday.
    let clock = Clock::new(Some(day("2019-08-20")), None);
    let ruleset = ruleset();
    check_table(
        &[
            ("Two men died on Monday.", "[Monday: 2019-08-19]"),
            ("Two men died on Tuesday.", "[Tuesday: 2019-08-20]"),
            ("Two men died on Wednesday.", "[Wednesday: 2019-08-14]"),
            ("The envoys will meet on Friday.", "[Friday: 2019-08-23]"),
            ("Guns fell silent last Friday.", "[last Friday: 2019-08-16]"),
            ("Talks will open next Monday.", "[next Monday: 2019-08-26]"),
            ("Raids went on overnight.", "[overnight: 2019-08-19/2019-08-20]"),
            ("Rockets fell on Monday night.", "[Monday night: 2019-08-19]"),
            (
                "RAIDS WERE REPORTED YESTERDAY AND LAST NIGHT.",
                "[YESTERDAY: 2019-08-19][LAST NIGHT: 2019-08-19]",
            ),
            ("The town fell this week.", "[this week: 2019-08-19/2019-08-25]"),
            ("The town fell last week.", "[last week: 2019-08-12/2019-08-18]"),
            ("Earlier this month two posts fell.", "[Earlier this month: 2019-08-01/2019-08-19]"),
            ("Hundreds have died since late April.", "[late April: 2019-04-21/2019-08-20]"),
            ("Thousands have fled since January.", "[January: 2019-01-01/2019-08-20]"),
            ("The truce was signed in May.", "[May: 2019-05-01/2019-05-31]"),
            ("The truce was signed in October.", "[October: 2018-10-01/2018-10-31]"),
            ("The truce of last September held.", "[last September: 2018-09-01/2018-09-30]"),
            ("Deaths doubled last year.", "[last year: 2018-01-01/2018-12-31]"),
            ("The dam was hit two days ago.", "[two days ago: 2019-08-18]"),
            ("Over the past two days ten fell.", "[the past two days: 2019-08-18/2019-08-20]"),
            ("In the past 48 hours ten fell.", "[the past 48 hours: 2019-08-18/2019-08-20]"),
            ("Over the past week ten fell.", "[the past week: 2019-08-13/2019-08-20]"),
            ("The bus was hit on May 25.", "[May 25: 2019-05-25]"),
            ("The bus was hit on 25 May.", "[25 May: 2019-05-25]"),
            ("The deal expires on Sept. 3.", "[Sept. 3: 2019-09-03]"),
            ("The deal must be met by October 15.", "[October 15: ?/2019-10-15]"),
            (
                "It was shelled from May 3 to May 5.",
                "[May 3: 2019-05-03/2019-05-05][May 5: 2019-05-03/2019-05-05]",
            ),
            (
                "It was shelled on 6-7 February 2018.",
                "[6: 2018-02-06/2018-02-07][7 February 2018: 2018-02-06/2018-02-07]",
            ),
            (
                "It was shelled between 3 and 5 May.",
                "[3: 2019-05-03/2019-05-05][5 May: 2019-05-03/2019-05-05]",
            ),
            ("On 20 September 2017 it began.", "[20 September 2017: 2017-09-20]"),
            ("ON 30 DECEMBER 89 IT BEGAN.", "[30 DECEMBER 89: 1989-12-30]"),
            (
                "It fell on Saturday. Two days later it was retaken.",
                "[Saturday: 2019-08-17][Two days later: 2019-08-19]",
            ),
            ("By the end of July all had left.", "[the end of July: ?/2019-07-31]"),
            ("Three people died in a three-day siege.", "[three-day: ?]"),
            ("They fled at 3 p.m. on Monday.", "[3 p.m. on Monday: 2019-08-19]"),
            ("It burned before dawn on Sunday.", "[dawn on Sunday: 2019-08-18]"),
            ("The truce began at noon Saturday.", "[noon Saturday: 2019-08-17]"),
            (
                "Shells fell overnight Sunday to Monday.",
                "[overnight Sunday to Monday: 2019-08-18/2019-08-19]",
            ),
            ("It fell in the night of 4-5 May.", "[the night of 4-5 May: 2019-05-04/2019-05-05]"),
            ("In the past 30 hours ten fell.", "[the past 30 hours: 2019-08-18/2019-08-20]"),
            ("It fell on 11 and 12 August.", "[11: 2019-08-11/2019-08-12][12 August: 2019-08-11/2019-08-12]"),
            ("The clinic burned on 3 October last year.", "[3 October last year: 2018-10-03]"),
            ("It fell on the 12th of last month.", "[the 12th of last month: 2019-07-12]"),
            ("It fell two days before Easter.", "[two days before Easter: 2019-04-19]"),
            ("It fell on the eve of Christmas.", "[the eve of Christmas: 2018-12-24]"),
            ("It fell on Eid al-Adha.", "[Eid al-Adha: 2019-08-11/2019-08-15]"),
            ("It fell in Ramadan 2015.", "[Ramadan 2015: 2015-06-17/2015-07-17]"),
            ("It fell on Yom Kippur.", "[Yom Kippur: 2018-09-19]"),
            ("It fell on Indonesian Independence Day.", "[Indonesian Independence Day: 2019-08-17]"),
            ("It fell on 04/05/2015.", "[04/05/2015: 2015-05-04]"),
            ("Two posts fell by Friday.", "[Friday: ?/2019-08-16]"),
            ("The truce is to begin on Friday.", "[Friday: 2019-08-23]"),
            ("The tenth anniversary of the raid came.", "[The tenth anniversary of: 2009-01-01/2009-12-31]"),
        ],
        |text| intervals(text, clock, &ruleset),
    );
}

#[test]
fn outlets_of_the_united_states_put_the_month_first() {
    let order = DayOrder::of_outlet(Some("CNN"), None);
    let clock = Clock::new(Some(day("2019-08-20")), None).with_order(order);
    let ruleset = ruleset();
    check_table(
        &[
            ("It fell on 04/05/2015.", "[04/05/2015: 2015-04-05]"),
            ("It fell on 23/05/2015.", "[23/05/2015: 2015-05-23]"),
            ("It fell on 04.05.2015.", "[04.05.2015: 2015-05-04]"),
        ],
        |text| intervals(text, clock, &ruleset),
    );
}

#[test]
fn a_chronicle_leans_on_itself() {
    let clock = Clock::new(Some(day("2019-08-20")), None).with_style(Style::Narrative);
    let ruleset = ruleset();
    check_table(
        &[
            (
                "In December 1812 the army left. By January it had crossed the river. In March it came back.",
                "[December 1812: 1812-12][January: 1813-01][March: 1813-03]",
            ),
            (
                "On May 3, 1812 the fort fell. Two days later the town burned, and in that month the war ended.",
                "[May 3, 1812: 1812-05-03][Two days later: 1812-05-05][that month: 1812-05]",
            ),
            (
                "The fort fell in 1812. The following year it was rebuilt. In June a road came.",
                "[1812: 1812][The following year: 1813][June: 1813-06]",
            ),
            ("In March 1813 it froze. In October it had rained.", "[March 1813: 1813-03][October: 1812-10]"),
            ("From October to March 1813 it froze.", "[October: 1812-10][March 1813: 1813-03]"),
            ("On the 12th, they met.", "[the 12th: XXXX-XX-12]"),
        ],
        |text| values(text, clock, &ruleset),
    );
}

#[test]
fn values_follow_timex() {
    let clock = Clock::new(Some(day("2013-03-22")), None);
    let ruleset = ruleset();
    check_table(
        &[
            ("It lasted two months.", "[two months: P2M]"),
            ("It lasted several days.", "[several days: PXD]"),
            ("It lasted two and a half years.", "[two and a half years: P2.5Y]"),
            ("They meet every quarter.", "[every quarter: P1Q]"),
            ("The 30-year war ended.", "[30-year: P30Y]"),
            ("It ran at most 48 hours.", "[at most 48 hours: PT48H]"),
            ("In the summer of 1941 it burned.", "[the summer of 1941: 1941-SU]"),
            ("In the third quarter of 1989 it rose.", "[the third quarter of 1989: 1989-Q3]"),
            ("In the second half of 2008 it fell.", "[the second half of 2008: 2008-H2]"),
            ("Last week it rained.", "[Last week: 2013-W11]"),
            ("In the 1870s it grew.", "[the 1870s: 187]"),
            ("In the early 21st century it grew.", "[the early 21st century: 20]"),
            ("In 480 BC it burned.", "[480 BC: BC0480]"),
            ("On the morning of 15 April 1865 he died.", "[the morning of 15 April 1865: 1865-04-15TMO]"),
            ("They meet on Mondays.", "[Mondays: XXXX-WXX-1]"),
            ("They meet every two weeks.", "[every two weeks: P2W]"),
            ("The road is now shut.", "[now: PRESENT_REF]"),
            ("It was recently shut.", "[recently: PAST_REF]"),
            ("Over the weekend it burned.", "[the weekend: 2013-W11-WE]"),
            ("It shut on 2013-03-01.", "[2013-03-01: 2013-03-01]"),
            ("It shut on 13/03/2013.", "[13/03/2013: 2013-03-13]"),
        ],
        |text| values(text, clock, &ruleset),
    );
}

#[test]
fn numbers_and_names_are_no_times() {
    let clock = Clock::new(Some(day("2013-03-22")), None);
    let ruleset = ruleset();
    check_table(
        &[
            ("They may march on the port.", ""),
            ("At least 1950 people fled.", ""),
            ("A 30-year-old man died.", ""),
            ("The fall of the city came.", ""),
            ("The second man fled.", ""),
            ("The council passed Resolution 2042.", ""),
        ],
        |text| values(text, clock, &ruleset),
    );
}

#[test]
fn a_text_that_opens_with_its_date_says_so() {
    let ruleset = ruleset();
    let found = |text: &str| {
        let document = cairn_text::analyse(text);
        let mentions = times(&document, &ruleset, &mut Scratch::new(&ruleset));
        dateline_date(&document, &mentions, Some(day("2018-06-01")))
            .map_or_else(|| "none".to_owned(), |day| day.to_string())
    };
    check_table(
        &[
            ("ARDEN, June 2 (Agency) - Two men died on May 3.", "2018-06-02"),
            ("ARDEN, Dec. 30. /Agency/. Two men died.", "2017-12-30"),
            ("FORT ARDEN, 3 JAN 90 -- [TEXT] TWO MEN DIED ON 1 JANUARY.", "1990-01-03"),
            ("Wed 05 Apr 2017 Two men die in Arden.", "2017-04-05"),
            ("Posted on April 19 2017 by the desk Two men die.", "2017-04-19"),
            ("Thursday 31 July 2014 10:59 Two men die in Arden.", "2014-07-31"),
            ("Two men die in Arden\nDesk\nTuesday 5 Jul 2016\nTwo men died.", "2016-07-05"),
            ("Two men died on 5 July 2016 in Arden.", "none"),
            ("The fort fell in the war of May 3, 1812.", "none"),
            ("Two men died on Monday.", "none"),
        ],
        found,
    );
}

#[test]
fn many_far_years_make_a_chronicle() {
    let ruleset = ruleset();
    let style = |text: &str| {
        let document = cairn_text::analyse(text);
        let mentions = times(&document, &ruleset, &mut Scratch::new(&ruleset));
        format!("{:?}", Style::of(&mentions, Some(day("2018-06-01"))))
    };
    check_table(
        &[
            (
                "The fort fell in 1812. In 1813 it was rebuilt. In May 1814 a road came. By 1815 all had left. In 1816 it burned.",
                "Narrative",
            ),
            ("Two men died on Monday. The fort fell in 1812 and again in 1813.", "News"),
        ],
        style,
    );
}
