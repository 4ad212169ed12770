"""Who there is, for which authority, in which role."""
