"""What is started by the clock or by hand, not by a page."""
