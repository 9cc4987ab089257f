"""What the page about the format shows is read."""

import re
from pathlib import Path

import pytest

from klaster_analisis.sources.printed.directives import _KEYS
from klaster_analisis.sources.printed.table import FrequencyLayout

PAGE = (Path(__file__).parents[3] / "docs" / "audit-format.md").read_text("utf-8")
BLOCKS = re.findall(r"```csv\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("text", BLOCKS)
def test_every_example_of_the_page_is_read_whole(read_text, text):
    table = read_text(text)
    assert table.missing == ()
    assert isinstance(table.layout, FrequencyLayout) == ("Rata-rata" not in text)


def test_every_directive_is_on_the_page():
    for key, others in _KEYS.items():
        assert re.search(rf"^\| `{key}` \|{''.join(f'.*`{other}`' for other in others[:1])}", PAGE, re.MULTILINE), key


def test_a_mark_and_a_point_of_thousands_are_read_as_the_page_says(read_text):
    table = read_text(next(text for text in BLOCKS if "1.234" in text))
    assert [n.text for n in table.numbers] == ["1234", "33,3", "3702", "9", "42,9", "21"]
