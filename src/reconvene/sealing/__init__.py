"""Keys, and what is sealed under them: nothing else in the house encrypts anything."""
