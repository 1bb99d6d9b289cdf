//! The rules of the leak check, in one table: what is looked for, and an example of each with what
//! comes of it. The table is its own test: every example is found by its rule, and graded so.

use std::collections::BTreeSet;

use super::grade::{self, Theirs};
use super::names::{Name, Wanted};
use super::stream::{Hit, Stream};
use super::{loose, numbers, rules, sounds};
use crate::reporters::Reporter;
use crate::text::Reading;
use crate::text::numbers::Readings;

/// A text in one reading, and what is known of who reported it.
pub(super) struct Look<'a> {
    pub text: &'a str,
    pub reading: Reading,
    pub stream: &'a Stream<'a>,
    pub digits: &'a Readings,
    pub reporter: &'a Reporter,
    pub name: Name,
    pub wanted: &'a BTreeSet<Wanted>,
    pub theirs: &'a Theirs,
}

/// Words that may tell, in bytes from and to, and whether they certainly do.
pub(super) struct Spot {
    pub range: (usize, usize),
    pub certain: bool,
}

impl Look<'_> {
    pub(super) fn spot(&self, hit: Hit, certain: bool) -> Spot {
        let range = self.stream.range(hit);
        Spot { range, certain }
    }

    /// Graded by the word that was found.
    fn graded<'w>(&self, found: impl Iterator<Item = (Hit, &'w Wanted)>) -> Vec<Spot> {
        let initials = self.name.initials();
        let graded = found.map(|(hit, wanted)| {
            let others = (self.theirs, initials.as_slice());
            self.spot(hit, grade::is_certain(self.stream, hit, wanted, others))
        });
        graded.collect()
    }

    /// Asked, unless it is said that this reported.
    pub(super) fn asked(&self, hits: impl IntoIterator<Item = Hit>) -> Vec<Spot> {
        let told = |hit| self.spot(hit, grade::is_told(self.stream, hit));
        hits.into_iter().map(told).collect()
    }
}

/// What comes of words that were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comes {
    /// It may not leave.
    Stops,
    /// The officer says whether it is somebody else.
    Asked,
}

/// Somebody who reported, in an example.
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "the examples are read by the tests")
)]
pub(super) struct Who {
    pub name: &'static str,
    pub email: &'static str,
    pub phone: &'static str,
    pub number: &'static str,
}

pub(super) struct Rule {
    /// Of a text in each reading.
    pub finds: fn(&Look) -> Vec<Spot>,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the examples are read by the tests")
    )]
    pub examples: &'static [(Who, &'static str, Comes)],
}

const fn named(name: &'static str) -> Who {
    Who {
        name,
        email: "",
        phone: "",
        number: "",
    }
}

const EMMA: Who = Who {
    name: "Emma Exempel",
    email: "balie@montfoort.example",
    phone: "06 0000 6587",
    number: "MW-4417",
};

const WMO: Who = Who {
    name: "Emma Exempel",
    email: "wmo@montfoort.example",
    phone: "",
    number: "",
};

use Comes::{Asked, Stops};

