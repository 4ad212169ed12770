"""Casework for complaints and appeals about child protection conferences in England."""
