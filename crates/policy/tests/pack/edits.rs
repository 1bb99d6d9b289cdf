//! A pack is changed in the browser: the file stays what people wrote, and always passes the check.

use policy::{Channel, Edit, Filled, Pack, PartnerId, Reach, edited, find_municipality};
use proptest::prelude::*;
use toml::Table;

const MONTFOORT: &str = include_str!("../../../../policies/montfoort.toml");
const EXAMPLE: &str = include_str!("../../../../policies/voorbeeld.toml");

fn reach(name: &str, value: &str, hours: Option<&str>) -> Reach {
    let channel = Channel {
        kind: "telefoon".into(),
        value: Some(value.into()),
        confirmed: true,
        answers: hours.map(|_| "receptie".into()),
    };
    Reach {
        name: name.into(),
        channels: vec![channel],
        hours: hours.map(Into::into),
    }
}

fn with(text: &str, id: &PartnerId, reach: &Reach) -> String {
    let pack = Pack::parse(text).unwrap();
    let edit = Edit::default().version("next").reach(&pack, id, reach);
    edited(text, &edit).unwrap()
}

/// Lines that are in one text and not in the other.
fn differing(old: &str, new: &str) -> Vec<String> {
    let has = |text: &str, line: &str| text.lines().any(|one| one == line);
    let lines = new.lines().filter(|line| !has(old, line));
    lines.map(str::to_owned).collect()
}

#[test]
fn remarks_and_order_stay_and_only_the_partner_is_otherwise() {
    let new = with(
        MONTFOORT,
        &"belle".into(),
        &reach("Belle", "030-1234567", Some("maandag")),
    );
    let lines = differing(MONTFOORT, &new);
    let of = ["version = ", "name = ", "channels = ", "hours = "];
    assert!(
        lines
            .iter()
            .all(|line| of.iter().any(|start| line.starts_with(start))),
        "{lines:?}"
    );
    assert!(lines.len() >= 3, "{lines:?}");
    let remarks = |text: &str| text.matches('#').count();
    assert_eq!(remarks(&new), remarks(MONTFOORT));
    let partner = Pack::parse(&new).unwrap();
    let partner = partner.partner(&"belle".into()).unwrap();
    assert_eq!(partner.hours.as_deref(), Some("maandag"));
    let back = with(&new, &"belle".into(), &reach("Belle", "030-1234567", None));
    let partner = Pack::parse(&back).unwrap();
    assert_eq!(partner.partner(&"belle".into()).unwrap().hours, None);
}

/// A file that is laid out in another way is changed too, though its remarks go.
#[test]
fn a_file_that_is_laid_out_otherwise_is_changed_too() {
    let table: Table = toml::from_str(EXAMPLE).unwrap();
    let lines = table.iter().map(|(key, value)| format!("{key} = {value}"));
    let flat = lines.collect::<Vec<_>>().join("\n");
    let new = with(&flat, &"nla".into(), &reach("Inspectie", "0800-5151", None));
    let pack = Pack::parse(&new).unwrap();
    assert_eq!(pack.partner(&"nla".into()).unwrap().name, "Inspectie");
    assert_eq!(pack.version, "next");
}

#[test]
fn what_would_be_no_sound_pack_is_refused_with_its_place() {
    let pack = Pack::parse(EXAMPLE).unwrap();
    let mut deadlines = pack.deadlines;
    deadlines.referral_days = 0;
    let edit = Edit::default().terms(&deadlines, &pack.retention);
    let faults = edited(EXAMPLE, &edit).unwrap_err();
    assert!(
        faults
            .0
            .iter()
            .any(|fault| fault.kind == "nothing" && fault.line > 1),
        "{faults}"
    );
    deadlines.referral_days = 9;
    let edit = Edit::default().terms(&deadlines, &pack.retention);
    let new = edited(EXAMPLE, &edit).unwrap();
    assert_eq!(differing(EXAMPLE, &new), ["referral_days = 9"]);
}

/// Two partners that were called the same before programs looked at that are mended one by one, and
/// nothing else waits for it.
#[test]
fn names_that_stood_there_may_stay_and_no_new_ones_come() {
    let named = |text: &str, from: &str, to: &str| {
        let line = |name: &str| format!("\nname = \"{name}\"\n");
        assert!(text.contains(&line(from)), "{from}");
        text.replacen(&line(from), &line(to), 1)
    };
    let avim = "Politie, AVIM (team TMM)";
    let twice = named(EXAMPLE, "Nederlandse Arbeidsinspectie", avim);
    let twice = named(&twice, "Veilig Thuis", "-");
    assert_eq!(Pack::parse(&twice).unwrap_err().0.len(), 2);
    let mut pack = Pack::stored(&twice).unwrap();
    let edit = Edit::default().reach(&pack, &"nla".into(), &reach("Inspectie", "0800-5151", None));
    let mended = edited(&twice, &edit).unwrap();
    assert_eq!(Pack::parse(&mended).unwrap_err().0.len(), 1);
    pack.deadlines.referral_days = 9;
    let edit = Edit::default().terms(&pack.deadlines, &pack.retention);
    edited(&twice, &edit).unwrap();
    let edit = Edit::default().reach(
        &pack,
        &"riec".into(),
        &reach("politie,avim(team TMM)", "0800-5151", None),
    );
    let faults = edited(&twice, &edit).unwrap_err();
    assert!(
        faults.0.iter().all(|fault| fault.kind == "namesakes"),
        "{faults}"
    );
}

