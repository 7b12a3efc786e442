"""The web red button: a page, a plain form for whoever has no script, and what the page's script asks."""
