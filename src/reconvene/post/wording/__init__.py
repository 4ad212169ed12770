"""What letters say, as data: its shape, its checks, and how facts are filled into it."""
