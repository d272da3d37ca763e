# What one does with the sources. `make` alone lists it.
# Needs Python 3.11 or newer, git and make; everything else goes into .venv.

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check bench format docs screenshots build clean

PYTHON ?=
CANDIDATES = $(if $(PYTHON),'$(PYTHON)',python3.13 python3.12 python3.11 python3)
BIN := .venv/bin
PY := $(BIN)/python

help: ## list these commands
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 14

run: .venv/run.stamp ## set up what is missing and open the wizard 打开填报程序
	@$(BIN)/tianbao $(ARGS)

test: .venv/dev.stamp ## run the tests (ARGS='-k name' picks some)
	@$(PY) -m pytest -n auto --dist worksteal $(ARGS)

check: .venv/dev.stamp ## format, lint, types, who may import whom, generated files
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(BIN)/lint-imports
	@$(PY) docs/generate.py --check

bench: .venv/dev.stamp ## measure what it costs (ARGS='start typing' picks parts; --help lists them)
	@$(PY) -m benchmarks $(ARGS)

format: .venv/dev.stamp ## put the code into shape
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

docs: .venv/dev.stamp ## write the generated files anew
	@$(PY) docs/generate.py

screenshots: .venv/dev.stamp ## draw docs/screenshots anew
	@$(PY) docs/screenshots.py

build: .venv/dev.stamp ## make the wheel in dist/
	@$(PY) -m hatchling build -t wheel

clean: ## remove everything that was made here, .venv too
	@rm -rf .venv .bench dist build .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A name such as python3.13 may be a pyenv shim that leads nowhere: only one that runs counts.
$(PY):
	@without_venv=; \
	for candidate in $(CANDIDATES); do \
	  "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	  if "$$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	    exec "$$candidate" -m venv --clear .venv; \
	  fi; \
	  without_venv=$$candidate; \
	done; \
	if [ -n "$$without_venv" ]; then \
	  echo "$$without_venv 缺少 venv 组件，请先安装（Debian/Ubuntu：apt install python3-venv）。" >&2; \
	  echo "$$without_venv lacks the venv module; install it first (Debian/Ubuntu: apt install python3-venv)." >&2; \
	else \
	  echo "没有找到 Python 3.11 或更新的版本，请先安装，或用 make PYTHON=/路径/python3 指明。" >&2; \
	  echo "No Python 3.11 or newer found; install one, or name it: make PYTHON=/path/to/python3." >&2; \
	fi; \
	exit 1

define INSTALL
	@$(PY) -m pip install --quiet --disable-pip-version-check -e '$(1)' || { \
	  echo "要用的库没有装好，请检查网络后再运行一次。" >&2; \
	  echo "The libraries could not be installed; check the network and try again." >&2; \
	  exit 1; \
	}
endef

.venv/run.stamp: pyproject.toml | $(PY)
	$(call INSTALL,.)
	@touch $@

.venv/dev.stamp: pyproject.toml | $(PY)
	$(call INSTALL,.[dev])
	@touch $@ .venv/run.stamp
