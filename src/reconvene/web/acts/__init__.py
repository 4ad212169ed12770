"""The pages people act on: every act of a procedure, taking down a complaint, and letters."""
