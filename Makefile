# Everything a fresh Linux machine with Python 3.11+, git and make needs.
# PYTHON names another interpreter: make test PYTHON=python3.13
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SUDO := $(shell test "$$(id -u)" = 0 || echo sudo)

.PHONY: demo test verify lint bench system-deps clean help

help:  ## Show what there is to make.
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /: /'

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

demo: $(STAMP)  ## Set up, then grade the example cohort.
	@mkdir -p build
	$(BIN)/grader grade examples/cohort --gradebook sqlite:///build/demo.sqlite

test: $(STAMP)  ## Set up, check style and types, prove what changed, run every test.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@# Once, not in each of a thousand processes, where Python writes no bytecode.
	$(BIN)/python -m compileall -q grader
	@# On one seed; `make verify` proves all of it on three.
	$(BIN)/grader verify --changed --seeds 1
	$(BIN)/python -m pytest -n auto
	@# The attacks once more as an ordinary user, where the tests ran as root.
	test "$$(id -u)" != 0 || $(BIN)/python -m tests.sandbox.ordinary \
	  pytest -n auto tests/hostile/test_attacks.py tests/sandbox/test_view.py

verify: $(STAMP)  ## Prove every exercise of the course.
	$(BIN)/grader verify

lint: $(STAMP)  ## Mend style, check types.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/mypy

bench: $(STAMP)  ## Measure milliseconds per submission, per layer, and memory.
	$(BIN)/python benchmarks/engine.py
	$(BIN)/python benchmarks/scripts.py
	$(BIN)/python benchmarks/isolation.py
	$(BIN)/python benchmarks/cohort.py
	$(BIN)/python benchmarks/learner.py

# What the tests need beside what is named above: the kernel's filters, the view of the
# disk, a database server to start, a browser for the reports, and, from Debian, the module
# that makes a virtual environment. The font is one: without any, a browser shows boxes.
system-deps:  ## Install what the system must bring (Debian, Ubuntu).
	@missing=; \
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || missing="python3-venv"; \
	command -v bwrap >/dev/null || missing="$$missing bubblewrap"; \
	$(PYTHON) -c 'import ctypes; ctypes.CDLL("libseccomp.so.2")' 2>/dev/null \
	  || missing="$$missing libseccomp2"; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null \
	  || missing="$$missing postgresql"; \
	{ command -v chromium || command -v chromium-browser \
	  || command -v google-chrome; } >/dev/null \
	  || missing="$$missing chromium fonts-dejavu-core"; \
	test -z "$$missing" || { $(SUDO) apt-get update -q && \
	  $(SUDO) apt-get install -y -q --no-install-recommends $$missing; }

clean:  ## Remove what was made.
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
