# Everything a fresh Linux machine with Python 3.11+, git and make needs.
# PYTHON names another interpreter: make test PYTHON=python3.13
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

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

test: $(STAMP)  ## Set up, then check style and types and run every test.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto

verify: $(STAMP)  ## Prove every exercise of the course.
	$(BIN)/grader verify

lint: $(STAMP)  ## Mend style, check types.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/mypy

bench: $(STAMP)  ## Measure milliseconds per submission and memory.
	$(BIN)/python benchmarks/engine.py

# The tests of this version need nothing from the system but what is named above;
# Debian keeps the module that makes a virtual environment in a package of its own.
system-deps:  ## Install what the system must bring (Debian, Ubuntu).
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { apt-get update -q && apt-get install -y -q python3-venv; }

clean:  ## Remove what was made.
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
