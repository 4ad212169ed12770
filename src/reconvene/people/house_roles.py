"""Roles by post that the house itself knows, of no procedure."""

INFORMATION_GOVERNANCE = "information-governance"
"""Those who look after who looks, and who approve that something is erased."""
