//! What this wing records.

platform::acts! {
    LOOKUP_READ = "lookup.read": Reads Dossier;
    LOOKUP_REASONED = "lookup.reasoned": Changes Dossier;
    LOOKUP_JUDGED = "lookup.judged": Changes Dossier;
    LOOKUP_PUT_OFF = "lookup.put-off": Changes Dossier;
    LOOKUP_CHECKED = "lookup.checked": Changes Dossier;
    LOOKUP_SEARCHED = "lookup.searched": Changes Dossier;
    EXTRACT_IMPORTED = "extract.imported": Changes Register;
    EXTRACT_REMOVED = "extract.removed": Changes Register;
    EXTRACT_READ = "extract.read": Reads Register;
}
