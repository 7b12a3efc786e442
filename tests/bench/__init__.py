"""`./run bench`: what a report costs us against the stock way, and whether anything is lost. See docs/bench.md."""
