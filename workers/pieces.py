"""A long text in parts that a messenger takes, cut at the ends of lines and words."""


def units(text: str) -> int:
    """UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def pieces(text: str, most: int) -> list[str]:
    """Parts of at most ``most`` UTF-16 units; nothing is lost but the white space at the cuts."""
    parts, rest = [], text.strip()
    while units(rest) > most:
        head = rest[:most]
        while units(head) > most:
            head = head[:-1]
        cut = max(head.rfind("\n"), head.rfind(" "))
        head = head[:cut] if cut > most // 2 else head
        parts.append(head.rstrip())
        rest = rest[len(head) :].lstrip()
    return [*parts, rest] if rest else parts
