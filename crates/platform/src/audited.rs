//! What the ground floor records.

crate::acts! {
    MUNICIPALITY_FOUNDED = "municipality.founded": Changes Municipality;
    POLICY_ADOPTED = "policy.adopted": Changes Municipality;
    SCHEMA_MIGRATED = "schema.migrated": Changes Municipality;
    KEY_ROTATED = "key.rotated": Changes Municipality;
}
