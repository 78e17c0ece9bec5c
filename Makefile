# The two that matter: `make run` and `make test`. Each sets up what it needs by itself.
PYTHON := .venv/bin/python

.PHONY: run test check bench setup setup-training samples pictures package lock

run:
	@sh installer/setup.sh run
	@$(PYTHON) -m app

test:
	@sh installer/setup.sh test
	@$(PYTHON) -m pytest

check:
	@sh installer/setup.sh test
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy

bench:
	@sh installer/setup.sh training
	@$(PYTHON) -m tests.bench

setup:
	@sh installer/setup.sh test

setup-training:
	@sh installer/setup.sh training

samples:
	@$(PYTHON) -m app.acoustics.samples

pictures:
	@$(PYTHON) -m tests.pictures resources/docs
	@$(PYTHON) -m tests.pictures.guide resources/guide/pictures
	@$(PYTHON) -m tests.pictures.guide resources/guide/de/pictures --language de

package:
	@python3 installer/build.py

lock:
	@for extra in app: dev:--extra=dev training:--extra=dev,--extra=training; do \
	    .venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	        --upgrade $$(echo $${extra#*:} | tr , ' ') pyproject.toml -o installer/requirements/$${extra%%:*}.txt; \
	done
	@printf 'pyinstaller==6.22.3\ncyclonedx-python-lib[json-validation]==11.12.0\n' | \
	    .venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -c installer/requirements/app.txt - -o installer/requirements/build.txt
