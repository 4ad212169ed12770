"""Letters on paper: a written letter as a PDF that everybody can read, and as a Word file."""
