//! Where text stands, to tell letters of one word from words apart.

use lopdf::Object;

/// A transformation as PDF writes it: `[a b c d e f]`.
#[derive(Debug, Clone, Copy)]
pub struct Matrix(pub [f64; 6]);

impl Default for Matrix {
    fn default() -> Self {
        Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])
    }
}

impl Matrix {
    pub fn of(given: &[Object]) -> Self {
        let mut made = [0.0; 6];
        for (to, from) in made.iter_mut().zip(given) {
            *to = from.as_float().map_or(0.0, f64::from);
        }
        Self(made)
    }

    pub fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First this, then the other.
    pub fn times(self, other: Self) -> Self {
        let (own, next) = (self.0, other.0);
        let across = |x: f64, y: f64| x * next[0] + y * next[2];
        let up = |x: f64, y: f64| x * next[1] + y * next[3];
        Self([
            across(own[0], own[1]),
            up(own[0], own[1]),
            across(own[2], own[3]),
            up(own[2], own[3]),
            across(own[4], own[5]) + next[4],
            up(own[4], own[5]) + next[5],
        ])
    }
}

/// Where the last text ended, and how large it was.
#[derive(Debug, Clone, Copy, Default)]
pub struct Line {
    end: Option<(Matrix, f64)>,
}

impl Line {
    /// What stands between the last text and one at this place: nothing, a space or a new line.
    /// Letters touch up to a fifth of the size apart, kerned ones overlap a little.
    pub fn gap(&self, place: Matrix, size: f64) -> Option<char> {
        let (end, before) = self.end?;
        let right = (end.0[0], end.0[1]);
        let moved = (place.0[4] - end.0[4], place.0[5] - end.0[5]);
        let length = right.0.hypot(right.1) * before.abs().max(size.abs());
        if length <= f64::EPSILON {
            return Some(' ');
        }
        let scale = right.0.hypot(right.1) * length;
        let along = (moved.0 * right.0 + moved.1 * right.1) / scale;
        let across = (moved.1 * right.0 - moved.0 * right.1) / scale;
        if across.abs() > 0.4 || along < -0.5 {
            Some('\n')
        } else if along > 0.2 {
            Some(' ')
        } else {
            None
        }
    }

    pub fn end(&mut self, place: Matrix, size: f64) {
        self.end = Some((place, size));
    }
}
