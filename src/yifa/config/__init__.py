"""The wiring: settings, addresses, the local database server and the ordered list of projections."""
