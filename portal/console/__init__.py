"""The specialists' console: its pages and its API (docs/console-api.md). No answer of it holds a word in clear."""
