"""Telegram's limits, kept on our side: 30 sends a second over all chats, one a second in a chat with a short burst."""

from dataclasses import dataclass, field

OVERALL_PER_S = 28.0
OVERALL_BURST = 2.0
"""Rate and burst together are what one second may see: 30."""
CHAT_PER_S = 1.0
CHAT_BURST = 4.0
"""Telegram tolerates short bursts (Bot API FAQ, "My bot is hitting limits"); the first answer has three messages."""
KEPT_CHATS = 20_000


@dataclass
class Bucket:
    """Tokens that come back with time; ``at`` in seconds of a monotonic clock."""

    rate: float
    size: float
    tokens: float
    at: float

    def wait_s(self, now: float) -> float:
        """Seconds until a token is there; 0 when it is."""
        self.tokens = min(self.size, self.tokens + (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (1.0 - self.tokens) / self.rate)


@dataclass
class Limiter:
    """One for the whole bot: it lives in the one sender's memory."""

    overall: Bucket = field(default_factory=lambda: Bucket(OVERALL_PER_S, OVERALL_BURST, OVERALL_BURST, 0.0))
    chats: dict[str, Bucket] = field(default_factory=dict)
    paused: dict[str, float] = field(default_factory=dict)
    all_paused_until: float = 0.0

    def wait_s(self, chat: str, now: float, *, new_message: bool) -> float:
        """Seconds until a call for this chat may go out. Only new messages count against the chat."""
        waits = [self.overall.wait_s(now), self.all_paused_until - now, self.paused.get(chat, 0.0) - now]
        if new_message:
            waits.append(self._chat(chat, now).wait_s(now))
        return max(0.0, *waits)

    def take(self, chat: str, now: float, *, new_message: bool) -> None:
        """A call goes out, after the wait that was just told. Take first, then wait: nobody else gets this place."""
        self.overall.tokens -= 1.0
        if new_message:
            self._chat(chat, now).tokens -= 1.0

    def slow_down(self, chat: str, now: float, retry_after_s: float) -> None:
        """429: this chat rests; if another one is resting too, it was not the chat's fault and everything rests."""
        others = any(until > now for name, until in self.paused.items() if name != chat)
        self.paused = {name: until for name, until in self.paused.items() if until > now}
        self.paused[chat] = now + retry_after_s
        if others:
            self.all_paused_until = now + retry_after_s

    def _chat(self, chat: str, now: float) -> Bucket:
        if chat not in self.chats:
            if len(self.chats) >= KEPT_CHATS:
                self.chats.pop(next(iter(self.chats)))
            self.chats[chat] = Bucket(CHAT_PER_S, CHAT_BURST, CHAT_BURST, now)
        return self.chats[chat]
