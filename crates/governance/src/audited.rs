//! What this wing records.

platform::acts! {
    AUDIT_READ = "audit.read": Reads Municipality;
    AUDIT_EXPORTED = "audit.exported": Reads Municipality;
    POLICY_CONFIRMED = "policy.confirmed": Changes Municipality;
    POLICY_PARTNER = "policy.partner": Changes Municipality;
    POLICY_PARTNER_CONFIRMED = "policy.partner-confirmed": Changes Municipality;
    POLICY_TERMS = "policy.terms": Changes Municipality;
    POLICY_TERMS_SEEN = "policy.terms-seen": Changes Municipality;
    POLICY_DOCUMENT = "policy.document": Changes Municipality;
    POLICY_DOCUMENT_SEEN = "policy.document-seen": Changes Municipality;
    POLICY_MUNICIPALITY = "policy.municipality": Changes Municipality;
    POLICY_AGREED = "policy.agreed": Changes Municipality;
    JOB_RETRIED = "job.retried": Changes Municipality;
    JOB_DISCARDED = "job.discarded": Changes Municipality;
}
