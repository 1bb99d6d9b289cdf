# In the audit log.
audit-portal-read = handover read by a partner
audit-portal-said = a partner let something know
audit-portal-replied = a partner was answered
audit-portal-seen = message of a partner read
audit-portal-renewed = new link for a partner made
audit-portal-withdrawn = link of a partner withdrawn
audit-portal-reminded = partner reminded of a handover
job-kind-partner-reminder = Reminding partners
