# Everything a user or contributor types. `make help` lists it.

PYTHON ?= python3
RUN := .venv/bin/python

# What a user types reaches the scripts untouched: make would expand a $ in it,
# and the shell would split it at spaces and stumble over apostrophes.
override IN := $(value IN)
override GOAL := $(value GOAL)
override OUT := $(value OUT)
export IN GOAL OUT

.DEFAULT_GOAL := help
.PHONY: help report test check format soak bench notebooks sample lock clean set-up set-up-tests

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

report: set-up ## make a report: of the sample, or IN="a.zip b.vcf" [GOAL="…"] [OUT=folder]
	@$(RUN) scripts/report_from_make.py

test: check ## run everything that CI runs
	$(RUN) -m pytest --numprocesses=2 --dist=loadfile --cov --cov-report=term
	$(RUN) -m pytest --numprocesses=2 --dist=loadfile --nbval --nbval-current-env notebooks

# import-linter would keep what it once made of a module that was not there yet.
check: set-up-tests ## lint, formatting, types, and who may import whom
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy
	.venv/bin/lint-imports --no-cache

format: set-up-tests ## put the code into its format
	$(RUN) -m ruff check --fix
	$(RUN) -m ruff format

soak: set-up-tests ## feed the readers broken files for ten minutes, kill what writes
	$(RUN) scripts/soak_kills.py --rounds 50
	$(RUN) scripts/fuzz_readers.py --minutes 10

bench: set-up-tests ## time readers, measures and the report beside their peers
	$(RUN) benchmarks/vcard.py
	$(RUN) benchmarks/connections.py
	$(RUN) benchmarks/report.py
	$(RUN) -m benchmarks.linkage
	$(RUN) benchmarks/matching.py
	$(RUN) -m benchmarks.reach
	$(RUN) -m benchmarks.structure
	$(RUN) benchmarks/chains.py
	$(RUN) -m benchmarks.map

notebooks: set-up-tests ## run the notebooks on the sample and store their outputs
	$(RUN) scripts/refresh_notebooks.py

sample: set-up-tests ## make data/sample and data/circle anew; the same every time
	$(RUN) scripts/make_sample.py

lock: ## resolve the dependencies anew; UPGRADE=1 takes the newest of each
	sh scripts/lock.sh

clean: ## delete what can be made again, .venv included; reports stay
	rm -rf .venv .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

set-up:
	@$(PYTHON) scripts/set_up.py runtime

set-up-tests:
	@$(PYTHON) scripts/set_up.py tests
