use crate::engine::TagSet;
use crate::ruleset::ShapeTags;

/// What a word's shape and its place in the sentence say of it: a bit for each such tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Marks(u32);

impl Marks {
    pub(crate) const FIRST: Self = Self(1);
    pub(crate) const TIGHT: Self = Self(1 << 1);
    pub(crate) const TITLECASE: Self = Self(1 << 2);
    pub(crate) const UNKNOWN: Self = Self(1 << 3);
    pub(crate) const NAMELIKE: Self = Self(1 << 4);
    pub(crate) const CAP: Self = Self(1 << 5);
    pub(crate) const UPPER: Self = Self(1 << 6);
    pub(crate) const LOWER: Self = Self(1 << 7);
    pub(crate) const DIGITS: Self = Self(1 << 8);
    pub(crate) const ALNUM: Self = Self(1 << 9);
    pub(crate) const POSS: Self = Self(1 << 10);
    pub(crate) const QUOTE: Self = Self(1 << 11);
    pub(crate) const PUNCT: Self = Self(1 << 12);
    pub(crate) const SIGN: Self = Self(1 << 13);
    pub(crate) const ED: Self = Self(1 << 14);
    pub(crate) const ING: Self = Self(1 << 15);
    pub(crate) const LY: Self = Self(1 << 16);
    pub(crate) const OLD: Self = Self(1 << 17);

    /// How many bits there are.
    pub(crate) const COUNT: u32 = 18;

    /// The marks as one number.
    pub(crate) fn bits(self) -> u32 {
        self.0
    }

    /// Adds a mark where something holds.
    pub(crate) fn add(&mut self, mark: Self, holds: bool) {
        self.0 |= if holds { mark.0 } else { 0 };
    }

    /// The tags that the marks stand for.
    pub(crate) fn tags(self, shapes: &ShapeTags) -> TagSet {
        let all = [
            (Self::FIRST, shapes.first),
            (Self::TIGHT, shapes.tight),
            (Self::TITLECASE, shapes.titlecase),
            (Self::UNKNOWN, shapes.unknown),
            (Self::NAMELIKE, shapes.namelike),
            (Self::CAP, shapes.cap),
            (Self::UPPER, shapes.upper),
            (Self::LOWER, shapes.lower),
            (Self::DIGITS, shapes.digits),
            (Self::ALNUM, shapes.alnum),
            (Self::POSS, shapes.poss),
            (Self::QUOTE, shapes.quote),
            (Self::PUNCT, shapes.punct),
            (Self::SIGN, shapes.sign),
            (Self::ED, shapes.ed),
            (Self::ING, shapes.ing),
            (Self::LY, shapes.ly),
            (Self::OLD, shapes.old),
        ];
        let mut tags = TagSet::default();
        for (_, tag) in all.into_iter().filter(|(mark, _)| self.0 & mark.0 != 0) {
            tags.insert(tag);
        }
        tags
    }
}
