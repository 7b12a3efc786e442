"""THE WIRING: settings, composition root, commands of `python -m bot`. Imported by nobody."""
