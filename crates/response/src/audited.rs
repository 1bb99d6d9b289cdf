//! What this wing records.

platform::acts! {
    PORTAL_READ = "portal.read": Reads Dossier;
    PORTAL_SAID = "portal.said": Changes Dossier;
    PORTAL_REPLIED = "portal.replied": Changes Dossier;
    PORTAL_SEEN = "portal.seen": Changes Dossier;
    PORTAL_RENEWED = "portal.renewed": Changes Dossier;
    PORTAL_WITHDRAWN = "portal.withdrawn": Changes Dossier;
    PORTAL_REMINDED = "portal.reminded": Changes Dossier;
    HANDOVER_EXPORTED = "handover.exported": Reads Dossier;
    CASES_EXPORTED = "cases.exported": Reads Municipality;
}