pub(super) const RULES: &[Rule] = &[
    // The name as it is: whole, in words, as in an address, and what people of that name are called.
    Rule {
        finds: names,
        examples: &[
            (EMMA, "Emma Exempel zag het", Stops),
            (EMMA, "Exempel, E.", Stops),
            (EMMA, "volgens eexempel", Stops),
            (EMMA, "balie@montfoort.example", Stops),
            (EMMA, "Emma huilt", Asked),
            (EMMA, "Dat zei Emmy", Asked),
            (EMMA, "gemeld door Emma", Stops),
            (EMMA, "balie@montfoort zag dat", Asked),
            (WMO, "mail wmo at montfoort punt example", Asked),
            (named("Elisabeth Kuiper-Smit"), "Dat zei Bets", Asked),
            (named("Elisabeth Kuiper-Smit"), "Betsy zag het", Asked),
            (named("Elisabeth Kuiper-Smit"), "Volgens Lisette", Asked),
            (named("Mohammed Ait Ouali"), "Dat zei Mo", Asked),
            (named("Samira Schijn"), "Sam zei het", Asked),
            (named("Samira Schijn"), "volgens Sammie", Asked),
            (named("Johannes van der Berg"), "Hannes zag het", Asked),
        ],
    },
    // A long name as it is heard, or with one slip.
    Rule {
        finds: heard,
        examples: &[
            (named("Noor Nergenshuizen"), "mevrouw Nergenshuysen", Stops),
            (named("Samira Schijn"), "volgens Scheijn", Stops),
            (named("Anouk Zilverberg"), "Dat zei Anoek", Asked),
        ],
    },
    Rule {
        finds: whole_in_another_script,
        examples: &[
            (EMMA, "Эмма Экземпел", Stops),
            (EMMA, "от Экземпел Эммы", Stops),
            (EMMA, "Έμμα Εξέμπελ", Stops),
            (named("Эмма Экземпел"), "Emma Exempl", Stops),
        ],
    },
    Rule {
        finds: phones,
        examples: &[
            (EMMA, "bel +31 6 00006587", Stops),
            (EMMA, "nul zes nul nul nul nul zes vijf acht zeven", Stops),
            (EMMA, "nul zes vier nullen zes vijf acht zeven", Stops),
            (EMMA, "nulzes, dubbel nul dubbel nul 65 87", Stops),
            (EMMA, "O6 OOOO 6587", Stops),
            (
                EMMA,
                "oh six double oh double oh six five eight seven",
                Stops,
            ),
        ],
    },
    Rule {
        finds: last_digits,
        examples: &[
            (EMMA, "het nummer is ...6587", Asked),
            (EMMA, "een nummer dat eindigt op 65 87", Asked),
            (EMMA, "de laatste cijfers 6587", Asked),
            (EMMA, "bel nr 6587", Asked),
            (EMMA, "eindigt op vijfenzestig zevenentachtig", Asked),
        ],
    },
    Rule {
        finds: employee,
        examples: &[
            (EMMA, "personeelsnummer mw 4417", Stops),
            (EMMA, "personeelsnummer vier vier een zeven", Stops),
            (EMMA, "mijn nummer is vierenveertig zeventien", Stops),
            (EMMA, "MW-44I7", Stops),
            (EMMA, "mw vier vier een zeven", Stops),
            (EMMA, "Dat zei 44 17.", Asked),
            (EMMA, "van vier vier een zeven", Asked),
        ],
    },
    // `L.L.`
    Rule {
        finds: initials,
        examples: &[
            (named("Lotte Lelie"), "Volgens L.L. is het waar", Asked),
            (EMMA, "E.E", Asked),
            (EMMA, "volgens E.E zelf", Asked),
        ],
    },
    Rule {
        finds: loose::initials_with_particles,
        examples: &[
            (named("Johannes van der Berg"), "JvdB zag het", Asked),
            (named("Johannes van der Berg"), "Dat zei J.v.d.B.", Asked),
            (named("Johannes van der Berg"), "Volgens J. v.d. B.", Asked),
        ],
    },
    Rule {
        finds: loose::abbreviated_with_surname,
        examples: &[
            (named("Johannes van der Berg"), "Joh. Berg", Asked),
            (named("Johannes van der Berg"), "J. v.d. Bergh zag", Asked),
            (
                named("Johannes van der Berg"),
                "Dat zei Joh. v.d. Berg",
                Asked,
            ),
            (named("Johannes van der Berg"), "v.d. Bergh", Asked),
        ],
    },
    Rule {
        finds: loose::surname_with_initial,
        examples: &[
            (named("Ton Bakker"), "Bakker T.", Asked),
            (named("Ton Bakker"), "Dat zei Bakker T. Zij belde.", Asked),
            (named("Ton Bakker"), "gezien met Bakker, T", Asked),
        ],
    },
    Rule {
        finds: loose::surname_cut_short,
        examples: &[
            (EMMA, "E. Ex. belde", Asked),
            (EMMA, "volgens E. Exem", Asked),
            (EMMA, "mevrouw Ex. belde", Asked),
        ],
    },
    Rule {
        finds: loose::glued_neighbours,
        examples: &[(named("Mohammed Ait Ouali"), "Dat zei Aitouali", Asked)],
    },
    Rule {
        finds: loose::respelled,
        examples: &[
            (EMMA, "Exempl zag een meisje", Asked),
            (EMMA, "mw exempl belde", Asked),
            (EMMA, "volgens mevrouw exempl", Asked),
            (EMMA, "volgens exempl", Asked),
            (EMMA, "mw. e. exempl belde", Asked),
            (EMMA, "exempl zag het", Asked),
            (EMMA, "Exempeltje belde", Asked),
            (EMMA, "mw exempeltje", Asked),
            (
                named("Johannes van der Berg"),
                "meneer van der bergh",
                Asked,
            ),
            (named("Elisabeth Kuiper-Smit"), "Mevrouw Kuijper", Asked),
            (named("Mohammed Ait Ouali"), "Dat zei Wali", Asked),
            (named("Zeynep Çelik"), "Selik zag het", Asked),
            (named("Zeynep Çelik"), "Dat zei Tsjelik", Asked),
            (named("El Khatib"), "meneer Khateeb", Asked),
            (named("Samira Schijn"), "volgens Schijm", Asked),
        ],
    },
];

