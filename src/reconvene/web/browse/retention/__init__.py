"""Pages about what is kept, held and erased, for those who look after information governance."""
