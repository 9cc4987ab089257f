"""What the command says reaches whoever listens, and its status tells how it ended."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from klaster_analisis.terminal import visible

KLASTER = [sys.executable, "-c", "from klaster_analisis.cli import main; main()"]
FAULTY = 'lokasi,produk,kerjasama_hulu\nKlaten,3,"Adaa → é"\n'


@pytest.fixture
def run(tmp_path):
    """Run the command in a process of its own, in an empty folder."""

    def start(*arguments: object, **options):
        environment = os.environ | options.pop("env", {})
        return subprocess.run([*KLASTER, *map(str, arguments)], cwd=tmp_path, env=environment, check=False, **options)

    return start


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"PYTHONIOENCODING": "cp1252"}, '"Adaa -> é"'.encode("cp1252")),
        ({"PYTHONIOENCODING": "cp437"}, '"Adaa -> é"'.encode("cp437")),
        ({"PYTHONUTF8": "0", "LC_ALL": "C"}, rb'"Adaa -> \xe9"'),
        ({"PYTHONIOENCODING": "utf-8"}, '"Adaa → é"'.encode()),
    ],
    ids=["cp1252", "cp437", "C", "utf-8"],
)
def test_no_sign_is_lost_in_any_encoding(run, write, environment, told):
    write("s.csv", FAULTY)
    done = run("check", "s.csv", env=environment, capture_output=True)
    assert done.returncode == 1
    assert done.stderr == b""
    assert told in done.stdout


def test_the_words_of_faults_are_not_lost_either(run):
    done = run("check", "tak ada →.csv", env={"PYTHONUTF8": "0", "LC_ALL": "C"}, capture_output=True)
    assert done.returncode == 2
    assert b"is not there" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no disk that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", [["check", "s.csv"], ["--help"], ["--version"]], ids=str)
def test_output_that_cannot_be_written_is_told_in_one_line(run, write, unbuffered, arguments):
    write("s.csv", FAULTY)
    with Path("/dev/full").open("wb") as full:
        done = run(*arguments, stdout=full, stderr=subprocess.PIPE, env={"PYTHONUNBUFFERED": unbuffered})
    assert done.returncode == 2
    assert done.stderr == b"The output cannot be written (No space left on device).\n"


def test_a_reader_that_has_seen_enough_is_no_fault(run, write):
    write("s.csv", FAULTY)
    reading, writing = os.pipe()
    os.close(reading)
    done = run("check", "s.csv", stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert done.returncode == 141  # 128 and SIGPIPE, as of any other program
    assert done.stderr == b""


def test_no_output_at_all_is_told(tmp_path, write):
    write("s.csv", FAULTY)
    command = ["sh", "-c", 'exec "$@" >&-', "sh", *KLASTER, "check", "s.csv"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (2, b"There is no output to write to.\n")


# --- what steers a terminal ---

STEERING = "\x1b[2J\x1b]0;x\x07\r\x9b31m\u202e"


def test_signs_that_steer_a_terminal_are_shown_as_what_they_are():
    shown = visible(f"Klaten{STEERING}\nmade")
    assert shown == r"Klaten\x1b[2J\x1b]0;x\x07\r\x9b31m\u202e\nmade"


def unseen(text: str) -> set[str]:
    return {sign for sign in text if not sign.isprintable()} - {"\n"}


@pytest.mark.parametrize("command", ["check", "audit"])
def test_names_of_files_and_headings_do_not_steer_a_terminal(klaster, write, command):
    name = "s\x1b[31m\n.csv"
    write(name, f"lokasi,produk,catatan{STEERING}\nKlaten{STEERING},9{STEERING},x\n")
    result = klaster(command, name)
    assert r"s\x1b[31m\n.csv" in result.output
    assert unseen(result.output) == set()


def test_names_of_places_do_not_steer_a_terminal(klaster, write):
    write("tempat.csv", f'lokasi,nama\ntrangsan,"Trang{STEERING}san"\n')
    write("s.csv", "lokasi,produk\nTrangsan,3\n")
    for arguments in (["check", "s.csv"], ["report", "--data", "s.csv", "--region", f"x{STEERING}"]):
        result = klaster(*arguments, "--places", "tempat.csv")
        assert result.exit_code != 0
        assert unseen(result.output) == set()


def test_a_folder_of_notebooks_does_not_steer_a_terminal(klaster, monkeypatch):
    from klaster_analisis.reports import exploring  # noqa: PLC0415

    monkeypatch.setattr(exploring, "open_lab", lambda _: None)
    result = klaster("explore", "--out", f"kerja{STEERING}")
    assert result.exit_code == 0
    assert unseen(result.output) == set()


# --- signals ---

WAITS = """
import sys, time
from klaster_analisis import cli
from klaster_analisis.reports import survey_request
from klaster_analisis.sources.temporary import TemporaryFolder

def wait(_):
    folder = TemporaryFolder()
    print(folder.path, file=sys.stderr, flush=True)
    time.sleep(60)

survey_request.SurveyRequest.check = wait
cli.main()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_as_an_interruption_does(tmp_path, write, number):
    write("s.csv", FAULTY)
    command = [sys.executable, "-c", WAITS, "check", "s.csv"]
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) as process:
        folder = Path(process.stderr.readline().strip())
        assert folder.exists()
        process.send_signal(number)
        assert process.stderr.read() == "Interrupted. What was finished stays; run it again for the rest.\n"
        assert process.wait(20) == 128 + number
    assert not folder.exists()


def test_what_nohup_ignores_stays_ignored(tmp_path, write):
    write("s.csv", FAULTY)
    script = WAITS.replace("sleep(60)", "sleep(3)").replace(
        "cli.main()", "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); cli.main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, "check", "s.csv"], cwd=tmp_path, stderr=subprocess.PIPE, text=True
    ) as process:
        process.stderr.readline()
        process.send_signal(signal.SIGHUP)
        time.sleep(0.2)
        assert process.poll() is None
        process.kill()
