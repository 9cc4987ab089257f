"""Files are whole or not there."""

import os

import pytest

from klaster_analisis import UsageError
from klaster_analisis.reports.files import make_folder, write_whole


def test_a_file_is_replaced_in_one_step(tmp_path):
    path = tmp_path / "page.html"
    write_whole(path, "old")
    write_whole(path, "new")
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupted_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "page.html"
    write_whole(path, "old")

    def fail(*_):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(UsageError, match="No space left"):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(UsageError, match=r"out: cannot be written"):
        make_folder(tmp_path / "out")
