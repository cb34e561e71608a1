# Thước Đo. `make run` and `make test` need Python 3.11+, pip, make and git, and nothing else.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed
SPARK := $(VENV)/.spark

.DEFAULT_GOAL := help
.PHONY: help run warehouse retry rollback verify service open-data report dagster test mutations faults lint format e2e \
	screenshots bench bench-quick spark test-spark lock sbom clean

help: ## what can be done here
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(INSTALLED) ## install what is missing, build the warehouse, open the app on 127.0.0.1:8501
	@$(PY) -m orchestration run

warehouse: $(INSTALLED) ## build and publish warehouse.duckdb from raw/
	@$(PY) -m orchestration warehouse

retry: $(INSTALLED) ## read the refused files again, and no others; then build and publish
	@$(PY) -m orchestration retry

rollback: $(INSTALLED) ## put the build published before back (BUILD=id: that one)
	@$(PY) -m orchestration rollback $(if $(BUILD),--to $(BUILD))

verify: $(INSTALLED) ## rebuild from raw/ elsewhere: do the published tables equal it?
	@$(PY) -m orchestration verify

service: $(INSTALLED) ## the app, Dagster's page and its daemon together: schedules, drops, messages
	@$(PY) -m orchestration service

open-data: $(INSTALLED) ## the published tables as Parquet and CSV with a data package, into open_data/
	@$(PY) -m orchestration open-data

report: $(INSTALLED) ## the month's report of each province as HTML, PDF and Word, into reports/
	@$(PY) -m orchestration report

dagster: $(INSTALLED) ## the Dagster UI: assets, rows, checks
	@$(PY) -m orchestration dagster

test: $(INSTALLED) ## every test but those in a browser
	@$(PY) -m pytest -n auto --dist loadgroup

spark: $(SPARK) ## install Spark too (400 MB; Java 17 is needed), for THUOCDO_ENGINE=spark

test-spark: $(SPARK) ## the models and the reader on a Spark cluster of this machine: the same tables, to the row
	@$(PY) -m pytest -m spark -n 0 tests/spark

mutations: $(INSTALLED) ## faults put into models: some test must catch each (minutes)
	@$(PY) -m pytest -m mutations -n auto --dist load tests/warehouse/test_mutations.py

faults: $(INSTALLED) ## the long forms of tests/faults: kills, readers, fuzzing (an hour or more)
	@$(PY) -m pytest -m long -n 0 -s tests/faults

e2e: warehouse ## the real app in Debian's chromium, over the warehouse of raw/
	@$(PY) -m pytest -m e2e -n 2 --dist loadgroup tests/e2e

screenshots: $(INSTALLED) ## every page as a picture, into docs/screenshots (needs chromium and a warehouse)
	@$(PY) -m tests.e2e.screenshots

lint: $(INSTALLED) ## style, types, SQL, layers
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/sqlfluff lint --disable-progress-bar dbt_project/models dbt_project/tests
	@$(PY) -m orchestration.warehouse.layering

format: $(INSTALLED) ## put style right
	@$(VENV)/bin/ruff check --fix-only .
	@$(VENV)/bin/ruff format .

bench: $(INSTALLED) ## measured ratios to peers and limits (about ten minutes)
	@$(PY) -m benchmarks

bench-quick: $(INSTALLED) ## the same over less data (about a minute)
	@$(PY) -m benchmarks quick

lock: ## write requirements.lock anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --quiet --output-file requirements.lock
	uv pip compile deploy/spark-requirements.in --no-deps --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --quiet --output-file deploy/spark-requirements.lock

sbom: $(INSTALLED) ## write docs/licences.md and docs/sbom.cdx.json anew from requirements.lock (needs cyclonedx-bom)
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" $(PY) -m tests.supply_chain

$(SPARK): $(INSTALLED) deploy/spark-requirements.lock
	@echo "Installing Spark into $(VENV) (a few minutes)"
	@java -version >/dev/null 2>&1 || { echo "Spark needs Java 17: apt-get install openjdk-17-jre-headless"; exit 1; }
	@$(PY) -m pip install --disable-pip-version-check --no-deps --require-hashes --progress-bar off --quiet \
		--requirement deploy/spark-requirements.lock
	@touch $@

clean: ## forget everything built here; raw/ and the published file stay
	rm -rf .thuocdo .screenshots .mypy_cache .pytest_cache .ruff_cache

$(INSTALLED): requirements.lock
	@echo "Installing into $(VENV) (first time: a few minutes)"
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PY) -c 'import sys; assert sys.version_info >= (3, 11), "Python 3.11 or newer is needed"'
	@$(PY) -m pip install --disable-pip-version-check --no-deps --require-hashes --progress-bar off \
		--requirement requirements.lock | awk '/^Collecting/ {if (++n % 20 == 0) {print "  … " n " packages found"; fflush()}} /^Installing/ {print "  … installing"; fflush()} /rror/ {print}'
	@$(PY) -m pip check
	@touch $@
