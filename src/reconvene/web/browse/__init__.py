"""The pages people look at: their work, the cases, one case, the procedure, the calendar."""
