# `make play` and `make test` set up all they need in .venv: Python 3.11+ with its venv module and a package index.
PYTHON ?= python3
BIN := .venv/bin
SCENARIO ?= dokdo-2019

.PHONY: help play test check calibration playability bench screens schemas pins format clean campaign use
help: ## Show this list
	@grep -hE '^[a-z ]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

play: .venv/play.done ## Play SCENARIO (default dokdo-2019); without a terminal, headless with bots
	@$(BIN)/seawar play $(SCENARIO)

test check: .venv/dev.done ## Run every check: ruff, mypy, import contracts, content, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/seawar check scenarios rulebooks
	$(BIN)/pytest -n auto

bench: .venv/bench.done ## Measure against peers and floors, as ratios in one run
	$(BIN)/python -m benchmarks

campaign: .venv/dev.done ## Ten thousand games and a long power-cut run; minutes, not seconds
	$(BIN)/python -m tests.campaign

use: .venv/dev.done ## Which order types bots and history choose where they are open; minutes, not seconds
	$(BIN)/python -m tests.use

calibration: .venv/dev.done ## Write docs/calibration.md anew: history over 500 seeds; ten minutes
	-$(BIN)/seawar calibrate -o docs/calibration.md

playability: .venv/dev.done ## Write docs/playability.md anew: every exercise judged over 200 games; a quarter of an hour
	$(BIN)/python tools/playability.py

screens: .venv/dev.done ## Make the pictures in docs/screens anew
	$(BIN)/python tools/screenshots.py

schemas: .venv/dev.done ## Write docs/schemas and docs/reference anew, after a change to models or mechanisms
	$(BIN)/seawar schema -o docs/schemas
	$(BIN)/seawar reference -o docs/reference

format: .venv/dev.done ## Put the code into its one format
	$(BIN)/ruff check --fix . && $(BIN)/ruff format .

pins: .venv/dev.done ## Renew the pinned, hashed requirements from pyproject.toml
	$(BIN)/python -m pip install --quiet pip-tools
	for set in play:build dev:build,dev bench:build,bench; do \
	  $(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-header --no-annotate \
	    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --upgrade \
	    --extra "$${set#*:}" --output-file "requirements/$${set%%:*}.txt" pyproject.toml || exit 1; done

clean: ## Remove the environment and caches; games stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# The environment. Stock Debian keeps ensurepip apart from Python: then the system's own pip fills the environment.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "seawar needs Python 3.11 or newer as '$(PYTHON)'. If you have one by another name: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 || { rm -rf .venv; \
	  $(PYTHON) -m pip --version >/dev/null 2>&1 && $(PYTHON) -m venv --without-pip .venv >/dev/null 2>&1; } || { rm -rf .venv; \
	  echo "Python's venv module is missing. On Debian or Ubuntu: apt install python3-venv    then: make $(MAKECMDGOALS)" >&2; exit 1; }

.venv/%.done: requirements/%.txt pyproject.toml | .venv/bin/python
	@echo "Installing what '$*' needs into .venv (once) ..."
	@if $(BIN)/python -m pip --version >/dev/null 2>&1; then pip="$(BIN)/python -m pip"; else pip="$(PYTHON) -m pip --python $(BIN)/python"; fi; \
	  export PIP_DISABLE_PIP_VERSION_CHECK=1; \
	  $$pip install --quiet --require-hashes -r requirements/$*.txt && \
	  $$pip install --quiet --no-deps --no-build-isolation -e . || { \
	  echo "Installing failed: seawar needs a package index for its first start. Check the network, then: make $(MAKECMDGOALS)" >&2; exit 1; }
	@touch $@
