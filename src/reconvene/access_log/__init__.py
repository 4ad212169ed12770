"""Who looked at what: written before anything is shown, apart from the record, never by name."""
