//! When an estimate may not be used, each rule by its name, and the warnings beside one.

use crate::data::counts;
use statistics::mse::advice::{self, Bounds, Refusal, Warning};
use statistics::mse::bootstrap::Bootstrap;
use statistics::mse::{Counts, Method, Set, Wanted, compare, estimate, read};

const STEPWISE: Method = Method::Stepwise { threshold: 0.02 };

fn refusals(counts: &Counts, method: &Method) -> Vec<Refusal> {
    let found = estimate(counts, method, Wanted::default(), &|| {});
    assert_eq!(found.usable, found.refusals.is_empty());
    found.refusals
}

fn three(cells: [u64; 7]) -> Counts {
    let rows: Vec<(Set, u64)> = (1..8).zip(cells).collect();
    Counts::new(&["A", "B", "C"], &rows)
}

#[test]
fn three_lists_that_differ() {
    let good = three([40, 40, 20, 40, 20, 20, 5]);
    assert!(refusals(&good, &STEPWISE).is_empty());
    let two = Counts::new(&["A", "B"], &[(1, 80), (2, 80), (3, 40)]);
    assert!(refusals(&two, &Method::Main).contains(&Refusal::TooFewLists { lists: 2 }));
    // The third list has nobody.
    let empty = three([80, 80, 40, 0, 0, 0, 0]);
    assert!(refusals(&empty, &Method::Main).contains(&Refusal::TooFewLists { lists: 2 }));
    // Everybody on A is on B.
    let within = three([0, 60, 30, 60, 0, 20, 10]);
    let expected = Refusal::ListWithinList {
        inner: "A".into(),
        outer: "B".into(),
    };
    assert!(refusals(&within, &Method::Main).contains(&expected));
    // Equal lists are told once.
    let equal = three([0, 0, 60, 60, 0, 0, 20]);
    let told = advice::three_lists_that_differ(&equal);
    assert_eq!(told.len(), 1, "{told:?}");
}

#[test]
fn enough_persons_and_overlap() {
    let few = three([10, 10, 5, 10, 5, 5, 2]);
    assert_eq!(
        refusals(&few, &Method::Main),
        [Refusal::TooFewPersons {
            observed: 47,
            expected: 100
        }]
    );
    let apart = three([100, 100, 3, 100, 3, 3, 0]);
    assert_eq!(
        refusals(&apart, &Method::Main),
        [Refusal::TooFewOnTwoLists {
            persons: 9,
            expected: 10
        }]
    );
}

#[test]
fn three_lists_overlap_each_other() {
    // B and C share nobody.
    let chain = three([60, 60, 30, 60, 30, 0, 0]);
    assert!(!refusals(&chain, &Method::Main).contains(&Refusal::NoTripleOverlaps));
    let fixed = Method::Fixed {
        sets: vec![0b101, 0b110],
    };
    assert!(refusals(&chain, &fixed).contains(&Refusal::NoTripleOverlaps));
}

#[test]
fn replicates_hold() {
    let with = |failed| Bootstrap {
        replicates: 1000,
        lower: None,
        upper: None,
        acceleration: None,
        bias: None,
        failed,
        why_not: None,
    };
    assert_eq!(advice::replicates_hold(&with(100)), None);
    assert_eq!(
        advice::replicates_hold(&with(101)),
        Some(Refusal::ReplicatesFail {
            failed: 101,
            replicates: 1000
        })
    );
}

#[test]
fn interval_within_an_order() {
    assert_eq!(
        advice::interval_within_an_order(100.0, 1000.0, Bounds::default()),
        None
    );
    assert!(advice::interval_within_an_order(100.0, 1001.0, Bounds::default()).is_some());
    // Two persons on all of it: the interval runs away, and both a refusal and a warning say so.
    let thin = three([400, 400, 3, 400, 3, 2, 2]);
    let found = estimate(
        &thin,
        &Method::Fixed {
            sets: vec![0b011, 0b101],
        },
        Wanted::default(),
        &|| {},
    );
    assert!(
        found.upper.unwrap() / found.lower.unwrap() > 10.0,
        "{found:?}"
    );
    assert!(
        found
            .refusals
            .iter()
            .any(|refusal| matches!(refusal, Refusal::IntervalTooWide { .. }))
    );
    assert!(
        found
            .warnings
            .iter()
            .any(|warning| matches!(warning, Warning::IntervalOverAnOrder { .. }))
    );
}

#[test]
fn warnings_of_an_honest_statistician() {
    let warnings =
        |counts: &Counts| estimate(counts, &STEPWISE, Wanted::default(), &|| {}).warnings;
    let uk = warnings(&counts("UKdat_5"));
    for always in [
        Warning::ClosedPopulation,
        Warning::ExactLinkage,
        Warning::SelectedLists,
    ] {
        assert!(uk.contains(&always));
    }
    assert!(
        uk.iter()
            .any(|warning| matches!(warning, Warning::FewOverlaps { persons: 221, .. }))
    );
    assert!(uk.contains(&Warning::EmptyPairs {
        pairs: vec!["LA:GP".into()]
    }));
    let one = three([900, 40, 20, 40, 20, 20, 5]);
    assert!(
        warnings(&one).iter().any(
            |warning| matches!(warning, Warning::OneListDominates { list, .. } if list == "A")
        )
    );
    let kosovo = warnings(&counts("Kosovo"));
    assert!(
        !kosovo
            .iter()
            .any(|warning| matches!(warning, Warning::FewOverlaps { .. }))
    );
}

#[test]
fn methods_stand_side_by_side() {
    let data = counts("UKdat_5");
    let found = compare(&data, 0.02, Wanted::default(), &|| {});
    let names: Vec<_> = found.methods.iter().map(|method| method.method).collect();
    assert_eq!(names, ["main", "stepwise", "bic", "bic", "bic", "graphs"]);
    // A factor two: the reason for this table.
    assert!(found.highest.unwrap() / found.lowest.unwrap() > 2.0);
    assert_eq!(
        (
            found.left_out.len(),
            found.merged.len(),
            found.thresholds.len()
        ),
        (5, 10, 3)
    );
    // Without a list those who were on that list alone are not observed.
    assert_eq!(found.left_out[0].observed, 2744 - 54);
    // UKdat_5 is UKdat with PF and NCA as one.
    let six = counts("UKdat");
    let place = |name| {
        six.lists()
            .iter()
            .position(|list| list.as_ref() == name)
            .unwrap()
    };
    let merged = six.merged(place("PF"), place("NCA"));
    assert_eq!(merged.cells(), data.cells());
}

#[test]
fn a_group_that_is_never_on_two_lists_gets_no_number_from_nothing() {
    // With a covariate whose second level is on list A only, no estimate exists for it: the effect
    // is refused.
    let text = "A,B,C,form,count\n1,0,0,x,40\n0,1,0,x,40\n0,0,1,x,40\n1,1,0,x,20\n1,0,1,x,20\n0,1,1,x,20\n1,1,1,x,5\n1,0,0,y,30\n";
    let table = read::with_covariates(text.as_bytes(), None, None).unwrap();
    let found = statistics::mse::covariates::estimate(
        &table,
        statistics::mse::covariates::Criterion::Bic,
        0.95,
    );
    let group = found
        .groups
        .iter()
        .find(|group| group.level == "y")
        .unwrap();
    assert_eq!(group.observed, 30);
    assert!(group.estimate.is_finite() && group.estimate >= group.observed as f64);
    assert!(found.estimate.unwrap() < 10_000.0, "{found:?}");
}
