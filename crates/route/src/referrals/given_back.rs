//! A partner gave a handover back, "niet voor ons" (bijlage 2, stap 5): who else may be meant, and that an obligation stays
//! until somebody is told, or it is passed over with a reason.

use platform::Millis;
use policy::{Pack, Partner, PartnerId};

use super::store::Referral;
use crate::reporters::is_ordinary;
use crate::signals::CONSULTATION;
use crate::text::{Reading, words};

/// What the partner said, and whom it may mean.
pub(super) struct GivenBack {
    pub at: Millis,
    pub answer: String,
    /// Each with its name.
    pub others: Vec<(PartnerId, String)>,
}

impl GivenBack {
    /// Did this partner give back what it got last? Whom it means, of those who were not told yet.
    pub fn of(pack: &Pack, partner: &PartnerId, referrals: &[Referral]) -> Option<Self> {
        let last = referrals.iter().rfind(|one| one.partner == *partner)?;
        let answer = last.answer.clone().filter(|_| last.is_returned())?;
        let was_told = |id: &PartnerId| referrals.iter().any(|one| one.partner == *id);
        let meant = whom_a_partner_means(pack, &answer).into_iter();
        let meant = meant.filter(|other| !was_told(other) && other.as_str() != CONSULTATION);
        Some(Self {
            at: last.answered_at.unwrap_or(last.at),
            others: meant
                .map(|id| (id.clone(), pack.partner_name(&id)))
                .collect(),
            answer,
        })
    }
}

/// What a partner is called before what explains it: `Politie` of `Politie, AVIM (team TMM)`.
fn head(partner: &Partner) -> &str {
    let end = partner.name.find(['(', ',']);
    partner.name[..end.unwrap_or(partner.name.len())].trim()
}

/// Words that mean one partner and no other: `AVIM`, `Arbeidsinspectie`.
fn telling(pack: &Pack, partner: &Partner) -> Vec<String> {
    const LONG: usize = 9;
    let plain = |text: &str| words(text, Reading::Looks);
    let is_short_for = |word: &&str| word.len() >= 3 && word.chars().all(char::is_uppercase);
    let short = partner.name.split(|sign: char| !sign.is_alphanumeric());
    let short = short.filter(is_short_for).flat_map(plain);
    let others = pack.partners.iter().filter(|one| one.id != partner.id);
    let others: Vec<String> = others.flat_map(|one| plain(head(one))).collect();
    let long = plain(head(partner)).into_iter();
    let long =
        long.filter(|word| word.len() >= LONG && !is_ordinary(word) && !others.contains(word));
    short.chain(long).collect()
}

/// The partners that stand in what a partner said, in the order of the pack.
fn whom_a_partner_means(pack: &Pack, answer: &str) -> Vec<PartnerId> {
    let said = words(answer, Reading::Looks);
    let stands =
        |name: &[String]| !name.is_empty() && said.windows(name.len()).any(|part| part == name);
    let stands_there = |partner: &&Partner| {
        let head = words(head(partner), Reading::Looks);
        // "Veilig Thuis" is said without its region.
        let without_last = head.len().checked_sub(1).filter(|left| *left > 1);
        stands(&words(&partner.name, Reading::Looks))
            || stands(&head)
            || without_last.is_some_and(|left| stands(&head[..left]))
            || telling(pack, partner)
                .iter()
                .any(|word| said.contains(word))
    };
    let meant = pack.partners.iter().filter(stands_there);
    meant.map(|partner| partner.id.get_ref().clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_a_partner_means_is_offered() {
        let text = include_str!("../../../../policies/montfoort.toml");
        let pack = Pack::parse(text).unwrap();
        for (said, meant) in [
            ("Misschien wel voor: de politie", vec!["avim", "base_team"]),
            ("Dit is voor AVIM.", vec!["avim"]),
            ("Stuur het naar de arbeidsinspectie", vec!["nla"]),
            ("Veilig Thuis", vec!["veilig_thuis"]),
            ("Hier werkt niemand. Mensenhandel is het niet.", vec![]),
            ("Dat is thuis niet veilig.", vec![]),
        ] {
            let found = whom_a_partner_means(&pack, said);
            let found: Vec<&str> = found.iter().map(PartnerId::as_str).collect();
            assert_eq!(found, meant, "{said}");
        }
    }
}
