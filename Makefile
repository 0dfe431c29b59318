# make demo   set up, read the example dossier into a fresh record, print what was found
# make test   set up with the development tools, then lint, types, layers and tests
# make train GOLD=folder TEXTS=table  learn the readers' weights from annotated reports (docs/models.md)
# make clean  remove what these made
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/installed
DEV := $(VENV)/installed-dev
TRAIN := $(VENV)/installed-train
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test train clean
.DEFAULT_GOAL := demo

demo: $(RUN)
	rm -rf .demo
	$(BIN)/marsad demo --into .demo

test: $(DEV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q -n 2

# GOLD is a folder of annotated reports, TEXTS the table of the texts that training/annotations belongs to. Place names
# are looked up in the index in the user's cache. LEARN are the options of training.network.
train: LEARN ?= --epochs 8
train: $(TRAIN)
	@test -d "$(GOLD)" || { echo "name the folder of annotated reports: make train GOLD=folder TEXTS=table" >&2; exit 1; }
	@test -f "$(TEXTS)" || { echo "name the table of texts: make train GOLD=folder TEXTS=table" >&2; exit 1; }
	$(BIN)/python -m training.standoff training/annotations/fakes.jsonl "$(TEXTS)" .training/fakes
	$(BIN)/python -m training.network "$(GOLD)" "$(GOLD)" .training/fakes training/texts $(LEARN)
	$(BIN)/python -m training.gate "$(GOLD)" .training/fakes training/texts
	$(BIN)/python training/rules.py "$(GOLD)" --places "$$($(BIN)/python training/places.py)"

clean:
	rm -rf $(VENV) .demo .training .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# A development install serves the demo as well.
$(DEV): pyproject.toml
	$(venv)
	$(PIP) -e '.[dev]'
	touch $(RUN) $@

$(TRAIN): pyproject.toml
	$(venv)
	$(PIP) -e '.[train]'
	touch $(RUN) $@

$(RUN): pyproject.toml
	$(venv)
	$(PIP) -e .
	touch $@

define venv
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "Marsad needs Python 3.11 or newer: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
$(PYTHON) -m venv $(VENV)
@echo "installing into $(VENV); this takes a minute or two"
endef
