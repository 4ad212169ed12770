"""Every route there is, with who may use it and what it does; nothing else is served."""
