"""THE ONLY PLACE that touches the store and the ciphers. Whatever lies in Redis has its name and lifetime in `keys`."""
