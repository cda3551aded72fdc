# `make run` converts data/raw into data/clean; `make test` does all the set-up and runs every check.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
RAW ?= data/raw
CLEAN ?= data/clean

.PHONY: run test install install-dev lint types unit docs clean

run: install
	$(BIN)/thai-ita run $(RAW) $(CLEAN)

test: install-dev lint types unit

install: $(VENV)/.installed
install-dev: $(VENV)/.installed-dev

$(VENV)/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.installed-dev: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ $(VENV)/.installed

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install-dev
	$(BIN)/mypy

unit: install-dev
	$(BIN)/python -m pytest

docs: install-dev
	$(BIN)/python -m tidy.dictionary docs/data-dictionary.md

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache
