"""The model (``triage.resemblance``) as few bytes: weights as multiples of a step, so that small ones cost nothing."""

from tools.lexicon.coding import Coder, context, number
from triage.resemblance import THRESHOLDS, Model, Resemblance

_SCALES, _BIASES, _ODDS = 10**9, 10**6, 10**3
"""Scale, bias and thresholds are kept with so many places (tools.resemblance rounds them so)."""


def pack_model(coder: Coder, kept: Resemblance, step: int = 1) -> None:
    """Every weight must be a multiple of ``step``."""
    for name in THRESHOLDS:
        _signed(coder, 71, round(getattr(kept, name) * _ODDS))
    for model in (kept.danger, kept.small_talk):
        number(coder, (context(70),), len(model.weights).bit_length() - 1)
        number(coder, (context(72),), round(model.scale * _SCALES))
        _signed(coder, 73, round(model.bias * _BIASES))
        number(coder, (context(74),), step)
        for weight in model.weights:
            _signed(coder, 75, ((weight ^ 0x80) - 0x80) // step)


def unpack_model(coder: Coder) -> Resemblance:
    """What ``pack_model`` wrote."""
    odds = {name: _signed(coder, 71) / _ODDS for name in THRESHOLDS}
    danger, small_talk = (_unpacked(coder) for _ in range(2))
    return Resemblance(danger=danger, small_talk=small_talk, **odds)


def _unpacked(coder: Coder) -> Model:
    bits = number(coder, (context(70),))
    scale, bias = number(coder, (context(72),)) / _SCALES, _signed(coder, 73) / _BIASES
    step = number(coder, (context(74),))
    weights = bytes(_signed(coder, 75) * step & 0xFF for _ in range(1 << bits))
    return Model(weights=weights, scale=scale, bias=bias)


def _signed(coder: Coder, kind: int, value: int = 0) -> int:
    """0, -1, 1, -2, … as 0, 1, 2, 3, …"""
    folded = number(coder, (context(kind),), value * 2 if value >= 0 else -value * 2 - 1)
    return -(folded + 1 >> 1) if folded & 1 else folded >> 1
