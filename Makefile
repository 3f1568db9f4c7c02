# Noddfa. `make` alone lists what there is. Every target does its own set-up, and a second run does none of it again.

PIP_VERSION := 26.3
VENV := .venv
BIN := $(VENV)/bin

# The same data folder as the settings: the environment first, then a .env file, then the checkout's own.
DATA := $(or $(NODDFA_DATA_DIR),$(shell sed -n "s/^NODDFA_DATA_DIR=//p" .env 2>/dev/null | tr -d "\"'"),var)
empty :=
INDEX := $(subst $(empty) ,\ ,$(DATA))/index/current

# Taken raw: make would expand a $ in the question, and the shell would read its quotes and semicolons.
export QUESTION := $(value Q)
unexport Q

# No command asks the model hub for anything: the embedding model comes with the packages.
export HF_HUB_OFFLINE := 1

.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help ask question ingest serve eval train test coverage soak bench lint format docs lock clean

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*  ## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

ask: question $(INDEX)  ## answer a question: make ask Q="does Wales decide who can claim asylum?"
	@$(BIN)/noddfa ask -- "$$QUESTION"

question:
	@test -n "$$QUESTION" || { echo 'Usage: make ask Q="does Wales decide who can claim asylum?"' >&2; exit 2; }

ingest: $(VENV)/.installed-app  ## read the catalogue again and publish the index
	@$(BIN)/noddfa ingest && touch "$(DATA)/index/current"

serve: $(INDEX)  ## the HTTP service and the page to ask on
	@$(BIN)/noddfa serve

eval: $(INDEX)  ## score the suites
	@$(BIN)/noddfa eval

lint: $(VENV)/.installed-dev  ## ruff and mypy
	@echo "Checking style, format and types."
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

train: $(INDEX)  ## train the reading of questions, passages and claims again: three hours
	@$(BIN)/python -m eval.train_powers
	@$(BIN)/python -m eval.train_questions
	@$(BIN)/python -m eval.train_evidence
	@$(BIN)/python -m eval.train_claims
	@$(BIN)/python -m eval.train_judge
	@$(BIN)/python -m eval.train_likeness
	@$(BIN)/python -m eval.train_phrasing
	@$(BIN)/python -m eval.train_verdicts

# Two workers of one thread each: with more, either waits for the other. A file's tests stay together, as they share
# an index, and the evaluation begins with the first: it takes longest.
test: lint  ## lint, then every test; a skipped test fails the run
	@echo "Running the tests."
	@OMP_NUM_THREADS=1 $(BIN)/python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder --junit-xml=.pytest_cache/junit.xml
	@grep -q ' skipped="0"' .pytest_cache/junit.xml || { echo "A test was skipped: see the list above." >&2; exit 1; }

coverage: $(VENV)/.installed-dev  ## every test with its coverage: tracing takes minutes more
	@$(BIN)/python -m pytest -q --cov --cov-report=term

soak: $(VENV)/.installed-dev  ## the tests of endurance and of mutated files, many times over: half an hour
	@SOAK_ROUNDS=50 $(BIN)/python -m pytest -q tests/test_endurance.py
	@SOAK_ROUNDS=500 $(BIN)/python -m pytest -q tests/test_mutated.py tests/test_pdf.py -k mutated

bench: $(VENV)/.installed-dev $(INDEX)  ## measure ingest and search and write docs/benchmarks.md: half an hour
	@$(BIN)/python tests/bench_ingest.py; ingest=$$?; $(BIN)/python tests/bench_search.py; search=$$?; \
	$(BIN)/python tests/bench_precedents.py && exit $$((ingest + search))

format: $(VENV)/.installed-dev  ## let ruff mend what it can
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

docs: $(VENV)/.installed-app  ## write the table of docs/settings.md from settings.py
	@{ sed '/^| variable |/,$$d' docs/settings.md; $(BIN)/python -m settings; } > docs/settings.new
	@mv docs/settings.new docs/settings.md

lock: $(VENV)/.installed-dev  ## resolve both locks again; UPGRADE=1 takes the newest that pyproject.toml allows
	@echo "Resolving the application's and the development's dependencies."
	@$(call resolve,requirements.lock,)
	@$(call resolve,requirements-dev.lock,--extra dev -c requirements.lock)

clean:  ## remove the environment and what checks leave behind; the data folder stays
	rm -rf $(VENV) dist .coverage htmlcov .mypy_cache .pytest_cache .ruff_cache .hypothesis

# A build such as +cpu is the machine's choice, and torch itself asks for the CUDA packages where it wants them.
define resolve
$(BIN)/python -m piptools compile -q $(if $(UPGRADE),--upgrade) --strip-extras --allow-unsafe --no-annotate \
	--no-header --no-emit-options --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	$(2) --output-file=$(1) pyproject.toml
@sed -i.old -E -e '/^(nvidia-|cuda-|triton[=-])/d' -e '/^(#.*)?$$/d' -e 's/^([^ ]+==[^ +]+)\+[^ ]+/\1/' $(1)
@{ echo "# Made by 'make lock' from pyproject.toml."; LC_ALL=C sort $(1); } > $(1).new && mv $(1).new $(1) && rm -f $(1).old
endef

# Python 3.11 first: more packages have ready-made wheels for it than for the newest.
$(BIN)/python:
	@for python in python3.11 python3.12 python3.13 python3; do \
		$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; python=; \
	done; \
	test -n "$$python" || { echo "Noddfa needs Python 3.11 or newer, and found none. Install it, then run this again." >&2; exit 1; }; \
	echo "Making an environment in $(VENV) with $$($$python --version)."; \
	$$python -m venv $(VENV) || { echo "Python could not make an environment. On Debian and Ubuntu: install python3-venv." >&2; rm -rf $(VENV); exit 1; }

$(VENV)/.pip-$(PIP_VERSION): | $(BIN)/python
	@echo "Taking pip $(PIP_VERSION)."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check "pip==$(PIP_VERSION)"
	@touch $@

$(VENV)/.installed-app: requirements.lock pyproject.toml $(VENV)/.pip-$(PIP_VERSION)
	@echo "Installing Noddfa and the packages of requirements.lock: a minute or two."
	@$(BIN)/python -m pip install -qq -r requirements.lock
	@$(BIN)/python -m pip install -qq --no-deps --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock requirements-bare.lock $(VENV)/.installed-app
	@echo "Installing the development packages of requirements-dev.lock and requirements-bare.lock."
	@$(BIN)/python -m pip install -qq -r requirements-dev.lock
	@$(BIN)/python -m pip install -qq --no-deps -r requirements-bare.lock
	@touch $@

# Exit 1 with an index in place means that some documents failed and were named: the rest can be asked about, and
# the stamp stays old, so that the next run reads them again.
$(INDEX): corpus/catalogue.toml $(wildcard corpus/files/*) | $(VENV)/.installed-app
	@echo "Preparing the embedding model and reading the documents."
	@$(BIN)/noddfa ingest && touch "$(DATA)/index/current" || { test $$? -eq 1 && test -f "$(DATA)/index/current"; }
