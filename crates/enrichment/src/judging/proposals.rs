//! What may be the same as the subjects of a dossier: proposals, the likeliest first, each with how
//! strong it is, what fits, what differs, and what was judged. Who was judged stays in place.

use std::collections::{BTreeMap, HashMap};

use accounts::people;
use linkage::{Hit, Record};
use platform::db::Reader;
use platform::web::Page;
use platform::{Actor, App, PersonId};
use policy::Pack;
use route::dossiers::{Dossier, Ended};

use super::store::{self, Judgement, Verdict};
use crate::lookup::{
    self, Housed, LEAST, Nature, Opened, Opener, Part, Thing, reasons, records_of,
};

/// How strong a proposal is, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// The same plate, number or address: a thing is itself, however many dossiers name it.
    Identical,
    NearlyCertain,
    Likely,
    Perhaps,
    /// Something in common: that does not make two things one.
    Shares,
    /// Described in the same words, and nothing else.
    Described,
}

impl Strength {
    fn of(probability: f64, natures: (Nature, Nature), identical: bool) -> Self {
        match probability {
            _ if natures.0 != natures.1 => Self::Shares,
            _ if natures.0 == Nature::Thing && identical => Self::Identical,
            p if p >= 0.95 => Self::NearlyCertain,
            p if p >= 0.7 => Self::Likely,
            p if p >= 0.3 => Self::Perhaps,
            _ => Self::Shares,
        }
    }

    /// Strong enough to be in sight at once.
    #[must_use]
    pub fn is_strong(self) -> bool {
        self <= Self::Likely
    }

    /// A percentage is said of what may be the same, never of what only has something in common.
    #[must_use]
    pub fn has_percentage(self) -> bool {
        (Self::NearlyCertain..=Self::Perhaps).contains(&self)
    }

    /// The message that says it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Identical => "lookup-identical",
            Self::NearlyCertain => "lookup-nearly-certain",
            Self::Likely => "lookup-likely",
            Self::Perhaps => "lookup-perhaps",
            Self::Shares => "lookup-shares",
            Self::Described => "lookup-described",
        }
    }
}

/// A possible match of one subject.
pub struct Proposal {
    pub what: Opened,
    pub strength: Strength,
    /// 0 to 100, whole.
    pub percent: u32,
    pub fits: Vec<String>,
    pub differs: Vec<String>,
    pub verdict: Option<Verdict>,
    /// Several judged, and they disagree.
    pub conflict: bool,
    /// Who judged, and when.
    pub by: String,
    /// Where it stands among those of its subject.
    pub at: usize,
}

impl Proposal {
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.verdict.is_none()
    }
}

/// A subject with its proposals.
pub struct Looked {
    pub part: Part,
    pub what: Opened,
    pub strong: Vec<Proposal>,
    pub weak: Vec<Proposal>,
}

/// So many strong proposals of one subject are in sight; the others are folded.
const IN_SIGHT: usize = 4;

impl Looked {
    /// All of them, in their places.
    pub fn all(&self) -> impl Iterator<Item = &Proposal> {
        self.strong.iter().chain(&self.weak)
    }

    /// Somebody said that this subject is known.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.all().any(|one| one.verdict == Some(Verdict::Same))
    }

    #[must_use]
    pub fn in_sight(&self) -> &[Proposal] {
        &self.strong[..self.strong.len().min(IN_SIGHT)]
    }

    #[must_use]
    pub fn folded(&self) -> &[Proposal] {
        &self.strong[self.strong.len().min(IN_SIGHT)..]
    }

    /// Strong ones that nobody judged yet.
    #[must_use]
    pub fn open(&self) -> Vec<&Proposal> {
        self.strong.iter().filter(|one| one.is_open()).collect()
    }

    /// So many of these are folded.
    #[must_use]
    pub fn open_folded(&self) -> usize {
        self.folded().iter().filter(|one| one.is_open()).count()
    }

    /// Where a proposal stands on the page.
    #[must_use]
    pub fn place(&self, proposal: &Proposal) -> String {
        format!("regel-{}-{}", self.part, proposal.at)
    }
}

