//! What this program knows, in the words of the standard. What the standard has no field for is left out; the
//! table of it stands in docs/htcds.md. No I/O.

use policy::{Form, ReservedCapacity};
use route::signals::{Field, Report, Subject, SubjectKind};

use super::case::{Case, Record};
use super::standard::Group;
use super::standard::lists::{RoleInProcess, Status, TraffickingStatus, TypeOfExploitation};
use super::written::{Address, day, is_mail, is_mobile, name_apart, number, one_line};

/// What is known of a case, as far as it may be said.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// What we call it.
    pub reference: String,
    /// What was noticed, and who and what is involved.
    pub report: Report,
    /// What somebody may be made to do.
    pub types: Vec<TypeOfExploitation>,
    /// Where it stands, where that is said.
    pub status: Option<Status>,
    /// Why it was closed.
    pub closed_because: String,
    /// To whom it went.
    pub referrals: Vec<Referred>,
}

/// A handover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referred {
    /// The municipality.
    pub from: String,
    /// The partner.
    pub to: String,
    /// `2026-11-23`
    pub day: String,
    /// What the partner is asked to do.
    pub question: String,
}

/// A form of exploitation of the policy. The standard has no word for being made to commit offences.
#[must_use]
pub fn type_of(form: Form) -> TypeOfExploitation {
    match form {
        Form::Sexual => TypeOfExploitation::SexualExploitation,
        Form::Labour => TypeOfExploitation::ForcedLabour,
        Form::Organ => TypeOfExploitation::OrganRemoval,
        Form::Criminal => TypeOfExploitation::Other,
    }
}

/// The case that these facts are.
#[must_use]
pub fn case_of(facts: &Facts) -> Case {
    let referrals = facts.referrals.iter().map(referral);
    let events = events(&facts.report);
    Case::new(&facts.reference)
        .with([status(facts)])
        .with(referrals)
        .with(persons(facts))
        .with(events)
        .with(organisations(&facts.report))
}

fn status(facts: &Facts) -> Record {
    Record::new(Group::Case)
        .with("cas_Status", facts.status.map_or("", Status::id))
        .with("cas_ReasonForCaseClosure", &facts.closed_because)
}

fn referral(referred: &Referred) -> Record {
    Record::new(Group::Referral)
        .with("cas_ReferringOrganisation", &one_line(&referred.from))
        .with("cas_ReferredOrganisation", &one_line(&referred.to))
        .with("cas_OutgoingReferralDate", &referred.day)
        .with("cas_OutgoingReferralDetails", &referred.question)
}

/// Everybody involved. What somebody may be made to do is known of the case, so it is said of each possible victim;
/// where none is known, of one of whom nothing else is.
fn persons(facts: &Facts) -> Vec<Record> {
    let people = facts.report.subjects.iter();
    let people = people.filter(|subject| subject.kind == SubjectKind::Person);
    let mut persons: Vec<Record> = people
        .clone()
        .map(|one| person(one, &facts.types))
        .collect();
    let is_victim = |subject: &Subject| subject.is(ReservedCapacity::PossibleVictim);
    if !facts.types.is_empty() && !people.clone().any(is_victim) {
        persons.push(victim(Record::new(Group::Person), &facts.types));
    }
    persons
}

/// A municipality sees possible victims: that somebody is one, police or court say.
fn victim(record: Record, types: &[TypeOfExploitation]) -> Record {
    let types: Vec<&str> = types.iter().map(|one| one.id()).collect();
    let status = TraffickingStatus::PossibleVictimOfTrafficking.id();
    record
        .with("vic_TraffickingStatus", status)
        .with("vic_TypeOfExploitation", &types.join(";"))
}

fn person(subject: &Subject, types: &[TypeOfExploitation]) -> Record {
    let (first, rest) = name_apart(subject.get(Field::Name));
    let address = Address::read(subject.get(Field::Address));
    let phone = number(subject.get(Field::Phone)).unwrap_or_default();
    let phone_field = if is_mobile(&phone) {
        "prs_MobilePhone"
    } else {
        "prs_HomePhone"
    };
    let online = subject.get(Field::Online).trim();
    let mut record = Record::new(Group::Person)
        .with("prs_FirstName", &first)
        .with("prs_SecondName", &rest)
        .with(
            "prs_Birthdate",
            &day(subject.get(Field::Birth)).unwrap_or_default(),
        )
        .with("prs_Email", if is_mail(online) { online } else { "" })
        .with(phone_field, &phone)
        .with("prs_MailingStreet", &address.street)
        .with("prs_MailingPostalCode", &address.postcode)
        .with("prs_MailingCity", &address.city);
    if subject.is(ReservedCapacity::PossibleVictim) {
        record = victim(record, types);
    }
    if subject.is(ReservedCapacity::PossibleOffender) {
        // What they do in it is not known: only that they may.
        record = record.with("per_RoleInProcess", RoleInProcess::Other.id());
    }
    record
}

fn at(record: Record, place: &str) -> Record {
    let address = Address::read(place);
    record
        .with("hte_Street", &address.street)
        .with("hte_PostalCode", &address.postcode)
        .with("hte_City", &address.city)
}

/// Each statement is something that happened, where and when the report says; then the addresses that are involved.
fn events(report: &Report) -> Vec<Record> {
    let when = day(&report.when).unwrap_or_default();
    let there = || at(Record::new(Group::Event), &report.place).with("hte_Date", &when);
    let said = report.statements.iter();
    let said = said.filter(|statement| !statement.text.trim().is_empty());
    let mut events: Vec<Record> = said
        .map(|statement| there().with("hte_Description", &statement.text))
        .collect();
    if events.is_empty() {
        events.push(there());
    }
    let involved = report.subjects.iter();
    let addresses = involved.filter(|subject| subject.kind == SubjectKind::Address);
    events.extend(addresses.map(|subject| {
        let named = [Field::Address, Field::Name].map(|field| subject.get(field));
        let place = named.into_iter().find(|text| !text.trim().is_empty());
        at(Record::new(Group::Event), place.unwrap_or(""))
    }));
    events
}

fn organisations(report: &Report) -> Vec<Record> {
    let involved = report.subjects.iter();
    let organisations = involved.filter(|subject| subject.kind == SubjectKind::Organisation);
    let record = |subject: &Subject| {
        let address = Address::read(subject.get(Field::Address));
        Record::new(Group::Organisation)
            .with("org_Name", &one_line(subject.get(Field::Name)))
            .with(
                "org_Phone",
                &number(subject.get(Field::Phone)).unwrap_or_default(),
            )
            .with("org_ShippingStreet", &address.street)
            .with("org_ShippingPostalCode", &address.postcode)
            .with("org_ShippingCity", &address.city)
    };
    organisations.map(record).collect()
}
