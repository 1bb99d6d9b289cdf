# The only commands a newcomer needs: make run · make dev · make quick · make test · make check · make bench
SHELL := /bin/bash
.DEFAULT_GOAL := help
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

CRATE ?= route

.PHONY: help run dev quick test test-unit test-stories test-browser check bench bench-linkage bench-statistics pictures tools assets e2e deny clean

help:
	@echo "make run      build everything and start the demo on http://127.0.0.1:8080"
	@echo "make dev      the same while you work: built and started again when a file changes"
	@echo "make quick    formatting, lints and tests of one crate: make quick CRATE=platform (default: route)"
	@echo "make test     install what the tests need and run all of them; one part of them:"
	@echo "                make test-unit     rules and engines, without a program around them"
	@echo "                make test-stories  the whole program on both databases, through its front door"
	@echo "                make test-browser  the program in Chromium, with axe"
	@echo "make check    formatting, lints and licences only"
	@echo "make pictures the pictures of the README, made anew"
	@echo "make bench    measure (release build); make bench-linkage, bench-statistics: the engines beside their peers"

# ---- What is built before Rust: style sheet, fonts, script, icon -------------------------------
assets: assets/dist/web/meldroute.css
assets/dist/web/meldroute.css: assets/package-lock.json assets/build.mjs assets/theme.css assets/meldroute.js assets/icon.svg
	cd assets && npm ci --no-audit --no-fund && node build.mjs

run: assets
	cargo build --bin meldroute
	./target/debug/meldroute demo

dev:
	scripts/dev.sh

# ---- Tests ------------------------------------------------------------------------------------
tools:
	@missing=""; \
	[ -x /usr/bin/chromium ] || missing="$$missing chromium"; \
	command -v pdftoppm >/dev/null || missing="$$missing poppler-utils"; \
	command -v qpdf >/dev/null || missing="$$missing qpdf"; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$$missing postgresql"; \
	if [ -n "$$missing" ]; then $(SUDO) apt-get update && DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y --no-install-recommends $$missing; fi
	@command -v cargo-nextest >/dev/null || cargo install cargo-nextest --locked

e2e: e2e/node_modules/.package-lock.json
e2e/node_modules/.package-lock.json: e2e/package-lock.json
	cd e2e && npm ci --no-audit --no-fund

check: assets deny
	cargo fmt --check
	cargo clippy --workspace --all-targets -- -D warnings

deny:
	@command -v cargo-deny >/dev/null || cargo install cargo-deny --locked
	cargo deny check licenses bans sources

test: tools assets e2e check
	cargo test --workspace --doc
	cargo nextest run --workspace

# The same tests in three parts: together they are all that `make test` runs.
UNIT := not (package(meldroute) and kind(test))
BROWSER := package(meldroute) and binary(browser)
STORIES := package(meldroute) and kind(test) and not binary(browser)

test-unit: tools assets
	cargo nextest run --workspace -E '$(UNIT)'

test-stories: tools assets
	cargo nextest run --workspace -E '$(STORIES)'

test-browser: tools assets e2e
	cargo nextest run --workspace -E '$(BROWSER)'

# One crate, and nothing that must be fetched: style sheet and fonts may be missing.
quick:
	@mkdir -p assets/dist/web assets/dist/pdf
	cargo fmt --check
	cargo clippy -p $(CRATE) --all-targets -- -D warnings
	cargo nextest run -p $(CRATE)

# The two pictures of the README, as the browser tests see the pages.
pictures: assets e2e
	cargo build --bin meldroute
	cd e2e && node --test desk.test.mjs
	mkdir -p docs/pictures && cp e2e/out/readme-desk.png docs/pictures/desk.png && cp e2e/out/readme-report.png docs/pictures/report.png

bench: assets
	cargo bench -p meldroute --bench load --bench floods

# Quality and speed of the linkage engine, side by side with Splink and recordlinkage (PyPI).
bench-linkage: assets target/bench-venv/ready
	cargo build --release --bin meldroute
	cargo build --release -p linkage --example dutch
	cargo bench -p linkage --bench lookup
	target/bench-venv/bin/python bench/linkage/compare.py

# Speed and quality of the statistics engine; with SPARSEMSE=/path/to/routines.R beside SparseMSE on R.
bench-statistics: assets
	cargo bench -p statistics --bench statistics
	$(if $(SPARSEMSE),bench/statistics/beside.sh $(SPARSEMSE))

target/bench-venv/ready: bench/linkage/requirements.txt
	python3 -m venv target/bench-venv
	target/bench-venv/bin/pip install --quiet -r bench/linkage/requirements.txt
	touch $@

clean:
	rm -rf target demo-data assets/dist assets/node_modules e2e/node_modules e2e/out
