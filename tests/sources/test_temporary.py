"""Folders for what is written by the way: gone when the program is, and those of killed programs when the next one starts."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from klaster_analisis.sources.file_lock import take_lock
from klaster_analisis.sources.temporary import TemporaryFolder, sweep

HOLD = """
import os, signal, sys
from klaster_analisis.sources.temporary import TemporaryFolder
folder = TemporaryFolder()
(folder.path / "survey.parquet").write_text("nama_usaha")
print(folder.path, flush=True)
{end}
"""


@pytest.fixture
def place(tmp_path, monkeypatch) -> Path:
    """A folder for temporary files of its own."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def run(end: str) -> Path:
    done = subprocess.run([sys.executable, "-c", HOLD.format(end=end)], capture_output=True, text=True, check=False)
    return Path(done.stdout.strip())


@pytest.mark.parametrize("end", ["", "raise SystemExit(3)", "1 / 0"])
def test_an_end_of_a_program_takes_its_folder_along(place, end):
    assert not run(end).exists()
    assert list(place.iterdir()) == []


def test_a_killed_program_leaves_it_until_the_next_starts(place):
    left = run("os.kill(os.getpid(), signal.SIGKILL)")
    assert (left / "survey.parquet").exists()
    run("")
    assert list(place.iterdir()) == []


def test_the_folder_of_a_living_program_stays(place):
    with TemporaryFolder() as folder:
        (folder / "survey.csv").write_text("x")
        sweep()
        assert (folder / "survey.csv").read_text() == "x"
    assert list(place.iterdir()) == []


def test_what_others_call_alike_is_left_alone(place):
    (place / "klaster-notes").mkdir()
    (place / "klaster-notes" / "mine.txt").write_text("mine")
    sweep()
    assert (place / "klaster-notes" / "mine.txt").read_text() == "mine"


def test_a_lock_is_held_once_and_given_back(tmp_path):
    first = take_lock(tmp_path / "lock")
    assert take_lock(tmp_path / "lock") is None
    first.release()
    second = take_lock(tmp_path / "lock")
    second.release()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_on_a_file_that_was_deleted_meanwhile_is_taken_anew(tmp_path, monkeypatch):
    """The file is deleted between being opened and being locked, as by a holder that ends."""
    from klaster_analisis.sources import file_lock  # noqa: PLC0415

    real, deleted = file_lock._lock, []

    def late(handle):
        if not deleted:
            deleted.append((tmp_path / "lock").unlink())
        real(handle)

    monkeypatch.setattr(file_lock, "_lock", late)
    assert take_lock(tmp_path / "lock")
    assert take_lock(tmp_path / "lock") is None
