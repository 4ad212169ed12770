"""The days that are not worked, and counting a last day for oneself."""
