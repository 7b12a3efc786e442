"""THE VERBS, one class per person, over ports that the rooms at the rim implement. No words, no branch by channel."""
