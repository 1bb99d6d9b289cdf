handover-json = For programs (JSON)
handover-csv = As a table (CSV)
taken-over = Taken over from another system.
taken-over-reference = Reference there: { $reference }
