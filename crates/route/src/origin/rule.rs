//! The one rule about what stands under another law: it goes nowhere.

use super::store::Marked;
use crate::refusal::{Ended, Fault, Refusal};
use crate::signals::Report;
use crate::text::{Plain, Reading, plain};

/// So many words in a row are no coincidence.
const RUN: usize = 5;

/// So many digits are a number of somebody: a telephone, an account.
const DIGITS: usize = 6;

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

/// What of those parts stands in a text.
fn stands_in(marked: &[Marked], report: &Report, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    if marked.iter().all(|one| one.part.text.is_empty()) || text.trim().is_empty() {
        return found;
    }
    let free = free(report);
    let (free, said) = (Said::of(&free), Said::of(text));
    for one in marked {
        for telling in Telling::of(&one.part.text, &one.part.only) {
            if telling.is_in(&said) && !telling.is_in(&free) {
                found.push(telling.shown());
                break;
            }
        }
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

/// A text as it is compared.
struct Said {
    words: Vec<String>,
    numbers: Vec<String>,
}

impl Said {
    fn of(text: &str) -> Self {
        Self {
            words: words(text),
            numbers: numbers(text),
        }
    }
}

/// Something that tells: words in a row, or a number.
enum Telling {
    Words(Vec<String>),
    Number(String),
}

impl Telling {
    fn of(text: &str, only: &[String]) -> Vec<Self> {
        let mut all: Vec<Self> = only.iter().map(|name| Self::Words(words(name))).collect();
        let said = words(text);
        if said.len() < RUN {
            all.push(Self::Words(said));
        } else {
            all.extend(said.windows(RUN).map(|run| Self::Words(run.to_vec())));
        }
        let numbers = numbers(text).into_iter();
        let of_names = only.iter().flat_map(|name| self::numbers(name));
        all.extend(numbers.chain(of_names).map(Self::Number));
        all.retain(|one| !matches!(one, Self::Words(words) if words.is_empty()));
        all
    }

    fn is_in(&self, said: &Said) -> bool {
        match self {
            Self::Words(run) => said.words.windows(run.len()).any(|words| words == run),
            Self::Number(number) => said
                .numbers
                .iter()
                .any(|other| other.contains(number.as_str()) || number.contains(other.as_str())),
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Words(words) => words.join(" "),
            Self::Number(number) => number.clone(),
        }
    }
}

/// Plain words: without case, accents and signs.
fn words(text: &str) -> Vec<String> {
    let (mut all, mut word) = (Vec::new(), String::new());
    for c in text.chars() {
        match plain(c, Reading::Sounds) {
            Plain::Letter(letter) => word.push(letter),
            Plain::Letters(letters) => word.push_str(&letters),
            Plain::Nothing => {}
            Plain::Sign if word.is_empty() => {}
            Plain::Sign => all.push(std::mem::take(&mut word)),
        }
    }
    all.extend((!word.is_empty()).then_some(word));
    all
}

/// Numbers of somebody, whatever stands between their digits. A day of these years is none.
fn numbers(text: &str) -> Vec<String> {
    let (mut all, mut digits) = (Vec::new(), String::new());
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_digit() {
            digits.push(c);
        } else if !matches!(c, ' ' | '-' | '.' | '/' | '(' | ')' | '+') {
            let number = std::mem::take(&mut digits);
            let is_day = number.len() == 8 && number[4..].starts_with("20");
            if number.len() >= DIGITS && !is_day {
                all.push(number);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

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
            "Bel +31 6 12345678: 06 12 34 56 78",
            "Het gaat om ilja zilverberg.",
            "Het gaat om Ílja Zilverbérg!",
        ] {
            assert!(!goes(&marked, &open, text), "{text}");
        }
        for text in [
            "",
            "Een busje.",
            "Sinds maart staat er iets.",
            "Op 20-11-2026 was er overleg.",
        ] {
            assert!(goes(&marked, &open, text), "{text}");
        }
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
