//! From what was posted to a report, its reporter and its files.

use std::collections::BTreeMap;

use accounts::people;
use platform::blobs;
use platform::forms::{Form, Posted};
use platform::web::Page;
use platform::{Actor, App, DossierId, Millis, Result, Role, tenants};
use policy::{Pack, ReservedCapacity};
use uuid::Uuid;

use super::fields::{CHANNELS, PLACES};
use crate::files;
use crate::reporters::{self, Reporter};
use crate::signals::{
    self, Contact, Field, Kind, Report, Sealed, Source, Statement, Subject, SubjectKind, age,
    capacities,
};

/// How many subject blocks the form shows.
pub(crate) fn subject_blocks(posted: &Posted) -> usize {
    let asked = posted.get("subjects").parse().unwrap_or(1);
    let more = usize::from(posted.get("action") == "add-subject");
    (asked + more).clamp(1, 20)
}

/// Somebody or something of whom anything was said: a tick or a capacity is enough.
fn read_subject(
    app: &App,
    pack: &Pack,
    posted: &Posted,
    at: usize,
    received_at: Millis,
) -> Option<Subject> {
    let get = |name: &str| posted.get(&format!("subject-{at}-{name}")).to_owned();
    let fields: BTreeMap<_, _> = Field::ALL
        .iter()
        .map(|field| (field.id().to_owned(), get(field.id())))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let unsaid = vec![ReservedCapacity::Other.id().to_owned()];
    let capacities = capacities::read(pack, &get("capacity")).unwrap_or_else(|| unsaid.clone());
    let minor = get("minor") == "on";
    if fields.is_empty() && !minor && capacities == unsaid {
        return None;
    }
    let mut subject = Subject {
        id: app.clock.id_without_time().into(),
        kind: SubjectKind::parse(&get("kind")).unwrap_or(SubjectKind::Person),
        capacities: capacities.into_iter().map(|id| (id, received_at)).collect(),
        minor,
        fields,
        known: BTreeMap::new(),
        safe: BTreeMap::new(),
    };
    if subject.kind == SubjectKind::Person {
        let (ticked, birth) = ((minor, get("minor-still") == "on"), get("birth"));
        subject.minor = age::who_is_an_adult_by_birth_is_no_minor(ticked, &birth, received_at);
    }
    Some(subject)
}

/// Of whoever is ticked as perhaps younger than 18, and is an adult by birth, is asked which of the two holds.
pub(crate) fn ask_who_is_a_minor(posted: &Posted, form: &mut Form, now: Millis) {
    for at in 0..subject_blocks(posted) {
        let get = |name: &str| posted.get(&format!("subject-{at}-{name}"));
        let kind = SubjectKind::parse(get("kind")).unwrap_or(SubjectKind::Person);
        let ticked = (get("minor") == "on", get("minor-still") == "on");
        if kind == SubjectKind::Person && age::is_to_be_asked(ticked, get("birth"), now) {
            form.fault(&format!("subject-{at}-minor"), "minor-or-not");
        }
    }
}

/// What is read where nobody can be asked which of the two holds: a tick counts, whatever the birth says.
pub(super) fn where_nobody_is_asked(mut posted: Posted) -> Posted {
    for at in 0..subject_blocks(&posted) {
        let still = format!("subject-{at}-minor-still");
        if posted.get(&format!("subject-{at}-minor")) == "on" && posted.get(&still) != "on" {
            posted.fields.retain(|(name, _)| *name != still);
            posted.fields.push((still, "on".to_owned()));
        }
    }
    posted
}

/// The capacity of a place, where a pack has it.
const LOCATION: &str = "location";

/// The place that a form about a place is about, to be looked up as any other address.
fn read_place(app: &App, pack: &Pack, posted: &Posted, now: Millis) -> Option<Subject> {
    let known = PLACES.iter().find(|id| **id == posted.get("place-kind"));
    let kind = known.map(|id| app.i18n.lang("nl").get(&format!("place-kind-{id}")));
    let said = [
        (Field::Address, posted.get("place").to_owned()),
        (Field::More, kind.unwrap_or_default()),
    ];
    let fields: BTreeMap<_, _> = said
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(field, text)| (field.id().to_owned(), text))
        .collect();
    if fields.is_empty() {
        return None;
    }
    let capacity = pack.capacity(LOCATION).map(|_| LOCATION);
    let capacity = capacity.unwrap_or(ReservedCapacity::Other.id());
    Some(Subject {
        capacities: vec![(capacity.to_owned(), now)],
        fields,
        ..Subject::new(app.clock.id_without_time().into(), SubjectKind::Address)
    })
}

