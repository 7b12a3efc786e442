"""A reporter's updates → the verbs of ``desk.intake``."""
