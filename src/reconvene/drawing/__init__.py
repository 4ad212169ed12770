"""Drawings of procedures and panels, each with words that say the same.

In: a definition, or a panel's rule. Out: SVG as text, and sentences.
"""

from reconvene.drawing.panel import Place, described_panel, draw_panel, places
from reconvene.drawing.procedure import draw
from reconvene.drawing.words import described

__all__ = ["Place", "described", "described_panel", "draw", "draw_panel", "places"]
