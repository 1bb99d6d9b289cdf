//! What this wing records.

platform::acts! {
    HANDOVER_EXPORTED = "handover.exported": Reads Dossier;
    CASES_EXPORTED = "cases.exported": Reads Municipality;
}
