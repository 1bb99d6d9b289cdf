//! Multiple systems estimation: how many persons are on no list at all, from who is on which lists.
//!
//! A Poisson log-linear model for each capture history: an intercept, an effect for each list, and
//! effects of lists that act together. The intercept is the logarithm of the dark figure. Methods
//! differ in how they choose which lists act together; [`compare`] puts them side by side.
//!
//! ```
//! use statistics::mse::{Method, Wanted, estimate, read};
//! let counts = read::counts(b"A,B,count\n1,0,20\n0,1,30\n1,1,10\n").unwrap();
//! // Two lists: 30 on A, 40 on B, 10 on both: 30 x 40 / 10 (Lincoln & Petersen).
//! let found = estimate(&counts, &Method::Main, Wanted::default(), &|| {});
//! assert!((found.estimate.unwrap() - 120.0).abs() < 1e-6);
//! // But with two lists nobody can see whether they know of each other: not to be used.
//! assert!(!found.usable);
//! ```
//!
//! Sources: Fienberg & Rinaldo, Annals of Statistics 40 (2012); Chan, Silverman & Vincent, JASA 116
//! (2021), arXiv 1902.05156; Silverman, Chan & Vincent, Statistics and Computing 34:44 (2024),
//! arXiv 2303.17856; Madigan & York, Biometrika 84 (1997); Silverman, JRSS-A 183 (2020); Binette &
//! Steorts, arXiv 2112.01594.

pub mod advice;
pub mod bic;
pub mod bootstrap;
mod compare;
pub mod counts;
pub mod covariates;
mod estimate;
pub mod exists;
pub mod fit;
pub mod graphs;
pub mod model;
pub mod read;
pub mod stepwise;

pub use compare::{Comparison, THRESHOLDS, Variant, compare, methods};
pub use counts::{Counts, Observed, Set};
pub use estimate::{Estimate, Method, Rival, Wanted, estimate};
pub use exists::{Checker, Existence};
pub use model::Model;
