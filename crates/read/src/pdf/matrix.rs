//! Where things stand on a page: `[a b c d e f]` (ISO 32000-1, 8.3.3).

/// A transformation of the plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub [f64; 6]);

impl Matrix {
    /// What leaves everything where it is.
    pub const UNIT: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// A shift.
    pub fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This one first, then another.
    pub fn then(self, next: Self) -> Self {
        let (Self([a, b, c, d, e, f]), Self([g, h, i, j, k, l])) = (self, next);
        Self([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }

    /// Where the origin comes to lie.
    pub fn origin(self) -> (f64, f64) {
        (self.0[4], self.0[5])
    }

    /// The direction of what was horizontal, of length 1; to the right where there is none.
    pub fn direction(self) -> (f64, f64) {
        let length = self.0[0].hypot(self.0[1]);
        if length.is_normal() { (self.0[0] / length, self.0[1] / length) } else { (1.0, 0.0) }
    }

    /// How long what was one unit wide, and one unit high, becomes.
    pub fn scale(self) -> (f64, f64) {
        (self.0[0].hypot(self.0[1]), self.0[2].hypot(self.0[3]))
    }
}
