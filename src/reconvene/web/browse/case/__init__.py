"""One case: where it is, what is owed, what the family may do, what was answered, who is who."""
