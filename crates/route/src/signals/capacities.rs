//! Choosing in what capacities somebody is involved (bijlage 2, stap 1: "in welke hoedanigheid").
//! No I/O.

use platform::forms::Choice;
use platform::i18n::Texts;
use platform::web::Words;
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

/// What can be chosen: each capacity of the pack, and after the suspect: victim and suspect at once.
fn offered(pack: &Pack) -> Vec<Vec<&str>> {
    let mut all = Vec::new();
    for capacity in &pack.capacities {
        let id = capacity.id.get_ref().as_str();
        all.push(vec![id]);
        let both = AT_ONCE.map(ReservedCapacity::id);
        if id == ReservedCapacity::PossibleOffender.id()
            && both.iter().all(|id| pack.capacity(id).is_some())
        {
            all.push(both.to_vec());
        }
    }
    all
}

/// The same, in words.
#[must_use]
pub fn choices(pack: &Pack, texts: &Texts) -> Vec<Choice> {
    let named = |ids: Vec<&str>| {
        let known = ids.iter().filter_map(|id| pack.capacity(id));
        let names = known.map(|one| texts.label(&one.name));
        Choice::new(value(&ids), Words::joined(names, " + "))
    };
    offered(pack).into_iter().map(named).collect()
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
    let mut offered = offered(pack).into_iter();
    let ids = offered.find(|ids| value(ids) == chosen)?;
    Some(ids.into_iter().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use platform::i18n::I18n;

    use super::*;

    #[test]
    fn victim_and_suspect_can_be_chosen_at_once() {
        let pack = Pack::parse(include_str!("../../../../policies/montfoort.toml")).unwrap();
        let both = "possible_victim+possible_offender";
        let offered = choices(&pack, &I18n::new(&[]).lang("nl"));
        let choice = offered.iter().find(|choice| choice.value == both).unwrap();
        assert_eq!(
            choice.label.text(),
            "mogelijk slachtoffer + mogelijke dader"
        );
        assert_eq!(offered.len(), pack.capacities.len() + 1);
        assert_eq!(read(&pack, both).unwrap().len(), 2);
        assert_eq!(read(&pack, "possible_victim+nobody"), None);
        assert_eq!(read(&pack, ""), None);
        let twice = "possible_offender+possible_offender";
        assert_eq!(read(&pack, twice), None, "nobody offered that");
    }
}
