"""Files of a case: brought in, looked at by a page of their own, and taken out again to be read."""
