use cairn_extract::time::{Anchor, Calendar, TimeMention, TimeSymbol};
use cairn_model::Day;

/// What the times of a text lean on where they leave something out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// On the day of publication: news.
    #[default]
    News,
    /// On the time that the narrative has come to: histories, chronicles, background papers.
    Narrative,
}

/// How many full dates make a chronicle.
const MANY: usize = 5;

impl Style {
    /// Tells the style from the times of a text: a chronicle has many years in it, most of them far
    /// from the day of the report, and hardly a weekday or a "yesterday".
    pub fn of(mentions: &[TimeMention], report: Option<Day>) -> Self {
        let mut years = 0;
        let mut far = 0;
        let mut deictic = 0;
        for mention in mentions {
            match inner(&mention.symbol) {
                TimeSymbol::Calendar(Calendar { year: Some(year), .. }) => {
                    years += 1;
                    far += usize::from(report.is_none_or(|day| (day.year() - year).abs() > 1));
                }
                TimeSymbol::Calendar(Calendar { weekday: Some(_), .. }) | TimeSymbol::Day(_) => deictic += 1,
                TimeSymbol::Unit { step, .. } if step.anchor == Anchor::Report => deictic += 1,
                _ => {}
            }
        }
        if years >= MANY && far * 2 > years && years > 2 * deictic { Self::Narrative } else { Self::News }
    }
}

/// The date inside "early", "the end of", "later".
fn inner(symbol: &TimeSymbol) -> &TimeSymbol {
    match symbol {
        TimeSymbol::Phase { of, .. } | TimeSymbol::Sometime { of, .. } => inner(of),
        TimeSymbol::Within { outer, .. } => inner(outer),
        plain => plain,
    }
}
