# make demo   set up, read the example dossier into a fresh record, print what was found
# make test   set up with the development tools, then lint, types, layers and tests
# make browser  install Debian's Chromium for the browser tests, where there is none
# make ui     build the scripts of the desk (needs Node; without it the desk has no moving map)
# make words  bring the catalogues of the desk's languages up to date with its strings (CONTRIBUTING.md)
# make train GOLD=folder TEXTS=table  learn the readers' weights from annotated reports (docs/models.md)
# make clean  remove what these made
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/installed
DEV := $(VENV)/installed-dev
TRAIN := $(VENV)/installed-train
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

UI := web/ui
UI_SOURCES := $(wildcard $(addprefix $(UI)/,*.json *.ts src/*.ts src/parts/*.ts vite/*.ts))
UI_PACKAGES := $(UI)/node_modules/.package-lock.json
UI_BUILT := src/marsad/web/static/built/.vite/manifest.json
CHROMIUM := echo "installing Chromium for the browser tests"; \
	apt-get install -y -qq chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq chromium; } >/dev/null
NO_CHROMIUM := echo "no Chromium: the browser tests will be skipped:"
NODE_FITS := node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'

.PHONY: demo test ui test-ui words browser train clean
.DEFAULT_GOAL := demo

demo: $(RUN) ui
	rm -rf .demo
	$(BIN)/marsad demo --into .demo

test: $(DEV) test-ui browser
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q -n 2 --dist worksteal

# The desk works without its scripts, so a machine without Node, or without a way to npm's packages, is no failure; code
# that does not build is.
ui:
	@if ! $(NODE_FITS) 2>/dev/null || ! command -v npm >/dev/null; then \
		echo "Node 20.19 or newer is missing: the desk serves lists, texts and pictures, without the map that moves"; \
	elif ! $(MAKE) -s $(UI_PACKAGES); then \
		echo "npm's packages could not be had: the desk serves lists, texts and pictures, without the map that moves"; \
	else $(MAKE) -s $(UI_BUILT); fi

test-ui: ui
	@if [ -f $(UI_BUILT) ]; then npm --prefix $(UI) test --silent; fi

$(UI_PACKAGES): $(UI)/package.json $(UI)/package-lock.json
	echo "fetching the packages of the desk's scripts"
	npm --prefix $(UI) ci --no-audit --no-fund --prefer-offline --loglevel=error
	touch $@

$(UI_BUILT): $(UI_PACKAGES) $(UI_SOURCES)
	npm --prefix $(UI) run build --silent -- --logLevel warn

words: $(RUN)
	$(BIN)/python -m marsad.web.words_out

# The browser tests are skipped where there is no Chromium, and say so.
browser:
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; \
	if ! command -v apt-get >/dev/null; then $(NO_CHROMIUM) "install it"; \
	elif [ "$$(id -u)" = 0 ]; then sh -c '$(CHROMIUM)' || $(NO_CHROMIUM) "apt-get could not install it"; \
	elif sudo -n true 2>/dev/null; then sudo -n sh -c '$(CHROMIUM)' || $(NO_CHROMIUM) "apt-get could not install it"; \
	else $(NO_CHROMIUM) "sudo apt-get install chromium"; fi

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
	rm -rf $(UI)/node_modules src/marsad/web/static/built
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
