"""A notebook runs to its end, or says where it stopped."""

import ast
from pathlib import Path

import papermill
import pytest
from papermill.engines import papermill_engines

from klaster_analisis import UsageError
from klaster_analisis.reports.execution import ReportError, execute_notebook
from klaster_analisis.reports.parameters import check_parameters, notebook_parameters


def test_parameters_are_read_without_running_them(notebook):
    assert notebook_parameters(notebook()) == {"wilayah": "Klaten", "bahasa": "id", "kali": 2}


def test_the_own_list_is_papermills(notebook):
    """Peer: papermill.inspect_notebook, whose defaults are source text."""
    inspected = {name: ast.literal_eval(p["default"]) for name, p in papermill.inspect_notebook(str(notebook())).items()}
    assert notebook_parameters(notebook()) == inspected


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"wilayyah": "Pati"}, 'parameter wilayyah: the notebook does not have it. .*Did you mean "wilayah"'),
        ({"wilayah": 33}, "parameter wilayah: 33 is not of type str"),
        ({"kali": True}, "parameter kali: True is not of type int"),
        ({"kali": "2"}, "parameter kali: '2' is not of type int"),
        ({"x = 1; import os #": 1}, "the notebook does not have it"),
    ],
)
def test_unknown_and_mistyped_parameters_are_refused(notebook, given, told):
    with pytest.raises(UsageError, match=told):
        check_parameters(notebook(), given)


def test_all_wrong_parameters_are_told_at_once(notebook):
    with pytest.raises(UsageError) as caught:
        execute_notebook(notebook(), {"a": 1, "kali": "2"})
    assert len(caught.value.faults) == 2


def test_parameters_reach_the_cells(notebook):
    executed = execute_notebook(notebook("print(wilayah * kali)"), {"wilayah": "33.10"})
    assert executed.cells[-1].outputs[0].text == "33.1033.10\n"


def test_text_in_a_parameter_stays_text(notebook):
    evil = '"; raise SystemExit #\n<script>'
    executed = execute_notebook(notebook("print(wilayah)"), {"wilayah": evil})
    assert executed.cells[-1].outputs[0].text == evil + "\n"


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("1 / 0", "kecil.ipynb, cell 2: ZeroDivisionError: division by zero"),
        ("import sys; sys.exit(0)", "kecil.ipynb, cell 2: SystemExit: 0"),
        ("import os; os._exit(1)", "kecil.ipynb, cell 2: DeadKernelError"),
        ("from klaster_analisis import load_study; load_study('nowhere')", r"kecil.ipynb, cell 2: DataError: .*codebook\.csv"),
    ],
    ids=["error", "exit", "dead kernel", "faulty data"],
)
def test_a_notebook_that_stops_says_where_and_why(notebook, cell, told):
    with pytest.raises(ReportError, match=told):
        execute_notebook(notebook(cell, "never = 1"), {})


def test_a_notebook_runs_in_a_folder_of_its_own(notebook):
    executed = execute_notebook(notebook("import os\nprint(os.getcwd())", "open('left.txt', 'w').close()"), {})
    folder = Path(executed.cells[-2].outputs[0].text.strip())
    assert folder.name.startswith("klaster-")
    assert not folder.exists()


@pytest.mark.parametrize(("failures", "made"), [(2, True), (3, False)])
def test_a_kernel_that_does_not_start_is_started_again(notebook, monkeypatch, failures, made):
    calls = []
    real = papermill_engines.execute_notebook_with_engine

    def start(*args, **options):
        calls.append(args)
        if len(calls) <= failures:
            raise RuntimeError("Kernel died before replying to kernel_info")
        return real(*args, **options)

    monkeypatch.setattr(papermill_engines, "execute_notebook_with_engine", start)
    if made:
        assert execute_notebook(notebook("1"), {}).cells[-1].execution_count
    else:
        with pytest.raises(ReportError, match="its kernel did not start"):
            execute_notebook(notebook("1"), {})
