# Every target works on a machine that has git, make and Python 3.11 or newer, and needs no root.
# All is installed into .venv; a second run installs nothing. PYTHON=python3.12 chooses another Python.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# A lower figure means a rule nobody wrote down as a test; in bot/domain, where the rules are, there is none.
COVERAGE := 95

.DEFAULT_GOAL := help
.NOTPARALLEL:
.SUFFIXES:
.PHONY: help try story run migrate test check format golden pictures bench bench-crash lock

help: ## Show what can be made
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-11s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

try: $(VENV)/.sandbox ## Try the bot in a local Slack workspace, without a Slack account
	$(BIN)/python app.py try

story: $(VENV)/.sandbox ## Watch the life of a mentorship in a minute
	$(BIN)/python app.py story

run: $(VENV)/.run ## Run the bot (settings come from the environment or .env)
	$(BIN)/python app.py run

migrate: $(VENV)/.run ## Bring the database up to date
	$(BIN)/python app.py migrate

# Half of a test's time is waiting, so three at once use two processors; a file's tests share what it prepares.
test: $(VENV)/.test ## Run all tests, with coverage
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder --cov --cov-report=term --cov-fail-under=$(COVERAGE)
	$(BIN)/coverage report --include='bot/domain/*' --fail-under=100 --skip-covered

check: $(VENV)/.bench ## Run all that CI runs: format, lint, types, import contracts, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) --no-print-directory test

format: $(VENV)/.test ## Format the code and mend what can be mended
	$(BIN)/ruff check --fix-only --exit-zero --quiet .
	$(BIN)/ruff format .

golden: $(VENV)/.test ## Write the golden files anew; read the difference before you keep it
	$(BIN)/python -m pytest -n 2 --update-golden

pictures: $(VENV)/.test ## Take the pictures in the README anew; look at them before you keep them
	$(BIN)/python -m pytest --pictures tests/browser/test_journey.py

bench: $(VENV)/.bench ## Measure
	$(BIN)/python -m bench

bench-crash: $(VENV)/.bench ## Kill the bot 200 times while 50,000 messages drain (many minutes)
	$(BIN)/python -m bench.crashing $(KILLS) $(MESSAGES)

# The widest file is solved first and bounds the others, so one version of each package is used everywhere.
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-header --no-annotate $(UPGRADE)

lock: $(VENV)/.uv ## Pin the requirement files anew (UPGRADE=--upgrade takes the newest versions)
	$(LOCK) requirements/bench.in -o requirements/bench.txt
	$(LOCK) --constraints requirements/bench.txt requirements/test.in -o requirements/test.txt
	$(LOCK) --constraints requirements/bench.txt requirements/sandbox.in -o requirements/sandbox.txt
	$(LOCK) --constraints requirements/bench.txt requirements/run.in -o requirements/run.txt
	$(LOCK) requirements/uv.in -o requirements/uv.txt

# ── setting up ──────────────────────────────────────────────────────────────────────────────────────────────────────

OLD_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

# An existing .venv is kept as long as its Python answers and is new enough.
$(VENV)/.uv: requirements/uv.txt
	@$(BIN)/python -c '$(OLD_ENOUGH)' 2>/dev/null || { \
		$(PYTHON) -c '$(OLD_ENOUGH)' 2>/dev/null || { \
			echo "Mentor Cadence needs Python 3.11 or newer, and '$(PYTHON)' is older or missing: install one, or name it, as in 'make try PYTHON=python3.12'." >&2; \
			exit 1; }; \
		$(PYTHON) -m venv --clear $(VENV) || { \
			echo "'$(PYTHON)' cannot make a virtual environment: on Debian and Ubuntu, install the package python3-venv." >&2; \
			rm -rf $(VENV); exit 1; }; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

# uv is there for speed; where it cannot reach a package index but pip can, pip does it, from the same hashes.
$(VENV)/.%: requirements/%.txt $(VENV)/.uv
	@echo "Installing requirements/$*.txt into $(VENV)"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/$*.txt || { \
		echo "uv could not; trying pip." >&2; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/$*.txt; }
	@touch $@
