"""``python -m tools.lexicon``: lexicons that people write → the table of word forms that the matcher reads."""
