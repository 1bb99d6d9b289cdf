//! What this wing records.

platform::acts! {
    AUDIT_READ = "audit.read": Reads Municipality;
    POLICY_CONFIRMED = "policy.confirmed": Changes Municipality;
    JOB_RETRIED = "job.retried": Changes Municipality;
    JOB_DISCARDED = "job.discarded": Changes Municipality;
}
