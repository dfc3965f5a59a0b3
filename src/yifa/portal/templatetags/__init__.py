"""Template tags of the portal; they are in `portal`, there is nothing else here."""
