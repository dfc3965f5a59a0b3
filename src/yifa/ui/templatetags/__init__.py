"""Template tags of the components; the tags themselves are in ``ui``, there is nothing else here."""
