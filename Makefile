# `make demo` builds and shows the sample corpus, `make test` checks everything; each does all its own set-up.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.PHONY: demo test check bench clean

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3.12 python3.13 "$$HOME"/.pyenv/versions/3.1[23].*/bin/python /root/.pyenv/versions/3.1[23].*/bin/python python3; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && { echo "$$p"; break; }; done)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

$(BIN)/kg: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "kg needs Python 3.12 or later; none was found (set PYTHON=...)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) --editable .
	@touch $@

$(VENV)/.test: $(BIN)/kg
	$(PIP) --editable '.[test]'
	@command -v chromium >/dev/null || { echo "installing Chromium, in which the page is tested"; \
	sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); $$sudo apt-get update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; }
	@touch $@

demo: $(BIN)/kg
	@$(BIN)/kg build data/articles --output demo
	@$(BIN)/kg info demo

test: $(VENV)/.test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest

clean:
	rm -rf $(VENV) demo .mypy_cache .ruff_cache .pytest_cache
