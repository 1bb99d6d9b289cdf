//! What this wing records.

platform::acts! {
    PORTAL_READ = "portal.read": Reads Dossier;
    PORTAL_SAID = "portal.said": Changes Dossier;
    PORTAL_REPLIED = "portal.replied": Changes Dossier;
    PORTAL_SEEN = "portal.seen": Changes Dossier;
    PORTAL_RENEWED = "portal.renewed": Changes Dossier;
    PORTAL_WITHDRAWN = "portal.withdrawn": Changes Dossier;
    PORTAL_REMINDED = "portal.reminded": Changes Dossier;
    MEETING_PLANNED = "meeting.planned": Changes Municipality;
    MEETING_BROUGHT = "meeting.brought": Changes Dossier;
    MEETING_READ = "meeting.read": Reads Dossier;
    MEETING_LINKED = "meeting.linked": Changes Municipality;
    MEETING_WITHDRAWN = "meeting.withdrawn": Changes Municipality;
    MEETING_HELD = "meeting.held": Changes Municipality;
    MEETING_SAID = "meeting.said": Changes Dossier;
    MEETING_DONE = "meeting.done": Changes Dossier;
    MEETING_CLOSED = "meeting.closed": Changes Municipality;
    MEETING_CORRECTED = "meeting.corrected": Changes Dossier;
    MEETING_GONE = "meeting.gone": Destroys Municipality;
    CASE_BEGUN = "case.begun": Changes Municipality;
    CASE_CHANGED = "case.changed": Changes Municipality;
    CASE_READ = "case.read": Reads Dossier;
    CASE_JOINED = "case.joined": Changes Dossier;
    CASE_LEFT = "case.left": Changes Dossier;
    CASE_NOT_HERE = "case.not-here": Changes Dossier;
    CASE_WRITTEN = "case.written": Changes Dossier;
    CASE_PLANNED = "case.planned": Changes Dossier;
    CASE_DONE = "case.done": Changes Dossier;
    CASE_TABLED = "case.tabled": Changes Municipality;
    CASE_CLOSED = "case.closed": Changes Municipality;
    CASE_REOPENED = "case.reopened": Changes Municipality;
    CASE_CAME = "case.came": Changes Dossier;
    CASE_DESTROYED = "case.destroyed": Destroys Municipality;
    STEPS_READ = "steps.read": Reads Municipality;
}
