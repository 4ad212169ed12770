"""Where people's acts are decided and written down; the only way to write."""
