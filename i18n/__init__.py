"""THE WORDS: one Fluent file per language and audience, and the screens made of them, free of any channel."""
