"""How the table of papers came to be."""
