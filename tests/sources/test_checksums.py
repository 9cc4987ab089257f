"""Published files are never edited: their checksums stand in data/README.md."""

import hashlib
import re

from klaster_analisis.sources.folders import shipped_folder

LINE = re.compile(r"^\| `(published/[a-z_0-9]+\.csv)` .*`([0-9a-f]{64})` \|$", re.MULTILINE)


def test_published_files_are_unchanged():
    data = shipped_folder("data")
    listed = dict(LINE.findall((data / "README.md").read_text("utf-8")))
    found = {f"published/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest() for path in (data / "published").iterdir()}
    assert listed == found
