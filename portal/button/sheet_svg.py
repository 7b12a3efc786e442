"""Draws a sheet for a page: SVG without a style of its own, so that a strict policy lets it stand."""

from collections.abc import Sequence

from markupsafe import Markup

from portal.button.sheet import HIGH, INK, WIDE, Line, Mark, Squares, Text, texts_of


def svg_of(marks: Sequence[Mark], *, name: str) -> Markup:
    """``name``: what a screen reader says before the words of the sheet."""
    drawn = Markup("").join(_drawn(mark) for mark in marks)
    label = f"{name}: {'. '.join(texts_of(marks))}"
    size = Markup('width="{0:.0f}mm" height="{1:.0f}mm" viewBox="0 0 {0:.0f} {1:.0f}"').format(WIDE, HIGH)
    head = Markup('<svg xmlns="http://www.w3.org/2000/svg" class="sheet" role="img" aria-label="{}" {}>')
    return head.format(label, size) + Markup('<path fill="#fff" d="M0 0H210V297H0z"/>') + drawn + Markup("</svg>")


def _drawn(mark: Mark) -> Markup:
    if isinstance(mark, Text):
        turn = Markup(' transform="rotate(-90 {:.2f} {:.2f})"').format(mark.x, mark.y) if mark.turned else ""
        return Markup(
            '<text x="{x:.2f}" y="{y:.2f}" font-size="{size:.2f}" font-weight="{weight}" fill="{colour}"'
            ' textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs"{turn}>{text}</text>'
        ).format(
            x=mark.x,
            y=mark.y,
            size=mark.size,
            weight=700 if mark.bold else 400,
            colour=mark.colour,
            width=mark.width,
            turn=turn,
            text=mark.text,
        )
    if isinstance(mark, Line):
        dash = Markup(' stroke-dasharray="1.6 1.6"') if mark.dashed else ""
        return Markup('<path d="M{:.2f} {:.2f}L{:.2f} {:.2f}" stroke="{}" stroke-width="0.35"{}/>').format(
            mark.x1, mark.y1, mark.x2, mark.y2, INK, dash
        )
    return _squares(mark)


def _squares(mark: Squares) -> Markup:
    path = "".join(f"M{x:.3f} {y:.3f}h{wide:.3f}v{mark.side:.3f}h-{wide:.3f}z" for x, y, wide in mark.runs())
    return Markup('<path class="qr" shape-rendering="crispEdges" fill="#000" d="{}"/>').format(path)