/// Where the officer goes on after judging these: the next that is open, of the same subject first; a
/// weak one leads to weak ones. Nothing is left: to the head of the subject.
#[must_use]
pub fn next_open(all: &[Looked], at: usize, judged: &[&Proposal]) -> String {
    let own = &all[at];
    let head = || format!("betrokkene-{}", own.part);
    let Some(last) = judged.last() else {
        return head();
    };
    let is_next = |one: &&Proposal| {
        one.is_open()
            && judged.iter().all(|done| done.at != one.at)
            && one.strength.is_strong() == last.strength.is_strong()
    };
    let later = own.all().filter(|one| one.at > last.at);
    let earlier = own.all().filter(|one| one.at < last.at);
    if let Some(next) = later.chain(earlier).find(is_next) {
        return own.place(next);
    }
    let others = all[at + 1..].iter().chain(&all[..at]);
    let mut others = others.filter_map(|looked| Some(looked.place(looked.open().first()?)));
    others.next().unwrap_or_else(head)
}

/// What was found for one subject before anything of it is opened.
struct Matches {
    part: Part,
    hits: Vec<(Thing, Option<Hit>)>,
    address: Option<lookup::AtAddress>,
}

/// Everything that is proposed for a dossier.
pub struct Proposed {
    pub looked: Vec<Looked>,
    pub housed: Vec<Housed>,
    /// With how many it was compared.
    pub known: usize,
    /// A large register is not whole in the index yet.
    pub is_whole: bool,
}

/// What the index has for every subject of which there is something to compare. Those who only look
/// the same come last.
async fn matches(
    app: &App,
    actor: &Actor,
    dossier: &Dossier,
) -> Ended<(Vec<Matches>, usize, bool)> {
    let known = lookup::known(app, actor.tenant).await?;
    let records: BTreeMap<Part, Record> = records_of(dossier.report()).into_iter().collect();
    let none = Record::default();
    let mut all = Vec::new();
    for part in lookup::parts_of(dossier.report()) {
        let record = records.get(&part).unwrap_or(&none);
        let alike = known.looks_like(dossier, part);
        if record.is_empty() && alike.is_empty() {
            continue;
        }
        let found = known.like(record, Some(dossier.id()), LEAST);
        let mut hits: Vec<(Thing, Option<Hit>)> = found
            .into_iter()
            .map(|found| (found.thing, Some(found.hit)))
            .collect();
        for thing in alike {
            if hits.iter().all(|(other, _)| *other != thing) {
                hits.push((thing, None));
            }
        }
        all.push(Matches {
            part,
            hits,
            address: lookup::at_address(&known, record),
        });
    }
    Ok((all, known.len(), known.is_whole()))
}

/// What is needed to say a proposal in words.
struct Saying<'a> {
    page: &'a Page,
    judged: &'a [Judgement],
    names: &'a HashMap<PersonId, String>,
}

impl Saying<'_> {
    fn proposal(&self, own: &Opened, what: Opened, hit: Option<&Hit>) -> Proposal {
        let judged = self.judged.iter();
        let about: Vec<&Judgement> = judged.filter(|one| one.other == what.lasting).collect();
        let last = about.last();
        let texts = &self.page.texts;
        let evidence = hit.map_or(&[][..], |hit| hit.evidence.as_slice());
        let (fits, differs): (Vec<_>, Vec<_>) =
            evidence.iter().copied().partition(|found| found.bits > 0.0);
        let mut fits = reasons(texts, &fits);
        let probability = hit.map_or(0.0, |hit| hit.alone);
        let strength = match hit {
            Some(hit) => {
                let identical = lookup::shares_place_or_number(hit);
                Strength::of(probability, (own.nature, what.nature), identical)
            }
            None => Strength::Described,
        };
        if lookup::look_alike(own, &what) {
            fits.push(texts.get("evidence-looks-same"));
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 to 100"
        )]
        let percent = (probability * 100.0).floor() as u32;
        let by = |judgement: &&Judgement| {
            let who = self.names.get(&judgement.person).cloned();
            let who = who.unwrap_or_default();
            format!("{who}, {}", self.page.date(&judgement.at))
        };
        Proposal {
            percent,
            strength,
            fits,
            differs: reasons(texts, &differs),
            verdict: last.map(|judgement| judgement.verdict),
            conflict: about
                .iter()
                .any(|one| Some(one.verdict) != last.map(|last| last.verdict)),
            by: last.map(by).unwrap_or_default(),
            at: 0,
            what,
        }
    }
}

