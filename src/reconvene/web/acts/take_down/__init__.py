"""Taking down a complaint, a question group at a time."""
