audit-handover-exported = overdracht opgehaald voor programma’s
audit-cases-exported = alle zaken opgeslagen in een bestand