fn names(look: &Look) -> Vec<Spot> {
    let found = look.wanted.iter().flat_map(|wanted| {
        let hits = rules::hits(look.stream, wanted).into_iter();
        hits.map(move |hit| (hit, wanted))
    });
    look.graded(found)
}

fn heard(look: &Look) -> Vec<Spot> {
    look.graded(sounds::hits(look.stream, look.wanted).into_iter())
}

fn whole_in_another_script(look: &Look) -> Vec<Spot> {
    let found = sounds::whole_in_another_script(look).into_iter();
    found.map(|hit| look.spot(hit, true)).collect()
}

fn spots(ranges: Vec<(usize, usize)>, certain: bool) -> Vec<Spot> {
    let spot = |range| Spot { range, certain };
    ranges.into_iter().map(spot).collect()
}

fn phones(look: &Look) -> Vec<Spot> {
    spots(
        numbers::phone_ranges(look.text, look.digits, look.reporter),
        true,
    )
}

fn last_digits(look: &Look) -> Vec<Spot> {
    spots(
        numbers::last_digits(look.text, look.digits, look.reporter),
        false,
    )
}

fn employee(look: &Look) -> Vec<Spot> {
    let hits = numbers::employee_hits(look.stream, look.reading, &look.reporter.number);
    let written = hits.into_iter().map(|hit| look.spot(hit, true));
    written.chain(numbers::employee_said(look)).collect()
}

fn initials(look: &Look) -> Vec<Spot> {
    look.asked(rules::initials(look.stream, &look.name.initials()))
}

#[cfg(test)]
mod tests {
    use super::super::leaks_beside;
    use super::super::tests::{ordinary_sentences, reporter};
    use super::*;

    fn by_rule(rule: &Rule, text: &str, who: &Reporter) -> Vec<bool> {
        let mut found = Vec::new();
        for reading in Reading::BOTH {
            let look = Look {
                text,
                reading,
                stream: &Stream::of(text, reading),
                digits: &Readings::of(text),
                reporter: who,
                name: Name::of(&who.name, reading),
                wanted: &super::super::names::of(who),
                theirs: &Theirs::of(&[]),
            };
            found.extend((rule.finds)(&look).iter().map(|spot| spot.certain));
        }
        found
    }

    fn somebody(who: &Who) -> Reporter {
        reporter(who.name, who.email, who.phone, who.number)
    }

    #[test]
    fn every_rule_finds_its_examples_and_grades_them_so() {
        let mut wrong = Vec::new();
        for (at, rule) in RULES.iter().enumerate() {
            assert!(!rule.examples.is_empty());
            for (who, text, comes) in rule.examples {
                let who = somebody(who);
                let by_rule = by_rule(rule, text, &who);
                let found = leaks_beside(text, &who, &[]);
                let is = match comes {
                    Stops => by_rule.contains(&true) && !found.certain.is_empty(),
                    Asked => {
                        by_rule.contains(&false)
                            && found.certain.is_empty()
                            && !found.asked.is_empty()
                    }
                };
                if !is {
                    wrong.push(format!("{at}: {}: {text}: {by_rule:?} {found:?}", who.name));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// Whoever of the examples reported, ordinary Dutch is not asked about.
    #[test]
    fn ordinary_dutch_is_no_name_of_these_reporters() {
        let mut wrong = Vec::new();
        let examples = RULES.iter().flat_map(|rule| rule.examples);
        let mut names = BTreeSet::new();
        for (who, ..) in examples.filter(|(who, ..)| names.insert((who.name, who.email))) {
            let who = somebody(who);
            for text in ordinary_sentences() {
                let found = leaks_beside(text, &who, &[]);
                if !found.is_empty() {
                    wrong.push(format!("{}: {text}: {found:?}", who.name));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
