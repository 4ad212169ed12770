"""The demo as data: who is in it, and what happens in each of its cases."""
