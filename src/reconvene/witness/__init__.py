"""What lets a stranger check that no history was changed: a log of links kept elsewhere."""
