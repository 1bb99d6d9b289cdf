# In the audit log.
audit-portal-read = overdracht gelezen door partner
audit-portal-said = partner liet iets weten
audit-portal-replied = partner geantwoord
audit-portal-seen = bericht van partner gelezen
audit-portal-renewed = nieuwe link voor partner gemaakt
audit-portal-withdrawn = link van partner ingetrokken
audit-portal-reminded = partner herinnerd aan overdracht
job-kind-partner-reminder = Partners herinneren
