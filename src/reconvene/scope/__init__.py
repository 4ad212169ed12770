"""For whom the database answers: only what is there for whoever asks, whatever the program thinks."""
