# `make` lists what there is to make. Needs only Python >= 3.11 and make.

PYTHON  ?= python3
VENV    ?= .venv
EXAMPLE ?= examples/twente/metingen/voorbeeldstad-zelfscan-2024.yaml
LATER   ?= examples/twente/metingen/voorbeeldstad-eindmeting-2024.yaml
NORM    ?= 4a
DISTRICT ?= twente
ROOM    ?=
ARGS    ?=
# Which tests `make test` takes, and which `make sweep`; `make check` takes both.
MARKS   ?= not heavy and not sweep and (core or not long)
OTHERS  ?= not heavy and (sweep or (long and not core))

BIN     := $(VENV)/bin
RUNTIME := $(VENV)/runtime.stamp
DEV     := $(VENV)/dev.stamp

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo app test sweep quick heavy mutants lint check fix golden docs bench clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: export PAGER = cat
demo: $(RUNTIME) ## install into .venv, then score, explain, compare and report; nothing is published (EXAMPLE=…)
	@echo '+ weerbaar score $(EXAMPLE)'
	@$(BIN)/weerbaar score '$(EXAMPLE)'
	@echo
	@echo '+ weerbaar explain $(EXAMPLE) $(NORM)'
	@$(BIN)/weerbaar explain '$(EXAMPLE)' '$(NORM)'
	@echo
	@echo '+ weerbaar compare $(EXAMPLE) $(LATER)'
	@$(BIN)/weerbaar compare '$(EXAMPLE)' '$(LATER)'
	@echo
	@echo '+ weerbaar report --district $(DISTRICT) --output $(VENV)/demo.html'
	@$(BIN)/weerbaar report --district '$(DISTRICT)' --output '$(VENV)/demo.html'
	@if test -f dist/weerbaar.html; then \
		echo 'Open dist/weerbaar.html in a browser to fill in a meting yourself.'; \
	else echo 'To fill in a meting in a browser: make app, and open dist/weerbaar.html.'; fi

app: $(RUNTIME) ## build dist/weerbaar.html, the program in one page for a browser (needs npm)
	$(BIN)/python app/build.py

test: $(DEV) ## run the tests, on every core (ARGS='-k name')
	$(BIN)/pytest -q -n auto --dist worksteal -m '$(MARKS)' $(ARGS)

sweep: $(DEV) ## run what `make test` leaves out: all of the long rows (ARGS='--minutes 20')
	$(BIN)/pytest -q -n auto --dist worksteal -m '$(OTHERS)' $(ARGS)

quick: $(DEV) ## run what your change needs, in a minute (ROOM='engine/score', else from git)
	$(BIN)/pytest -q -n auto --dist worksteal -m 'not slow and $(MARKS)' $$($(BIN)/python tests/quick.py $(ROOM)) $(ARGS)

heavy: $(DEV) ## run what `make test` does a few times 200 times: races and kills (half an hour)
	$(BIN)/pytest -q -n auto --dist worksteal -m heavy $(ARGS)

mutants: $(DEV) ## change engine/ and see whether a test fails; not in CI, hours (ARGS='400 7', 'all')
	$(call install,.[mutanten])
	@rm -f $@
	$(BIN)/python tests/mutants.py $(ARGS)

lint: $(DEV) ## format check, ruff, mypy
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

check: MARKS = not heavy
check: lint test ## lint and every test: every example in every form too

fix: $(DEV) ## format, and repair what ruff can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

golden: $(DEV) ## rewrite the golden files; review their diff
	UPDATE_GOLDEN=1 $(BIN)/pytest -q $(ARGS)
	git diff --stat -- tests/golden

docs: $(RUNTIME) ## make the pictures of the manual and the page of findings anew
	$(BIN)/python docs/beelden.py
	$(BIN)/python docs/bevindingen.py

bench: $(DEV) ## run the benchmarks (ARGS=--quick)
	$(call install,.[bench])
	@rm -f $@
	$(BIN)/python benchmarks/run.py $(ARGS)

clean: ## remove .venv, caches and builds
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build tests/editor/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Debian's python3 without python3-venv has no ensurepip: then its own pip fills the venv.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("weerbaar needs Python 3.11 or newer; try: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	@echo '+ $(PYTHON) -m venv $(VENV)'
	@if $(PYTHON) -c 'import ensurepip' 2>/dev/null; then \
		$(PYTHON) -m venv $(VENV); \
	elif $(PYTHON) -m pip --version >/dev/null 2>&1; then \
		$(PYTHON) -m venv --without-pip $(VENV); \
	else \
		echo 'Python here has no pip; on Debian and Ubuntu: apt install python3-venv' >&2; exit 1; \
	fi

define install
	@echo '+ pip install -e $(1)   # the first time this takes a minute'
	@if [ -x $(BIN)/pip ]; then set -- $(BIN)/python -m pip; \
	else set -- $(PYTHON) -m pip --python $(BIN)/python; fi; \
	"$$@" --disable-pip-version-check install --quiet -c constraints.txt -e '$(1)'
	@touch $@
endef

$(RUNTIME): pyproject.toml constraints.txt | $(BIN)/python
	$(call install,.)

$(DEV): pyproject.toml constraints.txt | $(BIN)/python
	$(call install,.[dev])
