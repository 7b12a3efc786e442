"""A specialist's updates → the verbs of ``desk.duty``."""
