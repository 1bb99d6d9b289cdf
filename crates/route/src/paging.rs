//! Long lists, a page at a time. The next page begins behind the last line of this one, wherever
//! that stands by then: nothing is skipped or shown twice when lines come and go, and the last page
//! costs no more than the first.

use std::fmt;

use platform::Millis;
use uuid::Uuid;

/// The last line of a page: what the list is sorted by, and which one of those. In an address:
/// `1790000000000.0192f3c8-…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    pub at: Millis,
    pub id: Uuid,
}

impl Line {
    /// The line of this row.
    #[must_use]
    pub fn of(at: Millis, id: impl Into<Uuid>) -> Self {
        let id = id.into();
        Self { at, id }
    }

    /// Before every line.
    pub const LEAST: Self = Self {
        at: Millis::MIN,
        id: Uuid::nil(),
    };

    /// After every line.
    pub const MOST: Self = Self {
        at: Millis::MAX,
        id: Uuid::max(),
    };

    /// What stands in an address; `None` when it is no line.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('.')?;
        Some(Self {
            at: at.parse().ok()?,
            id: id.parse().ok()?,
        })
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at, self.id)
    }
}

/// What of an address may stand in the next one: ids and numbers, as a form sends them.
#[must_use]
pub fn plain(text: &str) -> String {
    let known = |c: &char| c.is_ascii_alphanumeric() || "_-".contains(*c);
    text.chars().filter(known).collect()
}

/// Of one more than a page was asked for: the page, and where the next one begins if there is one.
pub fn page_of<T, P>(
    mut found: Vec<T>,
    size: usize,
    last: impl Fn(&T) -> P,
) -> (Vec<T>, Option<P>) {
    let more = found.len() > size;
    found.truncate(size);
    let next = found.last().filter(|_| more).map(last);
    (found, next)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_line_survives_an_address(at in any::<i64>(), id in any::<u128>()) {
            let line = Line { at, id: Uuid::from_u128(id) };
            prop_assert_eq!(Line::parse(&line.to_string()), Some(line));
        }

        #[test]
        fn garbage_is_no_line(text in "[^.]{0,30}") {
            prop_assert_eq!(Line::parse(&text), None);
        }

        /// Page after page gives every line once.
        #[test]
        fn pages_together_are_the_list(count in 0usize..60, size in 1usize..9) {
            let all: Vec<usize> = (0..count).collect();
            let (mut seen, mut after) = (Vec::new(), None);
            loop {
                let left = all.iter().copied().filter(|line| after.is_none_or(|last| *line > last));
                let (page, next) = page_of(left.take(size + 1).collect(), size, |line| *line);
                seen.extend(page);
                after = next;
                if after.is_none() { break }
            }
            prop_assert_eq!(seen, all);
        }
    }
}
