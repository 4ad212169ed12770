"""The whole database as one sealed file, and the way back."""
