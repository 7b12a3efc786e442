"""The vault against a real store."""
