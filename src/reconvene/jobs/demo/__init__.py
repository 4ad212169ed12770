"""The demo: two made-up authorities, their people, and cases at every stage."""
