//! The outline of a municipality, in metres of the Dutch grid.
//!
//! `policies/gemeentegrenzen.tsv` has those of all municipalities, simplified, in steps of 20 metres
//! (`scripts/outlines.mjs` makes it). Source: CBS gebiedsindelingen 2023, CBS and Kadaster, CC BY 4.0.

use super::super::geo::Spot;

const LINES: &str = include_str!("../../../../../policies/gemeentegrenzen.tsv");

/// So many metres is one step.
const STEP: i32 = 20;

/// The numbers of a ring: each five bits a character, the lowest first, the sign in the lowest bit.
fn numbers(text: &str) -> Vec<i32> {
    let (mut all, mut number, mut shift) = (Vec::new(), 0_u32, 0);
    for byte in text.bytes() {
        let five = u32::from(byte.saturating_sub(63));
        number |= (five & 31) << shift;
        shift += 5;
        if five < 32 {
            let half = (number >> 1).cast_signed();
            all.push(if number & 1 == 1 { !half } else { half });
            (number, shift) = (0, 0);
        }
    }
    all
}

fn ring(text: &str) -> Vec<Spot> {
    let (mut x, mut y) = (0, 0);
    let pairs = numbers(text);
    let pairs = pairs.chunks_exact(2).map(|pair| {
        (x, y) = (x + pair[0], y + pair[1]);
        Spot {
            x: x * STEP,
            y: y * STEP,
        }
    });
    pairs.collect()
}

/// The rings of this municipality; none when its code is not known.
#[must_use]
pub fn of(code: &str) -> Vec<Vec<Spot>> {
    let lines = LINES.lines().filter_map(|line| line.split_once('\t'));
    let mut own = lines.filter(|(known, _)| *known == code);
    let rings = own.next().map_or("", |(_, rings)| rings);
    let rings = rings.split(' ').filter(|ring| !ring.is_empty());
    rings.map(ring).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_municipality_has_an_outline_within_the_country() {
        for known in policy::municipalities() {
            let rings = of(known.code);
            assert!(!rings.is_empty(), "{known:?}");
            for spot in rings.iter().flatten() {
                assert!((0..=300_000).contains(&spot.x), "{known:?}: {spot:?}");
                assert!((289_000..=640_000).contains(&spot.y), "{known:?}: {spot:?}");
            }
            // It ends where it began.
            assert!(rings.iter().all(|ring| ring.first() == ring.last()));
        }
        assert!(of("GM9999").is_empty());
    }

    #[test]
    fn montfoort_lies_around_its_town() {
        let all = of("GM0335");
        let xs: Vec<i32> = all.iter().flatten().map(|spot| spot.x).collect();
        let ys: Vec<i32> = all.iter().flatten().map(|spot| spot.y).collect();
        assert!(xs.iter().any(|x| *x < 124_000) && xs.iter().any(|x| *x > 126_000));
        assert!(ys.iter().any(|y| *y < 450_000) && ys.iter().any(|y| *y > 452_000));
    }
}
