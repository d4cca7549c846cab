# The front door: `make help` lists what there is. The real work is done by CMake presets and by the scripts in tools/.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.SUFFIXES:
MAKEFLAGS += --no-print-directory

FILE ?=
FUZZ_MINUTES ?= 15
PREFIX ?= /usr/local
TEST262 ?=
# release, or trained: what `make release` builds.
PRESET ?= release
BASE ?=
SUITE ?= library

python := python3 -B
jobs := $(shell nproc)
program_of_release := build
program_of_trained := release
program := $(or $(program_of_$(PRESET)),$(error PRESET is '$(PRESET)': it must be release or trained))
sources = $(shell find $(wildcard src include examples tests bench cmake) -name node_modules -prune -o \( -name '*.h' -o -name '*.cpp' \) -print)

##@ Use

help: ## List the targets
	@awk 'BEGIN { FS = ":.*## " } \
	  /^##@ / { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z0-9-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Build, then play the event loop of examples/loop.js; or run FILE
	$(if $(FILE),build/release/orrery run '$(FILE)',build/release/orrery loop examples/loop.js)

build: setup-build build/release/build.ninja ## Build build/release/orrery
	cmake --build --preset release --target orrery

release: setup-release build/training/build.ninja ## Build build/trained/orrery, optimized by profiles: takes 2.5 times as long
	cmake --build --preset training
	@$(MAKE) build/training/orrery.profdata
	@$(MAKE) build/trained/build.ninja
	cmake --build --preset trained --target orrery

# The training is done again when its program or its programs have changed.
build/training/orrery.profdata: build/training/orrery tools/train.py $(wildcard tools/training/*.js)
	$(python) tools/train.py build/training/orrery $@

setup: ## Install the Debian packages that are missing (does nothing when none is)
	@tools/setup

setup-build setup-release: setup-%:
	@tools/setup $*

##@ Check

test: setup ## Everything that CI checks
	@$(python) tools/run_tests.py

lint: setup lint-tools lint-includes lint-tidy lint-symbols ## The linters, and the tests of what is written in Python

lint-tools:
	$(python) -m unittest discover --start-directory tools --pattern '*_test.py'
	$(python) -m unittest discover --start-directory bench --pattern '*_test.py'
	$(python) -m unittest discover --start-directory src/jit --pattern '*_test.py'

lint-includes:
	$(python) tools/lint_includes.py

lint-tidy: build/dev/build.ninja
	$(python) tools/run_clang_tidy.py build/dev

lint-symbols: build-dev
	$(python) tools/check_symbols.py build/dev

format: setup ## Format all C++ files in place
	@clang-format-19 -i $(sources)

format-check: setup ## Say which C++ files are not formatted
	@clang-format-19 --dry-run --Werror $(sources)

test262: build ## Run all of test262: make test262 TEST262=DIR
	@TEST262='$(TEST262)' tools/run_test262

test262-gc: build ## Run a sample of it, with a collection at every allocation
	@TEST262='$(TEST262)' tools/run_test262 --gc=every-allocation --sample=5% --timeout-ms=300000

fuzz: setup build-fuzz ## Run the fuzzers for FUZZ_MINUTES (15) of CPU time
	$(python) tools/run_fuzzers.py --minutes $(FUZZ_MINUTES)

bench: setup $(program) ## Run the benchmarks, of PRESET (release; or trained), all or those of SUITE
	@ORRERY=build/$(PRESET)/orrery bench/run $(if $(filter command line,$(origin SUITE)),$(SUITE:%=--suite %))

bench-compare: bench-base setup $(program) ## Measure beside another revision: make bench-compare BASE=REV SUITE=loop
	@bench/compare '$(BASE)' --preset $(PRESET) $(SUITE:%=--suite %)

bench-base: # before anything is built
	@$(if $(BASE),,echo 'BASE names the revision to compare with: make bench-compare BASE=main' >&2; exit 2)
	@bench/compare '$(BASE)' --check-base $(SUITE:%=--suite %)

##@ Maintain

install: $(program) ## Install program, library and headers of PRESET (release; or trained) to PREFIX (/usr/local)
	cmake --build --preset $(PRESET) --target orrery_library
	cmake --install build/$(PRESET) --prefix '$(PREFIX)'

# build-dev, build-asan, build-portable, build-fuzz, build-release, build-training, build-trained: one preset, all of its targets. build-tsan: those whose
# tests have threads.
presets := dev asan tsan portable fuzz release training trained
$(presets:%=build-%): build-%: build/%/build.ninja
	cmake --build --preset $*

$(presets:%=build/%/build.ninja): build/%/build.ninja: CMakePresets.json
	cmake --preset $*
	@touch $@

# test-dev, test-asan, test-portable: the unit tests alone. test-tsan: those with threads.
$(patsubst %,test-%,dev asan tsan portable): test-%: build-%
	ctest --preset $* --parallel $(jobs)

try-bare: ## Prove `make run` and `make test` on a bare Debian 12 (needs root and debootstrap)
	tools/try_bare_machine

clean: ## Remove build/
	rm -rf build

.PHONY: help run build release setup setup-build setup-release test lint lint-tools lint-includes lint-tidy lint-symbols format format-check \
  test262 test262-gc fuzz bench bench-compare bench-base install try-bare clean $(presets:%=build-%) $(patsubst %,test-%,dev asan tsan portable)
