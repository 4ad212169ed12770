"""How a running copy is wired together: settings, addresses, the server's entry point."""