pub(crate) fn read_report(
    app: &App,
    pack: &Pack,
    kind: Kind,
    posted: &Posted,
    now: Millis,
) -> Report {
    let place = (kind == Kind::Place).then(|| read_place(app, pack, posted, now));
    let others =
        (0..subject_blocks(posted)).filter_map(|at| read_subject(app, pack, posted, at, now));
    let statements: Vec<_> = Source::ALL
        .iter()
        .map(|source| Statement {
            source: *source,
            text: posted.get(source.id()).to_owned(),
        })
        .filter(|statement| !statement.text.is_empty())
        .collect();
    // In a list it is to be called something.
    let is_wordless = statements.is_empty() && !posted.has("place");
    let wordless = || app.i18n.lang("nl").get("report-wordless");
    Report {
        danger: posted.get("danger") == "yes",
        name: is_wordless.then(wordless),
        statements,
        place: posted.get("place").to_owned(),
        when: posted.get("when").to_owned(),
        subjects: place.flatten().into_iter().chain(others).collect(),
        indicators: posted
            .all("indicators")
            .filter(|id| pack.indicator(id).is_some())
            .map(str::to_owned)
            .collect(),
        coordinator: match posted.get("coordinator") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
    }
}

/// Only these report for somebody else; what others post under such names is not read.
pub(super) fn reports_for_others(actor: &Actor) -> bool {
    actor.is(Role::Officer) || actor.is(Role::Coordinator)
}

/// What the reporter says of themselves.
pub(super) const ABOUT_ONESELF: [&str; 4] = ["safe", "phone", "email", "number"];

/// The fields of a form that say this, for showing it to be sent.
pub(super) fn fields_of(report: &Report) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut put = |name: &str, value: &str| {
        if !value.is_empty() {
            fields.push((name.to_owned(), value.to_owned()));
        }
    };
    put("danger", if report.danger { "yes" } else { "" });
    for statement in &report.statements {
        put(statement.source.id(), &statement.text);
    }
    put("place", &report.place);
    put("when", &report.when);
    put("subjects", &report.subjects.len().max(1).to_string());
    for (at, subject) in report.subjects.iter().enumerate() {
        put(&format!("subject-{at}-kind"), subject.kind.id());
        let capacity = capacities::chosen(subject);
        put(&format!("subject-{at}-capacity"), &capacity);
        put(
            &format!("subject-{at}-minor"),
            if subject.minor { "on" } else { "" },
        );
        for (field, text) in &subject.fields {
            put(&format!("subject-{at}-{field}"), text);
        }
    }
    for id in &report.indicators {
        put("indicators", id);
    }
    put(
        "coordinator",
        match report.coordinator {
            Some(true) => "yes",
            Some(false) => "no",
            None => "",
        },
    );
    fields
}

/// Who the reporter is: the person who fills in the form, or whom they report for.
async fn read_reporter(app: &App, actor: &Actor, posted: &Posted) -> Result<Reporter> {
    let text = |name: &str| posted.get(name).to_owned();
    let behalf = ["behalf-name", "behalf-phone", "behalf-email", "channel"];
    if reports_for_others(actor) && behalf.iter().any(|name| posted.has(name)) {
        return Ok(Reporter {
            person: None,
            entered_by: Some(actor.user),
            name: text("behalf-name"),
            email: text("behalf-email"),
            phone: text("behalf-phone"),
            number: String::new(),
            safe: text("safe"),
            account: String::new(),
            before: Vec::new(),
            involved: None,
        });
    }
    let mut reporter = read_oneself(app, actor, posted).await?;
    if reporter.email.is_empty() {
        reporter.email = reporter.account.clone();
    }
    Ok(reporter)
}

/// What somebody says of themselves; empty where they said nothing.
async fn read_oneself(app: &App, actor: &Actor, posted: &Posted) -> Result<Reporter> {
    let text = |name: &str| posted.get(name).to_owned();
    Ok(Reporter {
        person: Some(actor.user),
        entered_by: None,
        name: actor.name.clone(),
        email: text("email"),
        phone: text("phone"),
        number: text("number"),
        safe: text("safe"),
        account: people::email_of(app, actor.user).await?.unwrap_or_default(),
        before: Vec::new(),
        involved: None,
    })
}

/// Whose signal it is, in the two ways that the database keeps: a name that only the officer opens,
/// and a mark that only the person can make.
#[derive(Clone)]
pub(super) struct Identity {
    pub signal: DossierId,
    pub mark: [u8; 32],
    pub epoch: i64,
    pub reporter: Sealed,
}

impl Identity {
    pub(super) async fn of(app: &App, actor: &Actor, posted: &Posted) -> Result<Self> {
        let (signal, reporter) = (
            DossierId::from(app.clock.id_without_time()),
            read_reporter(app, actor, posted).await?,
        );
        let mut tx = app.db.read().await?;
        let epoch = tenants::record(&mut tx, app, actor.tenant)
            .await?
            .mark_epoch;
        let sealed = reporters::seal(&mut tx, app, actor.tenant, signal, &reporter).await?;
        let mark = signals::mark(&actor.mark_key(), signal, epoch);
        Ok(Self {
            signal,
            mark,
            epoch,
            reporter: sealed,
        })
    }
}

