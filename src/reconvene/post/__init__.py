"""Letters: their words put together, ready to be read, printed and later sent."""
