"""One form for each kind of entry, gathered by what they are about."""
