# make report   render the regional reports into laporan/
# make test     run the tests
# make check    lint and type-check
# make soak     a thousand random surveys: is nothing given away, is nothing found that is not there; goes on where it was stopped
# make lock     resolve the dependencies anew (needs uv)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_TO_TEST := $(VENV)/.ready-to-test
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: report test check soak lab lock clean

report: $(READY)
	$(BIN)/klaster report

test: $(READY_TO_TEST)
	$(BIN)/python -m pytest --cov -n auto

check: $(READY_TO_TEST)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

soak: $(READY_TO_TEST)
	$(BIN)/python tests/soak/null_waves.py
	$(BIN)/python -m tests.soak.release

lab: $(READY)
	$(BIN)/jupyter lab notebooks

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv is missing; on Debian: apt-get install python3-venv"; exit 1; }
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(READY_TO_TEST): requirements-test.lock $(READY)
	$(INSTALL) --require-hashes -r requirements-test.lock
	@touch $@

LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-emit-index-url --no-annotate --no-header --quiet

lock:
	$(LOCK) --extra build --output-file requirements.lock
	$(LOCK) --extra dev --constraint requirements.lock --output-file requirements-test.lock

clean:
	rm -rf $(VENV) laporan
