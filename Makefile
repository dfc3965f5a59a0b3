# 依法 Yifa. `make demo` runs everything; `make test` tests everything.
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: help demo test lint bench docs clean

help: ## show these targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 14

demo: $(VENV)/.runtime ## install, start PostgreSQL, load the demo city, serve on 127.0.0.1:$(PORT)
	@$(BIN)/yifa demo --port $(PORT) $(if $(DEMO_ONESHOT),--oneshot) $(if $(SCALE),--scale $(SCALE))

test: $(VENV)/.develop ## install what the tests need, then run them all
	@sh scripts/test-machine.sh
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

# The type checker loads the settings, which stop without secrets; it gets some that open nothing.
TYPES := YIFA_SECRET_KEY=types YIFA_DATA_KEY=types:AA== YIFA_SEAL_KEY=AA==

lint: $(VENV)/.develop ## style, types and the import contract
	@$(BIN)/ruff check . && $(TYPES) $(BIN)/mypy && $(BIN)/lint-imports

bench: $(VENV)/.bench ## measure; the figures go to var/bench.json
	@$(BIN)/python -m bench

docs: $(VENV)/.develop ## make the generated reference pages and the pictures anew
	@$(BIN)/python scripts/make_docs.py --pictures

clean: ## remove the environment and everything the demo and the tests left
	@rm -rf $(VENV) var .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@echo "正在建立 Python 环境 …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "需要 Python 3.11 或更新的版本，现在是 " + sys.version.split()[0] + "；可用 make demo PYTHON=python3.12 指定")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements/runtime.txt pyproject.toml | $(VENV)/bin/python
	@echo "正在安装依赖（首次约一分钟）…"
	@$(PIP) -r requirements/runtime.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.develop: requirements/develop.txt $(VENV)/.runtime
	@echo "正在安装测试与检查所需的工具 …"
	@$(PIP) -r requirements/develop.txt
	@touch $@

# A rival that can't be installed is left out of the measurement; nothing else waits for it.
$(VENV)/.bench: requirements/bench.txt $(VENV)/.develop
	@$(PIP) -r requirements/bench.txt && touch $@ || echo "没有装上对照用的 Recognizers-Text，测量时略过它"
