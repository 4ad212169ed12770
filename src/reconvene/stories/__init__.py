"""Stories: dated happenings, and what is then owed, allowed and refused."""
