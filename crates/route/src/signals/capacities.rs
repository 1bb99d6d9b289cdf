//! Choosing in what capacities somebody is involved (bijlage 2, stap 1: "in welke hoedanigheid").
//! No I/O.

use platform::forms::Choice;
use policy::{Pack, ReservedCapacity};

use super::subject::Subject;

/// Between two capacities that hold at once, in the value of a choice.
const AND: char = '+';

/// Victim and suspect at once: who is seen as an offender may be a victim (onder ‘Criminele
/// uitbuiting’).
const AT_ONCE: [ReservedCapacity; 2] = [
    ReservedCapacity::PossibleVictim,
    ReservedCapacity::PossibleOffender,
];

/// Each capacity of the pack, and after the suspect: victim and suspect at once.
#[must_use]
pub fn choices(pack: &Pack, lang: &str) -> Vec<Choice> {
    let mut all = Vec::new();
    for capacity in &pack.capacities {
        let id = capacity.id.get_ref().as_str();
        all.push(Choice::new(id, capacity.name.get(lang)));
        if id == ReservedCapacity::PossibleOffender.id() {
            all.extend(at_once(pack, lang));
        }
    }
    all
}

fn at_once(pack: &Pack, lang: &str) -> Option<Choice> {
    let names = AT_ONCE.map(|one| pack.capacity(one.id()));
    let names: Option<Vec<&str>> = names
        .into_iter()
        .map(|one| one.map(|one| one.name.get(lang)))
        .collect();
    let value = value(&AT_ONCE.map(ReservedCapacity::id));
    names.map(|names| Choice::new(value, names.join(" + ")))
}

fn value(ids: &[&str]) -> String {
    ids.join(&AND.to_string())
}

/// What of the choices somebody has.
#[must_use]
pub fn chosen(subject: &Subject) -> String {
    value(&subject.capacities_now())
}

/// The capacities that were chosen; `None`: it is none of the choices.
#[must_use]
pub fn read(pack: &Pack, chosen: &str) -> Option<Vec<String>> {
    let mut offered = choices(pack, "nl").into_iter();
    let choice = offered.find(|choice| choice.value == chosen)?;
    Some(choice.value.split(AND).map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn victim_and_suspect_can_be_chosen_at_once() {
        let pack = Pack::parse(include_str!("../../../../policies/montfoort.toml")).unwrap();
        let both = "possible_victim+possible_offender";
        let offered = choices(&pack, "nl");
        let choice = offered.iter().find(|choice| choice.value == both).unwrap();
        assert_eq!(choice.label, "mogelijk slachtoffer + mogelijke dader");
        assert_eq!(offered.len(), pack.capacities.len() + 1);
        assert_eq!(read(&pack, both).unwrap().len(), 2);
        assert_eq!(read(&pack, "possible_victim+nobody"), None);
        assert_eq!(read(&pack, ""), None);
        let twice = "possible_offender+possible_offender";
        assert_eq!(read(&pack, twice), None, "nobody offered that");
    }
}
