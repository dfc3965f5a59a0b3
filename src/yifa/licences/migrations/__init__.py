"""How the table of licences came to be."""
