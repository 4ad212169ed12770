"""The sealed history of each case: appended to, read, never changed."""
