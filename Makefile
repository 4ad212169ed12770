# Everything a person does here by name. `make` alone lists it.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help
help: ## List these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

# --- Environments -----------------------------------------------------------------------
# A stamp in .venv says which lock was installed: .run for running, .dev for work (holds both).

$(VENV)/.dev: requirements-dev.lock pyproject.toml
	@sh tools/install.sh $(VENV) requirements-dev.lock
	@touch $(VENV)/.run $@

$(VENV)/.run: requirements.lock pyproject.toml
	@sh tools/install.sh $(VENV) requirements.lock
	@touch $@
