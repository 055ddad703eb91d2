# Two commands do everything: `make run` and `make test`. `make` alone lists the rest.
PORT ?= 8000
PYTHON ?= python3
TONGXING = .venv/bin/tongxing
# pyvrp asks for matplotlib, which it needs for its plots alone: 75 MB that nobody looks at.
ONLY_FOR_PLOTS = matplotlib contourpy cycler fonttools kiwisolver pyparsing

.DEFAULT_GOAL := help
.PHONY: help setup run dev demo live-demo test test-postgres journeys mutants check fix bench bench-offline docs shell lock messages pictures

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup:
	@$(PYTHON) tools/setup.py run

setup-develop:
	@$(PYTHON) tools/setup.py develop

run: setup ## set everything up, load the demo where the database is empty, serve on http://127.0.0.1:8000 (PORT=)
	@$(TONGXING) serve --port $(PORT)

dev: setup-develop ## serve with tracebacks in the browser and reloading, for those who build
	@TONGXING_DEV=1 .venv/bin/python manage.py migrate -v 0 && TONGXING_DEV=1 .venv/bin/python manage.py runserver 127.0.0.1:$(PORT)

demo: setup ## reset the database to the demo campaign
	@$(TONGXING) demo

live-demo: ## a live fair with a picture of its own: RTMP in, HLS out, a test stream; http://127.0.0.1:8000 (PORT=)
	@$(PYTHON) tools/setup.py live
	@.venv/bin/python tools/live_demo.py --port $(PORT)

test: setup-develop ## install what tests need, the browser included, and run all tests (ROOM=queues: those of one room)
	@.venv/bin/python -m pytest -n 2 --dist worksteal --durations 10 $(if $(ROOM),tests/$(ROOM))

test-postgres: setup-develop ## the tests that touch the database, on a throw-away PostgreSQL
	@.venv/bin/python tools/postgres.py --no-autovacuum .venv/bin/python -m pytest -n 2 --dist worksteal -m "database and not browser"

journeys: setup-develop ## only the stories that are told in a browser
	@.venv/bin/python -m pytest -n 2 --dist worksteal -m browser

mutants: setup-develop ## break 20 lines of a room one by one: do its tests notice? (ROOM=trail)
	@.venv/bin/python -m tools.mutants $(ROOM)

check: setup-develop ## format, lint, security lint, types, storeys, templates, migrations, catalogues, reference pages
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/lint-imports --no-cache
	@.venv/bin/mypy
	@.venv/bin/djlint templates --lint --quiet
	@.venv/bin/python manage.py makemigrations --check --dry-run -v 0
	@TONGXING_HOSTS=tongxing.example .venv/bin/python manage.py check --deploy --fail-level WARNING
	@.venv/bin/python -m tools.catalogues --check
	@.venv/bin/python -m tools.reference --check

fix: setup-develop ## put right what can be put right by itself
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

bench: setup-develop ## measure, keep what was measured and write its tables (ONLY=matching)
	@.venv/bin/python -m benchmarks $(ONLY)

bench-offline: setup-develop ## three devices offline, uploaded twice, the server killed: 1,009 comings of 949 people, or it fails
	@.venv/bin/python -m benchmarks.offline

docs: setup-develop ## draw the reference pages from the code
	@.venv/bin/python -m tools.reference

pictures: setup-develop ## take the screenshots in docs/pictures
	@.venv/bin/python -m tools.pictures

shell: setup ## a Python shell with the site loaded
	@.venv/bin/python manage.py shell

lock: setup-develop ## compile the requirement lists to hash-pinned files
	@for list in run region develop; do .venv/bin/uv pip compile -q --generate-hashes --no-emit-index-url --no-emit-find-links \
		$(addprefix --no-emit-package ,$(ONLY_FOR_PLOTS)) \
		--no-header --python-version 3.11 --universal requirements/$$list.in -o requirements/$$list.txt; done

messages: setup-develop ## list the sentences that have no Chinese yet
	@.venv/bin/python -m tools.catalogues --missing
