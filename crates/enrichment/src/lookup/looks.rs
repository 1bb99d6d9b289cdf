//! Who looks the same: people of dossiers who are described in the same words. That is no match, only
//! something to look at, so it has no probability.

use std::collections::{BTreeMap, HashMap};

use platform::DossierId;

use super::part::Part;

/// So many are given at most: what is said of more people tells nobody apart.
const MOST: usize = 5;

/// Descriptions of the people in all dossiers.
#[derive(Default)]
pub(super) struct Looks {
    people: HashMap<String, Vec<(DossierId, Part)>>,
    of: BTreeMap<DossierId, Vec<String>>,
}

impl Looks {
    pub(super) fn add(&mut self, dossier: DossierId, part: Part, words: String) {
        let people = self.people.entry(words.clone()).or_default();
        people.push((dossier, part));
        self.of.entry(dossier).or_default().push(words);
    }

    /// Takes all people of a dossier out.
    pub(super) fn forget(&mut self, dossier: DossierId) {
        for words in self.of.remove(&dossier).unwrap_or_default() {
            if let Some(people) = self.people.get_mut(&words) {
                people.retain(|(id, _)| *id != dossier);
                if people.is_empty() {
                    self.people.remove(&words);
                }
            }
        }
    }

    /// Who is described in these words, in other dossiers; the last that became known first.
    pub(super) fn like(&self, words: &str, but: DossierId) -> Vec<(DossierId, Part)> {
        let people = self.people.get(words).map_or(&[][..], Vec::as_slice);
        let others = people.iter().rev().filter(|(id, _)| *id != but);
        others.take(MOST).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_same_words_are_found_in_other_dossiers_alone() {
        let [one, two] = [1, 2].map(|id| DossierId::from(Uuid::from_u128(id)));
        let part = |id| Part::Subject(Uuid::from_u128(id).into());
        let mut looks = Looks::default();
        looks.add(one, part(7), "hondje oudere".into());
        looks.add(two, part(8), "hondje oudere".into());
        looks.add(two, part(9), "kin litteken".into());
        assert_eq!(looks.like("hondje oudere", two), [(one, part(7))]);
        assert_eq!(looks.like("kin litteken", two), []);
        looks.forget(one);
        assert_eq!(looks.like("hondje oudere", two), []);
        assert_eq!(looks.like("hondje oudere", one), [(two, part(8))]);
        looks.forget(two);
        assert!(looks.people.is_empty() && looks.of.is_empty());
    }

    #[test]
    fn what_many_look_like_gives_a_few() {
        let mut looks = Looks::default();
        for id in 1..40 {
            let dossier = DossierId::from(Uuid::from_u128(id));
            looks.add(dossier, Part::Place, "witte jas".into());
        }
        let other = DossierId::from(Uuid::from_u128(99));
        assert_eq!(looks.like("witte jas", other).len(), MOST);
    }
}
