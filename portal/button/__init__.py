"""The web button: the child's own page, the button for other people's pages, and the poster."""
