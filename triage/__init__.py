"""THE DOMAIN: signals, urgency, deadlines, packs. Pure: no clock, no randomness, no I/O; imports no room above it."""