/// What somebody says anew of who they are and how contact is safe, sealed for their signal; nothing
/// when they said nothing. What they leave empty stays as they said it before. Whoever reports for
/// others is not who this is about.
pub(super) async fn read_contact(
    app: &App,
    actor: &Actor,
    (signal, contact): (DossierId, Contact),
    posted: &Posted,
) -> Result<Option<(Sealed, Contact)>> {
    let wanted = Contact::parse(posted.get("contact")).unwrap_or(contact);
    let said = ABOUT_ONESELF.iter().any(|name| posted.has(name)) || wanted != contact;
    if !said || reports_for_others(actor) {
        return Ok(None);
    }
    let reporter = read_oneself(app, actor, posted).await?;
    let mut tx = app.db.read().await?;
    let sealed = reporters::seal(&mut tx, app, actor.tenant, signal, &reporter).await?;
    Ok(Some((sealed, wanted)))
}

/// What makes a form sent twice one signal: the same person sent exactly the same. Under the
/// person's own secret, so that nobody can find out by trying who it was.
pub(crate) async fn digest(actor: &Actor, posted: &Posted) -> Result<[u8; 32]> {
    let mut sent = actor.secret.derive("sent form").many().begin();
    sent.part(actor.tenant.0.as_bytes());
    for (name, value) in &posted.fields {
        sent.part(name.as_bytes());
        sent.part(value.as_bytes());
    }
    for file in &posted.files {
        sent.part(file.name.as_bytes());
        match &file.content {
            Ok(content) => blobs::fingerprint(content, &mut sent).await?,
            Err(_) => sent.part(b""),
        }
    }
    Ok(sent.end())
}

/// The digest of a form that got another id, because its own was taken: the same words sent twice
/// are then not seen to be of one person.
pub(super) fn other_digest(actor: &Actor, digest: &[u8; 32], form_id: Uuid) -> [u8; 32] {
    actor
        .secret
        .derive("sent form")
        .fingerprint(&[digest, form_id.as_bytes()])
}

/// The files that can be kept; why others cannot, becomes a fault beside the field.
pub(crate) async fn clean_files(
    app: &App,
    page: &Page,
    posted: &Posted,
    form: &mut Form,
) -> Vec<files::Clean> {
    let (mut cleaned, mut good, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    for upload in &posted.files {
        let name = upload.name.clone();
        match files::clean(app, upload).await {
            Ok(file) => {
                cleaned.push(file);
                good.push(name);
            }
            Err(key) => refused.push(page.with(&format!("error-{key}"), &[("name", name)])),
        }
    }
    if !refused.is_empty() {
        refused.extend(choose_again(page, &good, "files-also"));
        form.fault_text("files", sentences(&refused));
    }
    cleaned
}

/// A browser cannot fill in a file field again: which files are to be chosen once more, because
/// the form is shown again. Nothing where `clean_files` said so already.
pub(crate) fn mention_files(page: &Page, posted: &Posted, form: &mut Form) {
    let names: Vec<String> = posted.files.iter().map(|file| file.name.clone()).collect();
    if let Some(text) = choose_again(page, &names, "files-again") {
        form.fault_text("files", text);
    }
}

fn choose_again(page: &Page, names: &[String], key: &str) -> Option<String> {
    let values = [
        ("count", names.len().to_string()),
        ("names", names.join(", ")),
    ];
    (!names.is_empty()).then(|| page.with(&format!("error-{key}"), &values))
}

fn sentences(said: &[String]) -> String {
    let bare = said.iter().map(|text| text.trim_end_matches('.'));
    format!("{}.", bare.collect::<Vec<_>>().join(". "))
}

/// How it came in.
pub(super) fn channel(actor: &Actor, posted: &Posted) -> &'static str {
    if !reports_for_others(actor) {
        return "form";
    }
    CHANNELS
        .into_iter()
        .find(|id| *id == posted.get("channel"))
        .unwrap_or("form")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tick_counts_where_nobody_is_asked() {
        let fields = [
            ("subjects", "3"),
            ("subject-0-minor", "on"),
            ("subject-0-birth", "2004"),
            ("subject-1-birth", "2004"),
            ("subject-2-minor", "on"),
            ("subject-2-minor-still", "on"),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let posted = Posted {
            fields: fields.to_vec(),
            files: Vec::new(),
        };
        let read = where_nobody_is_asked(posted);
        for (at, still) in [(0, "on"), (1, ""), (2, "on")] {
            assert_eq!(read.get(&format!("subject-{at}-minor-still")), still);
        }
        assert_eq!(read.fields.len(), 7, "nothing else changes");
    }
}