/// For any municipality, with and without the step of the coordinator, the example is a sound pack.
#[test]
fn the_example_is_filled_in_for_any_municipality() {
    for known in policy::municipalities() {
        for step in [false, true] {
            let filled = Filled {
                municipality: known,
                region: None,
                coordinator_step: step,
                by: Some("gemeenteraad".into()),
                document: Some(format!("Beleid mensenhandel \"{}\"", known.name)),
            };
            let text = filled.into_example().unwrap();
            let pack = Pack::parse(&text).unwrap();
            assert_eq!(pack.municipality.name, known.name);
            assert_eq!(pack.municipality.code.get_ref(), known.code);
            assert_eq!(pack.coordinator_step, step);
            assert!(text.starts_with("# Beleidspakket van") && text.contains("# ---- Partners"));
            assert!(!text.contains("Voorbeeld"), "{}", known.name);
        }
    }
    assert!(find_municipality("Voorbeeldstad").is_none());
}

/// Whoever chose the wrong municipality keeps what else the pack says, but for the name in its first line.
#[test]
fn a_pack_becomes_that_of_another_municipality_and_nothing_else_is_otherwise() {
    let filled = Filled {
        municipality: find_municipality("Lopik").unwrap(),
        region: None,
        coordinator_step: true,
        by: None,
        document: None,
    };
    let old = filled.into_example().unwrap();
    let woerden = find_municipality("Woerden").unwrap();
    let new = edited(&old, &Edit::default().municipality(woerden)).unwrap();
    let lines = differing(&old, &new);
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(
        new.starts_with("# Beleidspakket van de gemeente Woerden, gemaakt van het voorbeeld.\n")
    );
    assert!(lines[1] == "name = \"Woerden\"" && lines[2].starts_with("code = \"GM0632\""));
    assert!(!new.contains("Lopik"));
    // A first line of somebody's own stays.
    let new = edited(MONTFOORT, &Edit::default().municipality(woerden)).unwrap();
    assert_eq!(new.lines().next(), MONTFOORT.lines().next());
}

#[test]
fn what_the_policy_is_called_is_changed_and_nothing_else() {
    for text in [MONTFOORT, EXAMPLE] {
        let before = Pack::parse(text).unwrap().document();
        let same = edited(text, &Edit::default().document(&before)).unwrap();
        let table = |text: &str| toml::from_str::<Table>(text).unwrap();
        assert_eq!(table(&same), table(text));
        let wanted = policy::Document {
            title: "Beleid \"mensen\"".into(),
            by: String::new(),
            from: Some("2027-01-01".into()),
            until: Some("2030-12-31".into()),
            region: "Utrecht-West".into(),
            neighbours: vec!["Lopik".into(), "Woerden".into()],
        };
        let new = edited(text, &Edit::default().document(&wanted)).unwrap();
        assert_eq!(Pack::parse(&new).unwrap().document(), wanted);
        assert_eq!(new.matches('#').count(), text.matches('#').count());
        // Days that go are gone from the file.
        let back = edited(&new, &Edit::default().document(&before)).unwrap();
        assert_eq!(table(&back), table(text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    /// Whatever is typed for whichever partner: it stands there, and nothing else is otherwise.
    #[test]
    fn whatever_is_typed_stands_there_and_nothing_else_is_otherwise(
        at in any::<prop::sample::Index>(), name in ".{1,30}", value in ".{1,30}", hours in proptest::option::of(".{1,30}"),
    ) {
        let pack = Pack::parse(MONTFOORT).unwrap();
        let id = pack.partners[at.index(pack.partners.len())].id.get_ref().clone();
        let mut typed = reach(&name, &value, hours.as_deref());
        typed.channels[0].kind = "formulier".into();
        let fits = typed.channels[0].fault().is_none();
        prop_assume!(!value.trim().is_empty() && fits && policy::is_name(&name));
        let edit = Edit::default().reach(&pack, &id, &typed);
        let new = edited(MONTFOORT, &edit).unwrap();
        let read = Pack::parse(&new).unwrap();
        let partner = read.partner(&id).unwrap();
        prop_assert_eq!(&partner.name, &typed.name);
        prop_assert_eq!(&partner.channels, &typed.channels);
        prop_assert_eq!(&partner.hours, &typed.hours);
        let others = |text: &str| {
            let mut table: Table = toml::from_str(text).unwrap();
            let partners = table.get_mut("partners").unwrap().as_array_mut().unwrap();
            partners.retain(|one| one["id"].as_str() != Some(id.as_str()));
            table
        };
        prop_assert_eq!(others(MONTFOORT), others(&new));
    }
}
