"""Files that were brought into a case: kept sealed, proven to be what they say, looked through."""
