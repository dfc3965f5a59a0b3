"""The commands, run as an operator runs them."""
