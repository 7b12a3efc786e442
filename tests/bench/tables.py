"""What was measured, as plain text. Milliseconds are this machine's on this day; the ratios are what to compare."""

from collections.abc import Callable, Sequence
from statistics import median

from tests.bench.conversation import STEPS
from tests.bench.cost import Round, Side, updates_of
from tests.bench.keeping import Kept
from tests.bench.shares import ALL
from tests.bench.sizes import Sizes

Row = Sequence[str]
Figure = Callable[[Round], float]
_MS = 1000.0


def table(head: Row, rows: Sequence[Row]) -> str:
    """Columns as wide as they must be; the first is text, the others are numbers."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    lines = (head, ["-" * width for width in widths], *rows)
    return "\n".join(_line(line, widths) for line in lines)


def _line(row: Row, widths: Sequence[int]) -> str:
    cells = (
        cell.rjust(width) if at else cell.ljust(width) for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(cells).rstrip()


def cost(ours: Side, stock: Side, sizes: Sizes) -> str:
    """CPU of the bot's process per update: medians over the rounds, and the ratio of each round's pair."""
    head = ("update", "ours, ms", "stock, ms", "ratio", "lowest", "highest")
    rows = []
    kinds = dict.fromkeys(step.kind for step in STEPS)
    for kind in kinds:
        count = sizes.children * sum(step.kind == kind for step in STEPS)
        rows.append(_compared(kind, ours, stock, _of_kind(kind), count))
        if kind == "the first text":
            rows.append(_compared(f"{kind}, without Argon2id", ours, stock, _first_text_alone, count))
    whole = updates_of(sizes)
    rows.append(_compared("whole conversation", ours, stock, lambda one: one.cpu_s, whole))
    rows.append(_compared("the same, without Argon2id", ours, stock, lambda one: one.cpu_s - one.argon2_s, whole))
    rows.append(_compared("(the store's own process)", ours, stock, lambda one: one.store_s, whole))
    return table(head, rows)


def _of_kind(kind: str) -> Figure:
    return lambda one: one.by_kind[kind]


def _first_text_alone(one: Round) -> float:
    return one.by_kind["the first text"] - one.argon2_s


def _compared(name: str, ours: Side, stock: Side, figure: Figure, count: int) -> Row:
    mine, theirs = ([figure(one) / count * _MS for one in side.rounds] for side in (ours, stock))
    ratios = [a / b for a, b in zip(mine, theirs, strict=True) if b]
    spread = (median(ratios), min(ratios), max(ratios)) if ratios else (0.0, 0.0, 0.0)
    return (name, f"{median(mine):.2f}", f"{median(theirs):.2f}", *(f"{ratio:.2f}" for ratio in spread))


def standing(ours: Side, stock: Side) -> str:
    """With nothing to do."""
    return f"Standing by costs ours {ours.idle * _MS:.1f} ms of CPU a second, stock {stock.idle * _MS:.1f}."


def shares(ours: Side, stock: Side) -> str:
    """Milliseconds of CPU per update and per cent of the whole."""
    head = ("where the CPU goes", "ours, ms", "ours, %", "stock, ms", "stock, %")
    return table(head, [(name, *_share(ours, name), *_share(stock, name)) for name in ALL])


def _share(side: Side, name: str) -> tuple[str, str]:
    own, whole = side.shares.get(name, 0.0), sum(side.shares.values())
    return f"{own / side.profiled * _MS:.3f}", f"{own / whole * 100:.1f}"


def keeping(loads: Sequence[Kept]) -> str:
    """Counts, and the time to an acknowledgement: median and 95th percentile."""
    head = (
        "reporters", "texts", "stored", "lost", "sent twice", "doubled", "out of order",
        "first p50", "first p95", "later p50", "later p95", "texts/s",
    )  # fmt: skip
    return table(head, [_kept(one) for one in loads])


def _kept(one: Kept) -> Row:
    counts = (one.written, one.written - one.lost, one.lost, one.redelivered, one.doubled, one.disordered + one.unasked)
    waits = [_ms(taken, part) for taken in (one.first_s, one.later_s) for part in (0.5, 0.95)]
    return (one.load.name, *map(str, counts), *waits, f"{one.written / one.wall_s:.0f}")


def _ms(taken: Sequence[float], part: float) -> str:
    ordered = sorted(taken)
    return f"{ordered[min(len(ordered) - 1, int(len(ordered) * part))] * _MS:.0f} ms" if ordered else ""
