"""What the pages about the format show is read, in both languages."""

import re
from pathlib import Path

import pytest

from klaster_analisis.sources.printed.directives import _KEYS
from klaster_analisis.sources.printed.table import FrequencyLayout

DOCS = Path(__file__).parents[3] / "docs"
PAGES = {name: (DOCS / name).read_text("utf-8") for name in ("audit-format.md", "audit-format.id.md")}
BLOCKS = {name: re.findall(r"```csv\n(.*?)```", page, re.DOTALL) for name, page in PAGES.items()}
every_page = pytest.mark.parametrize("name", PAGES)


@pytest.mark.parametrize("text", [text for blocks in BLOCKS.values() for text in blocks])
def test_every_example_of_a_page_is_read_whole(read_text, text):
    table = read_text(text)
    assert table.missing == ()
    assert isinstance(table.layout, FrequencyLayout) == ("Rata-rata" not in text)


def test_both_pages_show_the_same_examples_and_link_each_other():
    english, indonesian = PAGES
    assert BLOCKS[english] == BLOCKS[indonesian] != []
    assert f"]({indonesian})" in PAGES[english]
    assert f"]({english})" in PAGES[indonesian]


@every_page
def test_every_directive_is_on_the_page(name):
    for key, others in _KEYS.items():
        row = rf"^\| `{key}` \|{''.join(f'.*`{other}`' for other in others[:1])}"
        assert re.search(row, PAGES[name], re.MULTILINE), key


@every_page
def test_a_mark_and_a_point_of_thousands_are_read_as_the_page_says(read_text, name):
    table = read_text(next(text for text in BLOCKS[name] if "1.234" in text))
    assert [n.text for n in table.numbers] == ["1234", "33,3", "3702", "9", "42,9", "21"]
