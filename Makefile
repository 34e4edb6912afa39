# 两条命令：make run 装好并打开；make test 与持续集成完全相同。
PYTHON ?= $(shell command -v python3.11 2>/dev/null || command -v python3 2>/dev/null || echo python3)

.PHONY: run test lock

run:
	@$(PYTHON) bootstrap.py run

test:
	@$(PYTHON) bootstrap.py test

# Needs uv on PATH. Run it after a change of requirements/*.in; commit the lock files with it.
lock:
	cd requirements && for list in core test; do \
	  uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    --quiet $$list.in -o $$list.lock || exit 1; \
	done