/// The strong ones before the weak ones, each the likeliest first, and numbered so.
fn in_order(part: Part, what: Opened, found: Vec<Proposal>) -> Looked {
    let (mut strong, mut weak): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|one| one.strength.is_strong());
    weak.sort_by_key(|one| one.strength);
    for (at, one) in strong.iter_mut().chain(&mut weak).enumerate() {
        one.at = at;
    }
    Looked {
        part,
        what,
        strong,
        weak,
    }
}

/// The proposals of every subject of a dossier. Takes a reader of its own, and only after asking
/// what is known, which needs one too: whoever holds a reader while waiting for another stops
/// everybody.
pub async fn proposed(
    app: &App,
    actor: &Actor,
    page: &Page,
    dossier: &Dossier,
    pack: &Pack,
) -> Ended<Proposed> {
    let (matches, known, is_whole) = matches(app, actor, dossier).await?;
    let tx = &mut app.db.read().await?;
    let names = people::names(tx, app, actor.tenant).await?;
    let mut opener = Opener::new(tx, app, actor, pack, page).await?;
    let (mut looked, mut housed) = (Vec::new(), Vec::new());
    for found in matches {
        let Some(own) = lookup::part(dossier, found.part, pack, page) else {
            continue;
        };
        if let Some(address) = found.address {
            housed.extend(house(tx, app, actor, pack, address).await?);
        }
        let judged = store::judgements(tx, app, actor.tenant, &own.lasting).await?;
        let saying = Saying {
            page,
            judged: &judged,
            names: &names,
        };
        let mut proposals = Vec::new();
        for (thing, hit) in found.hits {
            if let Some(what) = opener.open(tx, thing).await? {
                proposals.push(saying.proposal(&own, what, hit.as_ref()));
            }
        }
        looked.push(in_order(found.part, own, proposals));
    }
    Ok(Proposed {
        looked,
        housed,
        known,
        is_whole,
    })
}

/// What registers say of living at an address, if they say anything.
async fn house(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    pack: &Pack,
    address: lookup::AtAddress,
) -> Ended<Option<Housed>> {
    let house = lookup::housed(tx, app, actor.tenant, pack, address).await?;
    let says = house.registered.is_some() || house.permits.is_some() || !house.uses.is_empty();
    Ok(says.then_some(house))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_be_the_same_has_a_percentage() {
        use Nature::{Person, Thing};
        let people = (Person, Person);
        for (probability, natures, identical, strength) in [
            (0.98, people, false, Strength::NearlyCertain),
            (0.7, people, true, Strength::Likely),
            (0.69, people, false, Strength::Perhaps),
            (0.1, people, true, Strength::Shares),
            (0.99, (Person, Thing), true, Strength::Shares),
            (0.2, (Thing, Thing), true, Strength::Identical),
            (0.2, (Thing, Thing), false, Strength::Shares),
        ] {
            let found = Strength::of(probability, natures, identical);
            assert_eq!(found, strength, "{probability}");
        }
        let percentage = |one: Strength| one.has_percentage();
        assert!(!percentage(Strength::Identical) && percentage(Strength::NearlyCertain));
        let percentage: Vec<bool> = [Strength::Perhaps, Strength::Shares, Strength::Described]
            .map(Strength::has_percentage)
            .into();
        assert_eq!(percentage, [true, false, false]);
        assert!(!Strength::Perhaps.is_strong() && Strength::Likely.is_strong());
    }
}
