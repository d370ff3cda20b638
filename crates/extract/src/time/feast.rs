/// A feast whose day moves from year to year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Feast {
    Easter,
    GoodFriday,
    PalmSunday,
    EasterMonday,
    /// From Palm Sunday to Easter.
    HolyWeek,
    Pentecost,
    OrthodoxEaster,
    EidAlFitr,
    EidAlAdha,
    /// "Eid" alone: the nearer of the two.
    Eid,
    /// The month.
    Ramadan,
    /// The month.
    Muharram,
    Ashura,
    Arbaeen,
    /// The birthday of the prophet of Islam.
    Mawlid,
    Nowruz,
    Passover,
    RoshHashanah,
    YomKippur,
    Sukkot,
    Hanukkah,
    Purim,
    Diwali,
    Vesak,
    LunarNewYear,
    Thanksgiving,
}

impl Feast {
    /// The feast of a value in the lexicon (see `about` in `lexicons/en/holidays.toml`).
    pub(crate) fn of_value(value: i64) -> Option<Self> {
        const BY_VALUE: [Feast; 26] = [
            Feast::Easter,
            Feast::GoodFriday,
            Feast::PalmSunday,
            Feast::EasterMonday,
            Feast::HolyWeek,
            Feast::Pentecost,
            Feast::OrthodoxEaster,
            Feast::EidAlFitr,
            Feast::EidAlAdha,
            Feast::Eid,
            Feast::Ramadan,
            Feast::Muharram,
            Feast::Ashura,
            Feast::Arbaeen,
            Feast::Mawlid,
            Feast::Nowruz,
            Feast::Passover,
            Feast::RoshHashanah,
            Feast::YomKippur,
            Feast::Sukkot,
            Feast::Hanukkah,
            Feast::Purim,
            Feast::Diwali,
            Feast::Vesak,
            Feast::LunarNewYear,
            Feast::Thanksgiving,
        ];
        BY_VALUE.get(usize::try_from(value.checked_sub(1)?).ok()?).copied()
    }
}
