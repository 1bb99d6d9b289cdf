//! What a dossier is called, what is known of somebody, and its end.

use platform::audit::Event;
use platform::{Actor, App, Millis, Role, tenants};

use super::{Ended, Open, Refusal};
use crate::audited;
use crate::signals::{self, Field, Reference, SafeField, Subject, SubjectId, SubjectKind, age};

/// So many characters stand on one line of a list.
const LONGEST_NAME: usize = 80;

/// Gives the dossier a name to know it by. Without words it is called by its first words again.
pub async fn call(app: &App, who: &Actor, mut open: Open, name: &str) -> Ended {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().count() > LONGEST_NAME {
        return Err(Refusal::of("called", "called-long"));
    }
    open.keeps_back("called", &name)?;
    open.dossier.report.name = (!name.is_empty()).then_some(name);
    let event = Event::by(who, Role::Officer, &audited::DOSSIER_NAMED);
    open.commit(app.db.begin().await?, app, event).await
}

/// What the officer knows of somebody or something that is involved.
pub struct Described {
    pub kind: SubjectKind,
    /// Capacities of the policy pack, as [`capacities`](crate::signals::capacities) offers them.
    pub capacity: String,
    pub minor: bool,
    /// A minor all the same, whatever the birth says.
    pub minor_still: bool,
    pub fields: Vec<(Field, String)>,
}

impl Described {
    /// A tick or a capacity is enough.
    fn says_something(&self) -> bool {
        let is_said = self.fields.iter().any(|(_, text)| !text.is_empty());
        is_said || self.minor || self.capacity != policy::ReservedCapacity::Other.id()
    }

    /// Is a minor ticked, and does that hold whatever the birth says? What was said before of the same birth is not asked
    /// again.
    fn ticked(&self, known: Option<&Subject>) -> (bool, bool) {
        let is_said = |known: &Subject| known.minor && known.get(Field::Birth) == self.birth();
        (self.minor, self.minor_still || known.is_some_and(is_said))
    }

    fn birth(&self) -> &str {
        let mut fields = self.fields.iter();
        let birth = fields.find(|(field, _)| *field == Field::Birth);
        birth.map_or("", |(_, typed)| typed)
    }

    /// Adds to what is known. What the reporter gave stays as it was.
    fn add_to(
        &self,
        subject: &mut Subject,
        ticked: (bool, bool),
        (capacities, now): (&[String], Millis),
    ) {
        for (field, typed) in &self.fields {
            if typed != subject.get(*field) {
                subject.known.insert(field.id().to_owned(), typed.clone());
            }
        }
        let is_person = subject.kind == SubjectKind::Person;
        let birth = subject.get(Field::Birth);
        subject.minor = if is_person {
            age::who_is_an_adult_by_birth_is_no_minor(ticked, birth, now)
        } else {
            self.minor
        };
        subject.now_in(capacities, now);
    }
}

/// Adds to what is known of this subject, or adds somebody.
pub async fn describe(
    app: &App,
    who: &Actor,
    mut open: Open,
    subject: Option<SubjectId>,
    described: &Described,
) -> Ended {
    if !described.says_something() {
        return Err(Refusal::of("name", "something-known"));
    }
    for (field, text) in &described.fields {
        open.keeps_back(field.id(), text)?;
    }
    let (pack, now) = (app.tenants.get(who.tenant)?.pack, app.clock.now());
    let known = subject.and_then(|id| open.report.subjects.iter().find(|one| one.id == id));
    let ticked = described.ticked(known);
    let kind = known.map_or(described.kind, |known| known.kind);
    if kind == SubjectKind::Person && age::is_to_be_asked(ticked, described.birth(), now) {
        return Err(Refusal::of("minor", "minor-or-not"));
    }
    // The page offers those of the pack that the dossier was judged under.
    let of_then = {
        let mut read = app.db.read().await?;
        tenants::pack_at(&mut read, app, who.tenant, &open.pack_version).await?
    };
    let capacities = signals::capacities::read(&of_then, &described.capacity)
        .ok_or_else(|| Refusal::of("capacity", "choose"))?;
    let report = &mut open.dossier.report;
    let id = subject.unwrap_or_else(|| report.involve(described.kind, &app.clock));
    let subject = report.subject_mut(id).ok_or(platform::Error::NotFound)?;
    described.add_to(subject, ticked, (&capacities, now));
    // A minor puts the signal on top by itself, also when that becomes known later.
    open.dossier.urgent |= open.dossier.report.is_urgent(&pack);
    let event = Event::by(who, Role::Officer, &audited::SUBJECT_CHANGED);
    open.commit(app.db.begin().await?, app, event).await
}

/// How contact with a possible victim is safe, as the officer knows it now.
pub async fn say_how_contact_is_safe(
    app: &App,
    who: &Actor,
    mut open: Open,
    subject: SubjectId,
    said: &[(SafeField, String)],
) -> Ended {
    for (field, text) in said {
        open.keeps_back(field.id(), text)?;
    }
    let report = &mut open.dossier.report;
    let subject = report
        .subject_mut(subject)
        .ok_or(platform::Error::NotFound)?;
    if !subject.is(policy::ReservedCapacity::PossibleVictim) {
        return Err(Refusal::of("language", "safe-victim"));
    }
    subject.safe = said
        .iter()
        .map(|(field, text)| (field.id().to_owned(), text.trim().to_owned()))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let event = Event::by(who, Role::Officer, &audited::SUBJECT_CHANGED);
    open.commit(app.db.begin().await?, app, event).await
}

/// Destroys a closed dossier: its key and everything under it. The reference is typed over.
pub async fn destroy(app: &App, who: &Actor, open: Open, reference: &str) -> Ended {
    if Reference::parse(reference).as_ref() != Some(&open.reference) {
        return Err(Refusal::of("reference", "destroy"));
    }
    let event = Event::by(who, Role::Officer, &audited::DOSSIER_DESTROYED);
    open.destroy(app.db.begin().await?, app, event).await?;
    // Gone from the log of the database too, not only from its tables. When somebody reads just
    // now, the background does it within a minute.
    if let Err(error) = app.db.checkpoint().await {
        tracing::warn!(error = %error.for_the_log(), "the log of the database is emptied later");
    }
    Ok(())
}
