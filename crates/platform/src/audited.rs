//! What the ground floor records.

crate::acts! {
    MUNICIPALITY_FOUNDED = "municipality.founded": Changes Municipality;
    POLICY_ADOPTED = "policy.adopted": Changes Municipality;
    SCHEMA_MIGRATED = "schema.migrated": Changes Municipality;
    GUEST_OPENED = "guest.opened": Changes Municipality;
    GUEST_REFUSED = "guest.refused": Changes Municipality;
    GUEST_GUESSED = "guest.guessed": Changes Municipality;
    GUEST_FORGOTTEN = "guest.forgotten": Changes Municipality;
    KEY_ROTATED = "key.rotated": Changes Municipality;
}
