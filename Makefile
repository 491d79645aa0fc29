# `make demo` builds and shows the sample corpus, `make test` checks everything; each does all its own set-up.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.PHONY: demo test bench docs constraints clean

VENV := .venv
BIN := $(VENV)/bin
# The first Python that is new enough, also where HOME is not the user's own.
PYTHON ?= $(shell for p in python3.12 python3.13 python3.14 python3 $$(eval echo "~$$(id -un)/.pyenv/versions/3.1[2-9].*/bin/python"); do \
	"$$p" -c 'import sys, venv; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && { echo "$$p"; break; }; done)
# What the tests run beside Python: Spark on Java, the page in Chromium, three parsers of RDF.
SYSTEM := default-jre-headless chromium fonts-dejavu-core libapache-jena-java raptor2-utils serdi
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

demo: $(VENV)/.ready
	@$(BIN)/kg build data/articles --output demo >/dev/null
	@$(BIN)/kg info demo

test: $(VENV)/.ready-for-tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest

# The reference of the commands, from their help; a test compares the two.
docs: $(VENV)/.ready
	$(BIN)/python -m typer kg.commands utils docs --name kg --title Commands --output docs/commands.md

# The newest versions that pyproject.toml allows, all of them pinned.
constraints:
	rm -rf $(VENV)-new
	$(PYTHON) -m venv $(VENV)-new
	$(VENV)-new/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	{ echo '# Versions that work together; `make constraints` pins the newest ones.'; \
	$(VENV)-new/bin/python -m pip freeze --exclude-editable --exclude pip --exclude setuptools | LC_ALL=C sort -f; } > constraints.txt
	rm -rf $(VENV)-new

$(VENV)/.ready: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "kg needs Python 3.12 or newer, with venv; none was found (name one: make PYTHON=...)"; exit 1; }
	@echo "setting up $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.ready-for-tests: $(VENV)/.ready
	@$(PIP) --constraint constraints.txt --editable '.[test]'
	@type -P java chromium rapper serdi >/dev/null && test -e /usr/share/java/jena-cmds.jar || { \
	echo "installing Java and Chromium, and the RDF parsers that check what is written"; \
	sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); $$sudo apt-get update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive \
	apt-get install -y -qq --no-install-recommends $(SYSTEM) >/dev/null; }
	@touch $@

# Figures for docs/performance.md: RDF and queries beside rdflib's own store, the
# graph of 100,000 events, reading beside the bare pipeline, growth.
bench: $(VENV)/.ready-for-tests
	$(BIN)/python tests/rdf/benchmark.py 10000 --rdflib --folder
	$(BIN)/python tests/rdf/benchmark.py 100000 --make
	$(BIN)/python scripts/measure_speed.py data/articles
	$(BIN)/python scripts/measure_consolidation.py 100000
	$(BIN)/python scripts/measure_growth.py 100 1000

clean:
	rm -rf $(VENV) demo .mypy_cache .ruff_cache .pytest_cache .hypothesis
