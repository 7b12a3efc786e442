"""Draws a sheet as a PDF, with the fonts inside. Importing the library takes 0.05 s, a sheet some hundredths."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final, Self

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from portal.button.sheet import HIGH, WIDE, Line, Mark, Squares, Text

_NAMES: Final = {False: "RB-Regular", True: "RB-Bold"}
_FILES: Final = {False: "PTSans-Regular.ttf", True: "PTSans-Bold.ttf"}


@dataclass(frozen=True)
class Press:
    """``fonts`` by whether they are bold. One sheet at a time: the library keeps notes in the fonts while it draws."""

    fonts: dict[bool, TTFont]

    @classmethod
    def load(cls, directory: Path) -> Self:
        """Reads the fonts, and makes them known to the library. Raises OSError without them."""
        fonts = {bold: TTFont(_NAMES[bold], str(directory / file)) for bold, file in _FILES.items()}
        for font in fonts.values():
            pdfmetrics.registerFont(font)
        return cls(fonts)

    def width(self, text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the shape that sheet.Measure asks for
        return float(self.fonts[bold].stringWidth(text, size))

    def pdf(self, marks: Sequence[Mark], *, title: str, language: str) -> bytes:
        """The same marks give the same bytes."""
        file = BytesIO()
        canvas = Canvas(file, pagesize=(WIDE * mm, HIGH * mm), invariant=True, lang=language)
        canvas.setTitle(title)
        canvas.setAuthor("")
        canvas.setCreator("")
        canvas.scale(mm, mm)
        for mark in marks:
            _draw(canvas, mark)
        canvas.save()
        return file.getvalue()


def _draw(canvas: Canvas, mark: Mark) -> None:
    canvas.saveState()
    if isinstance(mark, Text):
        canvas.setFont(_NAMES[mark.bold], mark.size)
        canvas.setFillColor(mark.colour)
        canvas.translate(mark.x, HIGH - mark.y)
        canvas.rotate(90 if mark.turned else 0)
        canvas.drawString(0, 0, mark.text)
    elif isinstance(mark, Line):
        canvas.setLineWidth(0.35)
        canvas.setDash([1.6, 1.6] if mark.dashed else [])
        canvas.line(mark.x1, HIGH - mark.y1, mark.x2, HIGH - mark.y2)
    else:
        _squares(canvas, mark)
    canvas.restoreState()


def _squares(canvas: Canvas, mark: Squares) -> None:
    path = canvas.beginPath()
    for x, y, wide in mark.runs():
        path.rect(x, HIGH - y - mark.side, wide, mark.side)
    canvas.drawPath(path, stroke=0, fill=1)
