"""How each kind of entry is said in a sentence, gathered as the record gathers its kinds."""
