"""Bytes that nobody vouches for: scanned, and read in a process that can do nothing but read."""
