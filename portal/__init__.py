"""WEB IN: the web button, the console, the Telegram hook. A route without an access rule does not start."""
