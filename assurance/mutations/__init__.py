"""Small changes drawn by chance, each made to a copy of a module, to see that tests notice."""
