/// What a token looks like, before any lexicon is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `strike`
    Lower,
    /// `Strike`
    Capitalised,
    /// `NATO`, and every word of a text in capitals
    Upper,
    /// `McCain`, `eBay`
    Mixed,
    /// `12`, `360,000`, `1.5`
    Number,
    /// `9th`, `1990s`, `T-72`, `Su-25`: letters with digits
    Alphanumeric,
    /// `'s`, `’s`
    Possessive,
    /// `“`, `"`, `''`
    Quote,
    /// One mark of punctuation
    Punctuation,
    /// `$`, `€`, `%` and other signs
    Sign,
}
