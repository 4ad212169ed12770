"""What shows that Reconvene keeps its promises: checks, the tests that show them, saboteurs."""
