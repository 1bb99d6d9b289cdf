//! Where a place lies: the Dutch grid (RD, metres) and longitude with latitude (WGS84, degrees). No I/O.
//!
//! The polynomials are those of F.H. Schreutelkamp and G.L. Strang van Hees, "Benaderingsformules voor de transformatie
//! tussen RD- en WGS84-kaartcoördinaten" (Geodesia, 2001). They stand in for RDNAPTRANS within half a metre on Dutch soil;
//! there and back they keep a point within a centimetre. A spot is kept in whole metres.

use serde::{Deserialize, Serialize};

/// A point of the Dutch grid, in whole metres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Spot {
    pub x: i32,
    pub y: i32,
}

/// Where the grid is used: the Netherlands, with some water around it.
const EAST: std::ops::RangeInclusive<f64> = 7_000.0..=300_000.0;
const NORTH: std::ops::RangeInclusive<f64> = 289_000.0..=629_000.0;

/// The middle of the grid: the tower of Amersfoort.
const LAT: f64 = 52.155_174_40;
const LON: f64 = 5.387_206_21;

/// Latitude and longitude (degrees, WGS84) of a point of the grid (metres, RD).
#[must_use]
pub fn degrees(x: f64, y: f64) -> (f64, f64) {
    let (x, y) = ((x - 155_000.0) * 1e-5, (y - 463_000.0) * 1e-5);
    let north = 3_235.653_89 * y
        - 32.582_97 * x.powi(2)
        - 0.2475 * y.powi(2)
        - 0.849_78 * x.powi(2) * y
        - 0.0655 * y.powi(3)
        - 0.017_09 * x.powi(2) * y.powi(2)
        - 0.007_38 * x
        + 0.0053 * x.powi(4)
        - 0.000_39 * x.powi(2) * y.powi(3)
        + 0.000_33 * x.powi(4) * y
        - 0.000_12 * x * y;
    let east = 5_260.529_16 * x + 105.946_84 * x * y + 2.456_56 * x * y.powi(2)
        - 0.818_85 * x.powi(3)
        + 0.055_94 * x * y.powi(3)
        - 0.056_07 * x.powi(3) * y
        + 0.011_99 * y
        - 0.002_56 * x.powi(3) * y.powi(2)
        + 0.001_28 * x * y.powi(4)
        + 0.000_22 * y.powi(2)
        - 0.000_22 * x.powi(2)
        + 0.000_26 * x.powi(5);
    (LAT + north / 3600.0, LON + east / 3600.0)
}

/// The point of the grid (metres, RD) at a latitude and a longitude (degrees, WGS84).
#[must_use]
pub fn metres(lat: f64, lon: f64) -> (f64, f64) {
    let (p, l) = (0.36 * (lat - LAT), 0.36 * (lon - LON));
    let x = 155_000.0 + 190_094.945 * l
        - 11_832.228 * p * l
        - 114.221 * p.powi(2) * l
        - 32.391 * l.powi(3)
        - 0.705 * p
        - 2.340 * p.powi(3) * l
        - 0.608 * p * l.powi(3)
        - 0.008 * l.powi(2)
        + 0.148 * p.powi(2) * l.powi(3);
    let y = 463_000.0 + 309_056.544 * p + 3638.893 * l.powi(2) + 73.077 * p.powi(2)
        - 157.984 * p * l.powi(2)
        + 59.788 * p.powi(3)
        + 0.433 * l
        - 6.439 * p.powi(2) * l.powi(2)
        - 0.032 * p * l
        + 0.092 * l.powi(4)
        - 0.054 * p * l.powi(4);
    (x, y)
}

/// A number as people and extracts write it: `120700`, `120.700,5`, `52,0457`, `52.0457`.
fn number(text: &str) -> Option<f64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = match (text.rfind(','), text.rfind('.')) {
        (Some(comma), Some(dot)) if comma > dot => text.replace('.', "").replace(',', "."),
        (Some(_), Some(_)) => text.replace(',', ""),
        (Some(_), None) => text.replace(',', "."),
        _ => text,
    };
    let plausible = plain.chars().all(|c| c.is_ascii_digit() || c == '.');
    plain.parse().ok().filter(|_| plausible)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "within the grid, which is smaller than an i32"
)]
fn whole(number: f64) -> i32 {
    number.round() as i32
}

impl Spot {
    /// In degrees, as other maps take it: `52.04571, 4.95082`.
    #[must_use]
    pub fn in_degrees(self) -> String {
        let (lat, lon) = degrees(f64::from(self.x), f64::from(self.y));
        format!("{lat:.5}, {lon:.5}")
    }

    /// Two numbers that somebody typed: x and y of the Dutch grid, or latitude and longitude. Which they are, their size
    /// says; outside the Netherlands they are nothing.
    #[must_use]
    pub fn read(first: &str, second: &str) -> Option<Self> {
        let (first, second) = (number(first)?, number(second)?);
        let (x, y) = if (50.0..=54.0).contains(&first) && (3.0..=8.0).contains(&second) {
            metres(first, second)
        } else {
            (first, second)
        };
        (EAST.contains(&x) && NORTH.contains(&y)).then(|| Self {
            x: whole(x),
            y: whole(y),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Points that the Kadaster publishes for checking.
    #[test]
    fn known_points_lie_where_they_are() {
        for (lat, lon, x, y) in [
            (52.155_174_40, 5.387_206_21, 155_000.0, 463_000.0),
            (52.374_532_53, 4.883_525_59, 120_700.723, 487_525.501),
            (53.219_383_17, 6.568_200_53, 233_883.131, 582_065.167),
        ] {
            let (found_x, found_y) = metres(lat, lon);
            assert!((found_x - x).abs() < 0.5 && (found_y - y).abs() < 0.5);
            let (found_lat, found_lon) = degrees(x, y);
            assert!((found_lat - lat).abs() < 5e-6 && (found_lon - lon).abs() < 8e-6);
        }
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same_point(x in 13_000.0..278_000.0, y in 306_000.0..616_000.0) {
            let (lat, lon) = degrees(x, y);
            let (again_x, again_y) = metres(lat, lon);
            prop_assert!((x - again_x).abs() < 0.01 && (y - again_y).abs() < 0.01);
        }

        /// Typed either way it is the same spot, to a metre.
        #[test]
        fn degrees_and_metres_are_one_spot(x in 13_000_i32..278_000, y in 306_000_i32..616_000) {
            let (lat, lon) = degrees(f64::from(x), f64::from(y));
            let typed = Spot::read(&format!("{lat:.6}"), &format!("{lon:.6}").replace('.', ",")).unwrap();
            prop_assert!((typed.x - x).abs() <= 1 && (typed.y - y).abs() <= 1);
            let metres = Spot::read(&x.to_string(), &format!("{y}.0")).unwrap();
            prop_assert_eq!(metres, Spot { x, y });
        }

        #[test]
        fn whatever_is_typed_it_is_a_spot_or_not(first in ".{0,12}", second in ".{0,12}") {
            let _ = Spot::read(&first, &second);
        }
    }

    #[test]
    fn what_lies_elsewhere_is_no_spot() {
        for (first, second) in [
            ("", ""),
            ("52,1", ""),
            ("48.85", "2.35"),
            ("0", "0"),
            ("4.9", "52.0"),
            ("-1", "5"),
            ("1e5", "450000"),
        ] {
            assert_eq!(Spot::read(first, second), None, "{first} {second}");
        }
        assert_eq!(
            Spot::read("125.062,4", "450.910,6"),
            Some(Spot {
                x: 125_062,
                y: 450_911
            })
        );
    }
}
