audit-handover-exported = handover fetched for programs
audit-cases-exported = all cases written to a file
