//! What this wing records, in the order of the route.

platform::acts! {
    SIGNAL_REPORTED = "signal.reported": Changes Dossier;
    SIGNAL_ADDED = "signal.added": Changes Dossier;
    ADDITION_READ = "addition.read": Changes Dossier;
    PARTNER_TOLD_BACK = "partner.told_back": Changes Dossier;
    PARTNER_NOT_TOLD_BACK = "partner.not_told_back": Changes Dossier;
    MARKED_EXTENDED = "marked.extended": Changes Dossier;
    MARKED_LET_END = "marked.let_end": Changes Dossier;
    MARKED_ENDING = "marked.ending": Changes Dossier;
    MARKED_ENDED = "marked.ended": Changes Dossier;
    SIGNAL_ASSESSED = "signal.assessed": Changes Dossier;
    SIGNAL_REFERRED = "signal.referred": Changes Dossier;
    SIGNAL_CLOSED = "signal.closed": Changes Dossier;
    SIGNAL_REOPENED = "signal.reopened": Changes Dossier;
    PARTNER_PASSED_OVER = "partner.passed_over": Changes Dossier;
    DOSSIER_PASSED_ON = "dossier.passed_on": Changes Dossier;
    FEEDBACK_RECORDED = "feedback.recorded": Changes Dossier;
    SUBJECT_CHANGED = "subject.changed": Changes Dossier;
    DOSSIER_READ = "dossier.read": Reads Dossier;
    DOSSIER_NAMED = "dossier.named": Changes Dossier;
    DOSSIER_NOTED = "dossier.noted": Changes Dossier;
    ADVICE_ASKED = "advice.asked": Changes Dossier;
    DOSSIER_PRINTED = "dossier.printed": Reads Dossier;
    DOSSIER_CONSULTED = "dossier.consulted": Changes Dossier;
    DOSSIER_DESTROYED = "dossier.destroyed": Destroys Dossier;
    FILE_READ = "file.read": Reads Dossier;
    FILE_SEEN = "file.seen": Reads Dossier;
    FILE_SHOWN = "file.shown": Shows Dossier;
    HANDOVER_READ = "handover.read": Reads Dossier;
    QUESTION_ASKED = "question.asked": Changes Municipality;
    QUESTION_READ = "question.read": Reads Municipality;
    QUESTION_ANSWERED = "question.answered": Changes Municipality;
    QUESTION_ENDED = "question.ended": Changes Municipality;
    LIST_READ = "list.read": Reads Dossier;
    LIST_EXPORTED = "list.exported": Reads Dossier;
    AGENDA_READ = "agenda.read": Reads Municipality;
    REGISTER_READ = "register.read": Reads Municipality;
    REPORTER_TOLD = "reporter.told": Changes Dossier;
    REPORTER_ASKED = "reporter.asked": Changes Dossier;
    REPORTER_NOT_AWAITED = "reporter.not_awaited": Changes Dossier;
    REPORTER_INVOLVED = "reporter.involved": Changes Dossier;
    REPORTER_RETURNED = "reporter.returned": Changes Vault;
    REPORTER_NOT_RETURNED = "reporter.not_returned": Changes Vault;
    REPORTERS_RENEWED = "reporters.renewed": Changes Vault;
    FEED_MADE = "feed.made": Changes Person;
    FEED_ENDED = "feed.ended": Changes Person;
    VAULT_OPENED = "vault.opened": Reads Vault;
    VAULT_REFUSED = "vault.refused": Reads Vault;
    VAULT_GRANTED = "vault.granted": Changes Person;
    VAULT_PASSPHRASE = "vault.passphrase": Changes Vault;
    VAULT_RECOVERED = "vault.recovered": Changes Vault;
    VAULT_RECOVERY_RENEWED = "vault.recovery_renewed": Changes Vault;
    VAULT_REPLACED = "vault.replaced": Changes Vault;
}

/// What the sums of the log are made of.
pub const TELLING: platform::acts::Telling = platform::acts::Telling {
    closes: &SIGNAL_CLOSED,
    reopens: &SIGNAL_REOPENED,
    refused: &VAULT_REFUSED,
};
