"""NOBODY PRESSED: what happens by the clock or from the outbox. The only place that sends."""
