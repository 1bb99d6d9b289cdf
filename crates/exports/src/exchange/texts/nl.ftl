handover-json = Voor programma’s (JSON)
handover-csv = Als tabel (CSV)
taken-over = Overgenomen uit een ander systeem.
taken-over-reference = Kenmerk daar: { $reference }
