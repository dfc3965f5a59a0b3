"""What the interface does when asked on the command line."""
