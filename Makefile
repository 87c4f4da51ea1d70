# Two commands: `make demo` assesses a real incident, `make test` checks everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test slow thorough bench clean

$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

demo: $(VENV)/installed
	$(BIN)/duecare demo || [ $$? -eq 3 ]  # 3: done, with open questions

test: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/duecare law check
	$(BIN)/duecare law format --check
	$(BIN)/duecare law test
	$(BIN)/pytest -n auto $(PYTEST_ARGS)

slow: $(VENV)/installed
	$(BIN)/pytest -n auto -m slow

thorough: $(VENV)/installed
	DUECARE_THOROUGH=10 $(BIN)/pytest -n auto -m slow

bench: $(VENV)/installed
	$(BIN)/python benchmarks/run.py $(BENCH)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis out
