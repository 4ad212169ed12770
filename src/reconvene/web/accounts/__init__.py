"""The pages by which people prove who they are, and look after what they prove it with."""
