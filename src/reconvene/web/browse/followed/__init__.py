"""Pages of what is followed up across cases: what was agreed, and what is to be learnt."""
