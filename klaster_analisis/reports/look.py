"""What all pages share: the templates, the style sheet, and the line at the foot."""

from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from markupsafe import Markup

from klaster_analisis.display import Words
from klaster_analisis.reports.manifest import DISTRIBUTION

TEMPLATES = Path(__file__).with_name("templates")


def page_footer(words: Words) -> str:
    """Say when and by which version a page was made."""
    return words.say("halaman.dibuat", waktu=now(), versi=version(DISTRIBUTION))


def now() -> str:
    """Give the time to the minute, in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")


def read_style() -> Markup:
    """Read the style sheet that all pages share."""
    return Markup(  # noqa: S704 - our own file
        TEMPLATES.joinpath("style.css").read_text("utf-8")
    )
