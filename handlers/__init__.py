"""TELEGRAM IN: an update becomes a verb. No call goes out from here: the answer is what the verb left in the outbox."""
