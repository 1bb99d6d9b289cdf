//! The one rule about what stands under another law: it goes nowhere.

use super::store::Marked;
use super::telling::{Said, Telling};
use crate::refusal::{Ended, Fault, Refusal};
use crate::signals::Report;

/// Words that others read, or that stay for longer, hold nothing of what stands under the Wpg or the WGS: no five words
/// of it in a row, nobody who is named there alone, no number of it. Nobody overrides that. What the report says too is
/// free.
///
/// # Errors
/// A fault at `field`, with what was found.
pub fn what_is_under_wpg_or_wgs_goes_nowhere(
    marked: &[Marked],
    report: &Report,
    (field, text): (&'static str, &str),
) -> Ended {
    let found = stands_in(marked, report, text);
    if found.is_empty() {
        return Ok(());
    }
    let fault = Fault::new(field, "marked").naming(found);
    Err(Refusal::Typed(vec![fault]))
}

/// Does a text say something of those parts, whatever the report says?
pub(crate) fn says_what_is_marked(marked: &[Marked], text: &str) -> bool {
    let (nothing, said) = (Said::of(""), Said::of(text));
    marked.iter().any(|one| {
        let telling = Telling::of(&one.part.text, &one.part.only);
        let mut found = telling.iter();
        found.any(|one| one.stands_in(&said, &nothing).is_some())
    })
}

/// What of those parts stands in a text.
fn stands_in(marked: &[Marked], report: &Report, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    if marked.iter().all(|one| one.part.text.is_empty()) || text.trim().is_empty() {
        return found;
    }
    let free = free(report);
    let (free, said) = (Said::of(&free), Said::of(text));
    for one in marked {
        let telling = Telling::of(&one.part.text, &one.part.only);
        found.extend(telling.iter().find_map(|one| one.stands_in(&said, &free)));
    }
    found
}

/// Everything that the report says itself.
fn free(report: &Report) -> String {
    let statements = report.statements.iter().map(|one| one.text.as_str());
    let subjects = report.subjects.iter();
    let fields = subjects.flat_map(|one| one.fields.values().chain(one.known.values()));
    let mut all: Vec<&str> = statements.collect();
    all.extend(fields.map(String::as_str));
    all.extend([report.place.as_str(), report.when.as_str()]);
    all.join("\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::super::telling::RUN;
    use super::*;
    use crate::origin::{Law, Part};
    use crate::signals::{Source, Statement};

    fn report(text: &str) -> Report {
        Report {
            danger: false,
            statements: vec![Statement {
                source: Source::Heard,
                text: text.to_owned(),
            }],
            place: String::new(),
            when: String::new(),
            subjects: Vec::new(),
            indicators: Vec::new(),
            coordinator: None,
            name: None,
        }
    }

    fn under_wpg(text: &str, only: &[&str]) -> Vec<Marked> {
        vec![Marked {
            id: Uuid::nil(),
            part: Part {
                law: Law::Wpg,
                text: text.to_owned(),
                only: only.iter().map(|name| (*name).to_owned()).collect(),
                ends_at: 0,
                extended: Vec::new(),
                over: None,
            },
        }]
    }

    fn goes(marked: &[Marked], report: &Report, text: &str) -> bool {
        what_is_under_wpg_or_wgs_goes_nowhere(marked, report, ("text", text)).is_ok()
    }

    /// "conform de AVG wetgeving"; Wpg: police data is never passed on.
    #[test]
    fn what_is_under_wpg_or_wgs_goes_nowhere_in_any_writing() {
        let marked = under_wpg(
            "Sinds maart staat daar een tap op 06-1234 5678 van de neef.",
            &["Ilja Zilverberg"],
        );
        let open = report("Een busje bij de kwekerij.");
        for text in [
            "Wij hoorden: SINDS MAART STAAT DAAR EEN tap.",
            "sinds  maart, staat daar — een",
            "Bel 0612345678.",
            "Bel +31 6 12345678.",
            "Bel 0031612345678.",
            "Bel +31 (0)6 1234 5678.",
            "Bel 12345678.",
            "Bel 06-11112222 06-12345678.",
            "Het gaat om ilja zilverberg.",
            "Het gaat om Ílja Zilverbérg!",
            "Zilverberg, Ilja",
            "I. Zilverberg",
            "Dat is Zilverberg.",
            "Zilverbergs busje",
        ] {
            assert!(!goes(&marked, &open, text), "{text}");
        }
        for text in [
            "",
            "Een busje.",
            "Sinds maart staat er iets.",
            "Op 20-11-2026 was er overleg.",
            "Bel 06-87654321.",
            "Dat zei Ilja.",
        ] {
            assert!(goes(&marked, &open, text), "{text}");
        }
    }

    /// Of a short surname the order and the first letter tell; what is named there alone and has a number, its number.
    #[test]
    fn a_short_name_and_a_plate_are_known_in_any_writing() {
        let marked = under_wpg(
            "De bus 12-ABC-3 stond er, om 14.30 uur in 2026.",
            &["Ilja van der Bos", "HH-AB 1234", "Dorpsstraat 12"],
        );
        let open = report("Een busje.");
        for text in [
            "Bos, Ilja van der",
            "I. van der Bos",
            "Bos, I.",
            "de bus 12abc3",
            "12 ABC 3",
            "de auto HHAB1234",
            "hh ab 12 34",
            "dorpsstraat 12",
        ] {
            assert!(!goes(&marked, &open, text), "{text}");
        }
        for text in [
            "In het bos.",
            "Om 14.30 uur, ook in 2026.",
            "Dorpsstraat 14",
            "12 keer",
        ] {
            assert!(goes(&marked, &open, text), "{text}");
        }
    }

    /// A part of a number in the report frees that part, and not the number.
    #[test]
    fn a_short_number_of_the_report_frees_no_longer_one() {
        let marked = under_wpg("Hij belt met 06-12345678.", &[]);
        let open = report("Op de bus staat 345678.");
        assert!(goes(&marked, &open, "Op de bus staat 345678."));
        assert!(!goes(&marked, &open, "Bel 0612345678."));
        let open = report("Hij belt met +31612345678.");
        assert!(goes(&marked, &open, "Bel 0612345678."));
    }

    #[test]
    fn what_the_report_says_too_is_free() {
        let marked = under_wpg("Een busje bij de kwekerij aan de weg.", &["Milo"]);
        let open = report("Milo zag een busje bij de kwekerij aan de weg.");
        assert!(goes(
            &marked,
            &open,
            "Milo zag een busje bij de kwekerij aan de weg."
        ));
    }

    /// What is over says nothing any more.
    #[test]
    fn what_is_over_holds_nothing_back() {
        let mut marked = under_wpg("Een twee drie vier vijf zes.", &["Milo"]);
        marked[0].part = marked[0].part.ended(5);
        assert!(goes(
            &marked,
            &report(""),
            "Milo: een twee drie vier vijf zes."
        ));
    }

    fn some(letters: &'static str) -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec(letters, 1..30)
    }

    proptest! {
        /// Whatever mix of statements and parts: any run of a part in any text is found, and what holds none of it goes.
        #[test]
        fn whatever_the_mix_no_run_of_a_part_goes(
            free in some("[a-h]{2,6}"),
            part in some("[i-p]{2,6}"),
            before in some("[q-z]{2,6}"),
            after in some("[q-z]{2,6}"),
            at in any::<prop::sample::Index>(),
        ) {
            let open = report(&free.join(" "));
            let marked = under_wpg(&part.join(" "), &[]);
            let run = RUN.min(part.len());
            let from = at.index(part.len() - run + 1);
            let run = part[from..from + run].join(", ").to_uppercase();
            let text = format!("{} {run} {}", before.join(" "), after.join(" "));
            prop_assert!(!goes(&marked, &open, &text), "{text}");
            let others = format!("{} {} {}", before.join(" "), free.join(" "), after.join(" "));
            prop_assert!(goes(&marked, &open, &others), "{others}");
        }
    }
}
