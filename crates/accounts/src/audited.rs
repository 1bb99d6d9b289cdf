//! What this wing records.

platform::acts! {
    PERSON_INVITED = "person.invited": Changes Person;
    PERSON_JOINED = "person.joined": Changes Person;
    PERSON_ROLES = "person.roles": Changes Person;
    PERSON_ENDED = "person.ended": Changes Person;
    PERSON_CONFIRMED = "person.confirmed": Changes Person;
    PERSON_REFUSED = "person.refused": Changes Person;
    PERSON_ACCEPTED = "person.accepted": Changes Person;
    PERSON_DECLINED = "person.declined": Changes Person;
    REACH_SAID = "reach.said": Changes Person;
    SESSION_OPENED = "session.opened": Reads Municipality;
}
