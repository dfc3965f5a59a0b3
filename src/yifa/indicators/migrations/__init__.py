"""How the table of marks came to be."""
