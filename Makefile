# Everything a person does here by name. `make` alone lists it.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PYTHON

# Trust whom the machine trusts: behind an office's own TLS proxy nothing can be fetched otherwise.
export NODE_USE_SYSTEM_CA ?= 1
export UV_SYSTEM_CERTS ?= 1

.DEFAULT_GOAL := help
.PHONY: help install run test coverage test-core stories assurance check fix docs clauses bench shape lock

help: ## List these commands
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1|\2/p' Makefile | awk -F '|' '{ printf "  make %-10s %s\n", $$1, $$2 }'

# --- What the commands stand on ---------------------------------------------------------------
# Stamps in .venv say which lock it was filled from: .run to run Reconvene, .dev to work on it.
# The second holds the first, so once there is a .dev it serves for running too.

ENVIRONMENT := $(if $(wildcard $(VENV)/.dev),$(VENV)/.dev,$(VENV)/.run)
STYLES := src/reconvene/web/static_built/.built
TYPE := src/reconvene/post/typeset/type_built/.built
FRONT_END := $(STYLES) $(TYPE)

$(VENV)/.run: requirements.lock pyproject.toml tools/install.sh
	@sh tools/install.sh $(VENV) requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml tools/install.sh
	@sh tools/install.sh $(VENV) requirements-dev.lock
	@touch $@

$(STYLES): package.json package-lock.json .npmrc $(shell find frontend -type f)
	@sh tools/node.sh $(VENV)
	@sh frontend/build.sh
	@touch $@

# Laid by the same script, which has nothing to do where it has just run.
$(TYPE): $(STYLES)
	@sh tools/node.sh $(VENV)
	@sh frontend/build.sh
	@touch $@

# What holds the core: its rules, the laws over generated histories, and the stories.
CORE_TESTS := tests/core tests/laws tests/stories

# --- Commands ---------------------------------------------------------------------------------

install: $(ENVIRONMENT) $(FRONT_END) ## Install what a real copy needs, and nothing else

run: export RECONVENE_DEMO = 1
run: $(ENVIRONMENT) $(FRONT_END) ## Serve a demo with made-up data on this machine (PORT=8000)
	@$(BIN)/python -m tools.free_port $(PORT)
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py rebuild > /dev/null
	@$(BIN)/python manage.py forget > /dev/null
	@$(BIN)/python manage.py demo
	@echo "Open http://127.0.0.1:$(PORT)/people and become somebody. Press Ctrl-C to stop."
	@$(BIN)/granian --interface wsgi --host 127.0.0.1 --port $(PORT) --log-level warning \
		--blocking-threads 4 reconvene.config.wsgi:application

test: $(VENV)/.dev $(FRONT_END) ## Run every test, on SQLite and on PostgreSQL
	@sh tools/chromium.sh
	@sh tools/provider.sh
	@sh tools/strace.sh
	@sh tools/clamav.sh
	@sh tools/softhsm.sh
	@sh tools/test.sh

coverage: export COVERAGE = yes
coverage: test ## Run every test, and list every line that none of them reaches

test-core: $(VENV)/.dev ## Run the tests of the rules, in seconds: no database, no browser
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --quiet --numprocesses auto --dist worksteal \
		-p no:django -p no:playwright $(CORE_TESTS)

stories: $(VENV)/.dev ## Tell every worked case, and say which do not hold
	@$(BIN)/python -m pytest --quiet tests/stories

assurance: $(VENV)/.dev $(FRONT_END) ## Run every check of assurance in full, hours long; write its page
	@sh tools/chromium.sh
	@sh tools/provider.sh
	@sh tools/strace.sh
	@sh tools/clamav.sh
	@sh tools/softhsm.sh
	@$(BIN)/python -m assurance

check: $(VENV)/.dev ## Run every check of the code; say at the end which failed
	@$(BIN)/python -m tools.check

fix: $(VENV)/.dev ## Put right what can be put right without thought
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix . || true
	@$(BIN)/python -m tools.docs

docs: $(VENV)/.dev ## Write the documents that are made from code and data
	@$(BIN)/python -m tools.docs

clauses: $(VENV)/.dev ## List every clause and every check with the tests that show it
	@$(BIN)/python -m tools.shown

$(VENV)/.peers: requirements-peers.lock tools/peers.sh
	@sh tools/peers.sh $(VENV)/peers requirements-peers.lock
	@touch $@

bench: $(VENV)/.dev $(VENV)/.peers $(FRONT_END) ## Measure what is promised to be fast
	@$(BIN)/python -m benchmarks

shape: $(VENV)/.dev ## Print how long modules and functions are; never fails
	@$(BIN)/python -m tools.shape

lock: ## Compile the locks anew from requirements*.in (needs uv on the PATH)
	@sh tools/lock.sh
