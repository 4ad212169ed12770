"""What a running copy says of itself, a line for each thing, and never what people wrote."""
