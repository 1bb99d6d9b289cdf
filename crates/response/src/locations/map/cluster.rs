//! What of a map is one sign: a place by itself, or several that lie in one square. No I/O.

use std::collections::BTreeMap;

use super::super::geo::Spot;
use super::super::model::{Kind, LocationId};

/// A place as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dot {
    pub id: LocationId,
    pub kind: Kind,
    pub spot: Spot,
}

/// A part of the country: from its corner in the southwest, so many metres wide and high.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    pub x: i32,
    pub y: i32,
    pub side: i32,
}

/// So many squares stand beside each other.
pub const SQUARES: i32 = 24;

/// A view that cannot be looked at any closer.
pub const CLOSEST: i32 = 64;

impl View {
    /// Where nothing lies.
    pub const NOWHERE: Self = Self {
        x: 0,
        y: 0,
        side: CLOSEST,
    };

    /// The smallest square around these, with some room.
    #[must_use]
    pub fn around(spots: &[Spot]) -> Option<Self> {
        let least_x = spots.iter().map(|spot| spot.x).min()?;
        let most_x = spots.iter().map(|spot| spot.x).max()?;
        let least_y = spots.iter().map(|spot| spot.y).min()?;
        let most_y = spots.iter().map(|spot| spot.y).max()?;
        let side = (most_x - least_x).max(most_y - least_y).max(CLOSEST);
        let room = side / 20 + 1;
        let side = side + 2 * room;
        Some(Self {
            x: i32::midpoint(least_x, most_x) - side / 2,
            y: i32::midpoint(least_y, most_y) - side / 2,
            side,
        })
    }

    #[must_use]
    pub fn has(&self, spot: Spot) -> bool {
        let within = |at: i32, from: i32| at >= from && at < from + self.side;
        within(spot.x, self.x) && within(spot.y, self.y)
    }

    /// In which square it lies: column and row.
    fn square(&self, spot: Spot) -> (i32, i32) {
        let number = |at: i32, from: i32| {
            let part = i64::from(at - from) * i64::from(SQUARES) / i64::from(self.side);
            i32::try_from(part).unwrap_or(0)
        };
        (number(spot.x, self.x), number(spot.y, self.y))
    }

    /// A closer look at one of its squares, and what lies around it. It lies on a fixed grid, so that its address says no
    /// more of a place than in which part of that grid it lies.
    #[must_use]
    pub fn closer(&self, spot: Spot) -> Self {
        let mut side = CLOSEST;
        while side < self.side / 4 {
            side *= 2;
        }
        // What is looked at lies in the middle half of it.
        let (step, room) = (side / 2, side / 4);
        let snapped = |at: i32| (at - room).div_euclid(step) * step;
        Self {
            x: snapped(spot.x),
            y: snapped(spot.y),
            side,
        }
    }

    /// Can it be looked at closer?
    #[must_use]
    pub fn is_closest(&self) -> bool {
        self.side <= CLOSEST
    }

    /// As it stands in an address.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}.{}.{}", self.x, self.y, self.side)
    }

    /// What stands in an address; `None` when that is no part of the country.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split('.').map(|number| number.parse::<i32>().ok());
        let (x, y, side) = (numbers.next()??, numbers.next()??, numbers.next()??);
        let fits = (-400_000..=800_000).contains(&x)
            && (-400_000..=1_200_000).contains(&y)
            && (CLOSEST..=400_000).contains(&side);
        fits.then_some(Self { x, y, side })
    }
}

/// One sign on a map: the places that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// The middle of its places.
    pub at: Spot,
    pub dots: Vec<Dot>,
}

fn middle(numbers: impl ExactSizeIterator<Item = i32>) -> i32 {
    let count = i64::try_from(numbers.len().max(1)).unwrap_or(1);
    let sum: i64 = numbers.map(i64::from).sum();
    i32::try_from(sum / count).unwrap_or(0)
}

/// What is drawn of these places: those in one square are one sign. From the north to the south, and from the west.
#[must_use]
pub fn signs(view: &View, dots: &[Dot]) -> Vec<Sign> {
    let mut squares: BTreeMap<(i32, i32), Vec<Dot>> = BTreeMap::new();
    for dot in dots.iter().filter(|dot| view.has(dot.spot)) {
        let (column, row) = view.square(dot.spot);
        squares.entry((-row, column)).or_default().push(*dot);
    }
    let sign = |dots: Vec<Dot>| Sign {
        at: Spot {
            x: middle(dots.iter().map(|dot| dot.spot.x)),
            y: middle(dots.iter().map(|dot| dot.spot.y)),
        },
        dots,
    };
    squares.into_values().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn some() -> impl Strategy<Value = Vec<Dot>> {
        let dot = (
            any::<u128>(),
            118_000..130_000,
            446_000..456_000,
            0..Kind::ALL.len(),
        );
        let dot = dot.prop_map(|(id, x, y, kind)| Dot {
            id: Uuid::from_u128(id).into(),
            kind: Kind::ALL[kind],
            spot: Spot { x, y },
        });
        prop::collection::vec(dot, 1..400)
    }

    proptest! {
        /// However they lie, each place is in one sign, and there are no more signs than squares.
        #[test]
        fn every_place_is_drawn_once(dots in some()) {
            let spots: Vec<Spot> = dots.iter().map(|dot| dot.spot).collect();
            let view = View::around(&spots).unwrap();
            let signs = signs(&view, &dots);
            let mut drawn: Vec<_> = signs.iter().flat_map(|sign| sign.dots.iter().map(|dot| dot.id)).collect();
            let mut all: Vec<_> = dots.iter().map(|dot| dot.id).collect();
            drawn.sort();
            all.sort();
            prop_assert_eq!(drawn, all);
            prop_assert!(signs.len() <= 576);
            for sign in &signs {
                prop_assert!(view.has(sign.at), "a sign lies on the map");
            }
        }

        /// Who looks closer and closer comes to places by themselves, or as close as can be.
        #[test]
        fn a_closer_look_ends(dots in some()) {
            let spots: Vec<Spot> = dots.iter().map(|dot| dot.spot).collect();
            let mut view = View::around(&spots).unwrap();
            let mut looks = 0;
            while let Some(sign) = signs(&view, &dots).into_iter().find(|sign| sign.dots.len() > 1) {
                if view.is_closest() { break }
                view = view.closer(sign.at);
                looks += 1;
                prop_assert!(looks < 12);
            }
        }

        /// A closer look shows all of its square, and its corner is one of a grid, wherever the places lie.
        #[test]
        fn a_closer_look_is_centred_on_no_place(dots in some()) {
            let spots: Vec<Spot> = dots.iter().map(|dot| dot.spot).collect();
            let view = View::around(&spots).unwrap();
            for sign in signs(&view, &dots) {
                let closer = view.closer(sign.at);
                prop_assert_eq!((closer.x % (closer.side / 2), closer.y % (closer.side / 2)), (0, 0));
                prop_assert_eq!(closer.side.count_ones(), 1);
                for dot in &sign.dots {
                    prop_assert!(closer.has(dot.spot));
                }
            }
        }

        #[test]
        fn a_view_survives_an_address(x in -400_000..800_000, y in -400_000..1_200_000, side in CLOSEST..400_000) {
            let view = View { x, y, side };
            prop_assert_eq!(View::parse(&view.text()), Some(view));
        }

        #[test]
        fn garbage_is_no_view(text in "[^0-9]{0,20}") {
            prop_assert_eq!(View::parse(&text), None);
        }
    }
}
