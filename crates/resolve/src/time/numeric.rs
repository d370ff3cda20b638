use cairn_extract::time::{Calendar, TimeMention, TimeSymbol};

/// Which number of a date in figures is the month ("03/04/2015").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DayOrder {
    /// Day, month, year: nearly everywhere.
    #[default]
    DayFirst,
    /// Month, day, year: the United States.
    MonthFirst,
}

/// Words in the names of outlets and bodies of the United States, and ends of their hosts.
const AMERICAN: &[&str] = &[
    "abc news",
    "american forces",
    "associated press",
    "bloomberg",
    "boston globe",
    "breitbart",
    "buzzfeed",
    "cbs",
    "centcom",
    "central command",
    "chicago tribune",
    "christian science monitor",
    "cnn",
    "daily beast",
    "department of defense",
    "department of state",
    "dod news",
    "foreign policy",
    "fox news",
    "huffington post",
    "huffpost",
    "inherent resolve",
    "long war journal",
    "los angeles times",
    "mcclatchy",
    "miami herald",
    "military times",
    "msnbc",
    "nbc",
    "new york",
    "newsweek",
    "npr",
    "pentagon",
    "philadelphia inquirer",
    "politico",
    "radio free europe",
    "san francisco chronicle",
    "stars and stripes",
    "state department",
    "united press international",
    "usa today",
    "voice of america",
    "wall street journal",
    "washington",
];
const AMERICAN_WORDS: &[&str] = &["ap", "upi", "voa", "us", "usa", "rfe"];
const AMERICAN_HOSTS: &[&str] = &[".gov", ".mil", ".us"];

impl DayOrder {
    /// The order of an outlet, by its name and address.
    pub fn of_outlet(outlet: Option<&str>, url: Option<&str>) -> Self {
        let name = outlet.unwrap_or("").to_lowercase();
        let host = url.and_then(|url| url.split("//").nth(1)?.split('/').next()).unwrap_or("").to_lowercase();
        let american = AMERICAN.iter().any(|known| name.contains(known))
            || name.split(|c: char| !c.is_alphanumeric()).any(|word| AMERICAN_WORDS.contains(&word))
            || AMERICAN_HOSTS.iter().any(|end| host.ends_with(end));
        if american { Self::MonthFirst } else { Self::DayFirst }
    }

    /// The date of two numbers in this order.
    pub(super) fn date(self, (first, second): (u8, u8), year: i16) -> Calendar {
        let (day, month) = match self {
            Self::DayFirst => (first, second),
            Self::MonthFirst => (second, first),
        };
        let part = Some(cairn_extract::time::YearPart::Month(month));
        Calendar { year: Some(year), part, day: Some(day), ..Calendar::default() }
    }
}

/// The first date of a text that stands with its year: it tells the years of the others, where no
/// day of publication does.
pub(super) fn landmark(mentions: &[TimeMention]) -> Option<Calendar> {
    mentions.iter().find_map(|mention| match &mention.symbol {
        TimeSymbol::Calendar(date) if date.year.is_some() && date.part.is_some() => Some(*date),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::DayOrder;

    #[test]
    fn outlets_of_the_united_states_put_the_month_first() {
        let order = |outlet, url| DayOrder::of_outlet(outlet, url);
        for outlet in ["CNN", "The New York Times", "AP", "VOA News", "US Central Command"] {
            assert_eq!(order(Some(outlet), None), DayOrder::MonthFirst, "{outlet}");
        }
        for outlet in ["BBC", "Al Jazeera", "The Guardian", "Daily Trust", "Capital FM"] {
            assert_eq!(order(Some(outlet), None), DayOrder::DayFirst, "{outlet}");
        }
        assert_eq!(order(None, Some("https://www.centcom.mil/news/1")), DayOrder::MonthFirst);
        assert_eq!(order(None, Some("https://example.org/us/1")), DayOrder::DayFirst);
    }
}
