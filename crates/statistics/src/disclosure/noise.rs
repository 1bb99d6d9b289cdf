//! Discrete Laplace noise for region and country, drawn exactly (Canonne, Kamath & Steinke, "The
//! Discrete Gaussian for Differential Privacy", 2020): whole numbers only, so that no rounding of
//! floating point can be attacked (Mironov 2012).

use rand_chacha::rand_core::Rng;

/// A privacy budget per table: epsilon = `numerator` / `denominator`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Epsilon {
    /// Above the line; not 0.
    pub numerator: u64,
    /// Below the line; not 0.
    pub denominator: u64,
}

impl Epsilon {
    /// A part of this budget.
    #[must_use]
    pub fn shared_by(self, parts: u64) -> Self {
        Self {
            numerator: self.numerator,
            denominator: self.denominator * parts,
        }
    }

    /// The budget as a number.
    pub fn value(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

/// Uniform from 0 to `below` - 1, without bias.
fn uniform(below: u64, random: &mut impl Rng) -> u64 {
    let fair = u64::MAX - u64::MAX % below;
    loop {
        let drawn = random.next_u64();
        if drawn < fair {
            return drawn % below;
        }
    }
}

/// True with probability exp(-numerator/denominator), for at most 1.
fn bernoulli_exp_fraction(numerator: u64, denominator: u64, random: &mut impl Rng) -> bool {
    let mut step = 1;
    while uniform(denominator * step, random) < numerator {
        step += 1;
    }
    step % 2 == 1
}

/// A whole number x with probability (1 - a) / (1 + a) a^|x|, a = exp(-epsilon).
pub fn discrete_laplace(epsilon: Epsilon, random: &mut impl Rng) -> i64 {
    let Epsilon {
        numerator,
        denominator,
    } = epsilon;
    loop {
        let fraction = uniform(denominator, random);
        if !bernoulli_exp_fraction(fraction, denominator, random) {
            continue;
        }
        let mut whole = 0;
        while bernoulli_exp_fraction(1, 1, random) {
            whole += 1;
        }
        let size = (fraction + denominator * whole) / numerator;
        let negative = uniform(2, random) == 1;
        if negative && size == 0 {
            continue;
        }
        let size = size.cast_signed();
        return if negative { -size } else { size };
    }
}
