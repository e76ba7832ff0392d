"""The figures of the bench of search as a picture: one row a class, a mark an engine. Pure."""

from collections.abc import Mapping
from math import log10
from xml.sax.saxutils import escape

Figures = Mapping[str, Mapping[str, Mapping[str, float]]]
"""class → engine → {"p50", "p99"} in ms."""
_COLOURS = {"shirabe": "#0017c1", "tantivy": "#ce0000", "trigram": "#927200", "like": "#666666"}
_LEFT, _WIDTH, _ROW, _TOP = 130, 700, 46, 64
_LEAST, _DECADES = 0.01, 6


def svg(figures: Figures, head: str) -> str:
    """From the dot (p50) to the end of the line (p99), on a scale of powers of ten."""
    height = _TOP + _ROW * len(figures) + 30
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDTH + 30} {height}" '
        'font-family="sans-serif" font-size="13">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<text x="10" y="20" font-size="15">{escape(head)}</text>',
    ]
    for at, (engine, colour) in enumerate(_COLOURS.items()):
        parts.append(f'<circle cx="{_LEFT + at * 110}" cy="40" r="5" fill="{colour}"/>')
        parts.append(f'<text x="{_LEFT + at * 110 + 10}" y="45">{engine}</text>')
    for power in range(_DECADES + 1):
        x = _LEFT + power * _WIDTH / _DECADES
        bottom = height - 24
        parts.append(f'<path d="M{x:.1f} {_TOP - 8}V{bottom}" stroke="#d0d0d0"/>')
        label = f"{_LEAST * 10**power:g} ms"
        parts.append(f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{label}</text>')
    for at, (name, engines) in enumerate(figures.items()):
        parts += _row(_TOP + at * _ROW, name, engines)
    return "\n".join([*parts, "</svg>", ""])


def _row(top: int, name: str, engines: Mapping[str, Mapping[str, float]]) -> list[str]:
    parts = [f'<text x="10" y="{top + 24}">{escape(name)}</text>']
    for at, (engine, colour) in enumerate(_COLOURS.items()):
        if engine in engines:
            y = top + 4 + at * 10
            low, high = _x(engines[engine]["p50"]), _x(engines[engine]["p99"])
            line = f'<path d="M{low:.1f} {y}H{high:.1f}" stroke="{colour}" stroke-width="3"/>'
            parts += [line, f'<circle cx="{low:.1f}" cy="{y}" r="4" fill="{colour}"/>']
    return parts


def _x(ms: float) -> float:
    share = log10(max(ms, _LEAST) / _LEAST) / _DECADES
    return _LEFT + min(share, 1.0) * _WIDTH
