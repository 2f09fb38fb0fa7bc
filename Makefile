# Two commands: `make site` builds the site, `make test` runs every test. Both set up .venv by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: site test check coverage lint verify verify-browser measure measure-quick measure-compare serve clean audit bench schemas newest picture soak advisories locks

site: $(VENV)/site.stamp
	$(BIN)/python build.py --pdf --pictures --book $(if $(shell command -v npm),--run-here)

test: $(VENV)/test.stamp lint
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(PYTEST)
	$(BIN)/python build.py check --strict

# The same tests with a report of the lines and branches that none of them reaches; counting costs half as much time again.
coverage: $(VENV)/test.stamp
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --cov --cov-report=term:skip-covered

# What a commit needs, in seconds: lint, types, the content, and the tests that start no browser, server or sample.
check: $(VENV)/test.stamp lint
	$(BIN)/python build.py check --strict
	$(BIN)/python -m pytest -q -n 2 --dist loadfile $(FAST)

FAST := tests/test_content.py tests/test_docs.py tests/test_schemas.py tests/test_markdown.py tests/test_kinds.py

lint: $(VENV)/test.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

verify: $(VENV)/site.stamp
	$(BIN)/python build.py verify
	$(BIN)/python build.py verify --content examples/saving
	$(BIN)/python build.py verify --content examples/templating

# The same in the runtime of readers' browsers; wants node and npm.
verify-browser: $(VENV)/site.stamp
	$(BIN)/python build.py verify --browser
	$(BIN)/python build.py verify --browser --content examples/saving

# The same on the newest releases, in a copy; the report says what went stale.
newest: $(VENV)/site.stamp
	$(BIN)/python -m tools.newest .cache/newest.md

# What editors check content with, and the schemas of api/v1/; both are made of the models, and a test says when they are due.
schemas: $(VENV)/site.stamp
	$(BIN)/python -m tools.schemas
	$(BIN)/python -c "from sidebyside.exports.json_api import schemas; schemas.write_schemas()"

# Every lock file from its input; LOCKS=--upgrade moves to the newest releases.
locks: $(VENV)/test.stamp
	$(BIN)/python -m tools.locks $(LOCKS)

# The picture in README; wants chromium.
picture: $(VENV)/test.stamp
	$(BIN)/python -m tools.picture

# What each side costs on this machine, about 13 minutes; docs/measuring.md says how. Stopped, it goes on where it was.
measure: $(VENV)/site.stamp
	$(BIN)/python content/measurements/run.py

measure-quick: $(VENV)/site.stamp
	$(BIN)/python content/measurements/run.py --quick

measure-compare: $(VENV)/site.stamp
	$(BIN)/python content/measurements/run.py compare

serve: $(VENV)/site.stamp
	$(BIN)/python build.py serve

clean: $(VENV)/site.stamp
	$(BIN)/python build.py clean

# This generator beside its peers, about 15 minutes; wants node for one of them. BENCH="--sizes 1000 --rounds 1" is a short one.
bench: $(VENV)/site.stamp
	$(BIN)/python benchmarks/run.py $(BENCH)

# What a browser and two checkers say of the finished site; wants java, node and chromium.
audit: site tests/audit/node_modules
	$(BIN)/python tests/audit/run.py output

tests/audit/node_modules: tests/audit/package-lock.json
	npm ci --prefix tests/audit --ignore-scripts --silent --no-audit --no-fund
	touch $@

# Everything that tries to break the program, for some minutes; writes docs/reliability.md.
soak: $(VENV)/test.stamp
	$(BIN)/python -m tests.soak.run $(SOAK)

# Known vulnerabilities of what is locked; skipped with a word where there is no network.
advisories: $(VENV)/bin/python
	@$(BIN)/python tests/soak/advisories.py requirements-dev.lock

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/site.stamp: requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

$(VENV)/test.stamp: requirements-dev.lock $(VENV)/site.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@
