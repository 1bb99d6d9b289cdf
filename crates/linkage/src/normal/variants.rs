//! Names that people use for one another: call names, nicknames, the same name in another language
//! or another romanisation. Compiled by hand from general knowledge; a group is one line.

use std::collections::HashMap;
use std::sync::LazyLock;

const GROUPS: &str = include_str!("variants.txt");

static TABLE: LazyLock<HashMap<&'static str, Vec<u16>>> = LazyLock::new(|| {
    let mut table: HashMap<&'static str, Vec<u16>> = HashMap::new();
    let lines = GROUPS
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    for (group, line) in (0u16..).zip(lines) {
        for name in line.split_whitespace() {
            table.entry(name).or_default().push(group);
        }
    }
    table
});

/// Are these two folded names used for one another?
///
/// ```
/// assert!(linkage::normal::are_variants("johannes", "jan"));
/// assert!(!linkage::normal::are_variants("jan", "piet"));
/// ```
#[must_use]
pub fn are_variants(a: &str, b: &str) -> bool {
    a != b
        && TABLE.get(a).is_some_and(|groups| {
            TABLE
                .get(b)
                .is_some_and(|other| groups.iter().any(|g| other.contains(g)))
        })
}

/// All names that are used for this one (folded, as [`super::fold`] has it).
///
/// ```
/// assert!(linkage::normal::variants_of("johannes").any(|name| name == "hans"));
/// assert_eq!(linkage::normal::variants_of("zilverberg").count(), 0);
/// ```
pub fn of(name: &str) -> impl Iterator<Item = &'static str> + use<'_> {
    let groups = TABLE.get(name).map_or(&[][..], Vec::as_slice);
    GROUPS
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .enumerate()
        .filter(move |(at, _)| u16::try_from(*at).is_ok_and(|at| groups.contains(&at)))
        .flat_map(|(_, line)| line.split_whitespace())
        .filter(move |other| *other != name)
}
