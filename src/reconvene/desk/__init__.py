"""One function for each thing a person can do; the only way to write."""
