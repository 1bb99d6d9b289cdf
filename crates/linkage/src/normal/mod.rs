//! Writing the same thing the same way: every source has its own habits, the index has one.
//! Applying any of these twice changes nothing more.

mod address;
mod birth;
mod code;
mod name;
mod organisation;
mod sound;
mod text;
mod told;
mod variants;

pub use address::{Place, place, place_of, place_of_line};
pub use birth::Birth;
pub use code::{Code, Kind as CodeKind, national_id_is_valid};
pub use name::{Spoken, name, split_whole};
pub use organisation::organisation;
pub use sound::{skeleton, sound};
pub use text::fold;
pub use told::{described, is_said_of_many, told};
pub use variants::{are_variants, of as variants_of};
