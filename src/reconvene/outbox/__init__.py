"""What is to leave by a carrier: which letters, how far each has come, and who carries them."""
