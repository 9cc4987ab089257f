"""Words, colours, layout: the only floor that knows a language."""

from klaster_analisis.display.words import Words

__all__ = ["Words"]
