"""Bundles of papers: what is in one, and one taken out to be read, with a name on each page."""
