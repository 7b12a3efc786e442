"""The poster as marks on an A4 sheet: one layout, drawn on a page (sheet_svg) and in a PDF (sheet_pdf)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

WIDE: Final = 210.0
HIGH: Final = 297.0
"""Millimetres, as every length here; y runs down from the upper edge, a text's y is its baseline."""
EDGE: Final = 14.0
"""Nothing nearer to an edge: school printers leave 5 mm white, and the sheet is pinned through its corners."""
QR_ROOM: Final = 88.0
"""With the white above, below and to the right; on the left EDGE is wide enough. Read from ten times as far."""
QUIET: Final = 4
"""Modules of white that must stand around a QR code (ISO/IEC 18004, 6.3.8), some 2 mm each."""
STRIPS: Final = 8
STRIP_TOP: Final = 245.0
INK: Final = "#12171d"
DEEP: Final = "#14548f"
Measure = Callable[[str, float, bool], float]
"""(text, size, whether it is bold) → width."""
BOLD: Final = True
PLAIN: Final = False


@dataclass(frozen=True, kw_only=True)
class Said:
    """The words of one sheet. ``numbers``: (number, whose it is). ``modules``: the QR code's rows, without margins."""

    title: str
    lead: str
    facts: tuple[str, ...]
    scan: str
    address: str
    call: str
    numbers: tuple[tuple[str, str], ...]
    hours: str
    tear: str
    modules: tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Text:
    """``turned``: reads upwards, and x, y is where it begins."""

    x: float
    y: float
    size: float
    text: str
    width: float
    bold: bool = False
    colour: str = INK
    turned: bool = False


@dataclass(frozen=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    dashed: bool = False


@dataclass(frozen=True)
class Squares:
    """Black modules, each a square of ``side``, the first at x, y."""

    x: float
    y: float
    side: float
    modules: tuple[tuple[bool, ...], ...]

    def runs(self) -> Iterator[tuple[float, float, float]]:
        """(x, y, width) of neighbours in a row as one: between single squares printers leave hairlines."""
        for row, modules in enumerate(self.modules):
            begun: int | None = None
            for column, black in enumerate((*modules, False)):
                if black and begun is None:
                    begun = column
                elif not black and begun is not None:
                    yield self.x + begun * self.side, self.y + row * self.side, (column - begun) * self.side
                    begun = None


Mark = Text | Line | Squares


@dataclass(frozen=True)
class Pen:
    """Puts texts into the room that they have: one that is too wide gets smaller, never cut."""

    measure: Measure

    def text(self, place: tuple[float, float], text: str, size: float, *, room: float = 0.0, **more: object) -> Text:
        bold = bool(more.get("bold"))
        room = room or WIDE - EDGE - place[0]
        width = self.measure(text, size, bold)
        size = size if width <= room else size * room / width
        return Text(
            x=place[0],
            y=place[1],
            size=size,
            text=text,
            width=min(width, room),
            bold=bold,
            colour=str(more.get("colour", INK)),
            turned=bool(more.get("turned")),
        )


def marks_of(said: Said, measure: Measure) -> tuple[Mark, ...]:
    pen = Pen(measure)
    return (*_head(said, pen), *_way(said, pen), *_numbers(said, pen), *_strips(said, pen))


def _head(said: Said, pen: Pen) -> Iterator[Mark]:
    """The title's sentences one below the other, as large as the longest lets them be."""
    sentences = [part.strip() for part in said.title.replace("?", "?\n").splitlines() if part.strip()]
    room = WIDE - 2 * EDGE
    size = min(27.0, *(27.0 * room / pen.measure(one, 27.0, BOLD) for one in sentences))
    for place, sentence in enumerate(sentences):
        yield pen.text((EDGE, 34 + 25 * place), sentence, size, bold=True, colour=DEEP if place else INK)
    yield pen.text((EDGE, 73), said.lead, 9.0)


def _way(said: Said, pen: Pen) -> Iterator[Mark]:
    side = QR_ROOM / (len(said.modules) + 2 * QUIET)
    top = 76.0
    yield Squares(EDGE, top + QUIET * side, side, said.modules)
    for place, fact in enumerate(said.facts):
        yield pen.text((EDGE + QR_ROOM, top + 26 + 21 * place), fact, 10.0, bold=True)
    yield pen.text((EDGE, 170), said.scan, 7.0)
    yield pen.text((EDGE, 182), said.address, 13.0, bold=True, colour=DEEP)


def _numbers(said: Said, pen: Pen) -> Iterator[Mark]:
    yield Line(EDGE, 188, WIDE - EDGE, 188)
    yield pen.text((EDGE, 197), said.call, 7.5, bold=True)
    wide = max((pen.measure(number, 10.0, BOLD) for number, _ in said.numbers), default=0.0)
    for place, (number, whose) in enumerate(said.numbers):
        y = 209 + 11 * place
        yield pen.text((EDGE, y), number, 10.0, bold=True)
        yield pen.text((EDGE + wide + 6, y), whose, 6.0)
    yield pen.text((EDGE, 240), said.hours, 5.0)
    width = pen.measure(said.tear, 4.0, PLAIN)
    yield pen.text((WIDE - EDGE - width, 240), said.tear, 4.0)


def _strips(said: Said, pen: Pen) -> Iterator[Mark]:
    """Nothing but the address stands on what goes home in a pocket."""
    wide = (WIDE - 2 * EDGE) / STRIPS
    high = HIGH - STRIP_TOP
    yield Line(EDGE, STRIP_TOP, WIDE - EDGE, STRIP_TOP, dashed=True)
    for place in range(STRIPS + 1):
        yield Line(EDGE + wide * place, STRIP_TOP, EDGE + wide * place, HIGH - 6, dashed=True)
    for place in range(STRIPS):
        strip = pen.text((0, 0), said.address, 6.5, room=high - 12, bold=True)
        middle = EDGE + wide * (place + 0.5) + strip.size * 0.35
        yield Text(x=middle, y=HIGH - 8, size=strip.size, text=strip.text, width=strip.width, bold=True, turned=True)


def texts_of(marks: Sequence[Mark]) -> tuple[str, ...]:
    """What can be read on the sheet, in order, each once."""
    return tuple(dict.fromkeys(mark.text for mark in marks if isinstance(mark, Text)))
