//! Pictures in the terminal, of braille patterns: each character holds two dots across and four along.

pub mod lines;
pub mod map;

use anstyle::Style;
use std::fmt::Write;

/// A picture in the making.
pub struct Canvas {
    columns: usize,
    rows: usize,
    /// Which of its eight dots each character has (Unicode, block U+2800).
    dots: Vec<u8>,
    styles: Vec<Style>,
    /// Characters that stand in place of dots.
    words: Vec<Option<char>>,
}

/// The bits of the dots of a braille pattern, by row and column (Unicode Standard, Braille Patterns).
const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

/// A point of a canvas, in dots from the left and from the top.
pub type Dot = [f64; 2];

impl Canvas {
    /// An empty canvas, this many characters wide and high.
    pub fn new(columns: usize, rows: usize) -> Self {
        let n = columns * rows;
        Self { columns, rows, dots: vec![0; n], styles: vec![Style::new(); n], words: vec![None; n] }
    }

    /// How many dots it is wide and high.
    pub fn size(&self) -> Dot {
        [(self.columns * 2) as f64, (self.rows * 4) as f64]
    }

    /// The character that a dot is in, with the dot's place in it; none outside.
    fn at(&self, [x, y]: Dot) -> Option<(usize, usize, usize)> {
        let [width, height] = self.size();
        if !(0.0..width).contains(&x) || !(0.0..height).contains(&y) {
            return None;
        }
        let (x, y) = (x as usize, y as usize);
        Some((y / 4 * self.columns + x / 2, y % 4, x % 2))
    }

    /// Sets a dot.
    pub fn dot(&mut self, dot: Dot, style: Style) {
        if let Some((idx, row, column)) = self.at(dot) {
            self.dots[idx] |= BITS[row][column];
            self.styles[idx] = style;
        }
    }

    /// Draws a straight line.
    pub fn line(&mut self, from: Dot, to: Dot, style: Style) {
        let [width, height] = self.size();
        let outside = |a: f64, b: f64, end: f64| (a < 0.0 && b < 0.0) || (a > end && b > end);
        if outside(from[0], to[0], width) || outside(from[1], to[1], height) {
            return;
        }
        let length = (to[0] - from[0]).abs().max((to[1] - from[1]).abs());
        // A line that leaves the picture far behind is not followed to its end.
        let steps = length.ceil().clamp(1.0, 10_000.0);
        for step in 0..=steps as u32 {
            let share = f64::from(step) / steps;
            self.dot([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share], style);
        }
    }

    /// Sets a character in place of the dots around a point; gives whether it is inside.
    pub fn sign(&mut self, dot: Dot, sign: char, style: Style) -> bool {
        let Some((idx, ..)) = self.at(dot) else { return false };
        self.words[idx] = Some(sign);
        self.styles[idx] = style;
        true
    }

    /// The sign that stands around a point.
    pub fn sign_at(&self, dot: Dot) -> Option<char> {
        self.at(dot).and_then(|(idx, ..)| self.words[idx])
    }

    /// Writes words from a character on, by column and row; what does not fit is cut.
    pub fn words(&mut self, column: usize, row: usize, words: &str, style: Style) {
        for (idx, c) in words.chars().enumerate().take_while(|(idx, _)| column + idx < self.columns) {
            let at = row * self.columns + column + idx;
            if row < self.rows {
                self.words[at] = Some(c);
                self.styles[at] = style;
            }
        }
    }

    /// The lines of the picture, with their styles.
    pub fn draw(&self) -> String {
        let mut page = String::new();
        for row in 0..self.rows {
            let mut line = String::new();
            let cells = row * self.columns..(row + 1) * self.columns;
            let last = cells.clone().rev().find(|at| self.words[*at].is_some() || self.dots[*at] > 0);
            for at in cells.start..last.map_or(cells.start, |last| last + 1) {
                let braille = char::from_u32(0x2800 + u32::from(self.dots[at])).unwrap_or(' ');
                let c = self.words[at].unwrap_or(if self.dots[at] == 0 { ' ' } else { braille });
                let style = self.styles[at];
                let _ = match c {
                    ' ' => write!(line, " "),
                    c => write!(line, "{style}{c}{style:#}"),
                };
            }
            page.push_str(&line);
            page.push('\n');
        }
        page
    }
}

#[cfg(test)]
mod tests {
    use super::Canvas;
    use anstyle::Style;

    #[test]
    fn dots_are_braille_and_signs_stand_over_them() {
        let mut canvas = Canvas::new(3, 1);
        let plain = Style::new();
        canvas.line([0.0, 0.0], [5.0, 0.0], plain);
        assert_eq!(canvas.draw(), "⠉⠉⠉\n");
        canvas.dot([0.0, 3.0], plain);
        assert!(canvas.sign([2.0, 1.0], '●', plain));
        assert_eq!(canvas.draw(), "⡉●⠉\n");
        // Outside of the picture is no place.
        canvas.dot([-1.0, 0.0], plain);
        canvas.dot([6.0, 0.0], plain);
        assert!(!canvas.sign([0.0, 4.0], 'x', plain));
        assert_eq!(canvas.draw(), "⡉●⠉\n");
    }
}
