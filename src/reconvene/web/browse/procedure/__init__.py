"""The procedure an authority works by, in words: stages, rules, clauses and readings."""
