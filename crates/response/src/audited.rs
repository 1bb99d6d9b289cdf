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
    STEPS_READ = "steps.read": Reads Municipality;
}
