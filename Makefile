# The one door to everything that is done with this repository; README.md says what to try first.
SHELL       := bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS   += --no-builtin-rules
CONFIG      := Release
DEV         := $(CURDIR)/artifacts/dev
BIN         := $(CURDIR)/artifacts/bin

export DOTNET_NOLOGO := 1
export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export MSBUILDDISABLENODEREUSE := 1

.PHONY: help
help: ## Lists the targets.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

.PHONY: demo
demo: build ## Tells the promotion story on SQLite, in a temporary folder.
	@story=$$(mktemp -d); trap 'rm -rf "$$story"' EXIT; \
	cp -R examples/promotion/. "$$story"; cd "$$story"; ATLAS="$(DEV)/atlas" bash ./demo.sh

.PHONY: build
build: ## Builds the just-in-time compiled program, artifacts/dev/atlas.
	dotnet build src/Atlas.Cli -c $(CONFIG) -o $(DEV) -v quiet

.PHONY: publish
publish: ## Builds the ahead-of-time compiled program, artifacts/bin/atlas.
	build/publish $(BIN)

.PHONY: test
test: ## Sets up what the tests need, builds, and runs every test.
	build/setup
	$(MAKE) build publish
	ATLAS_BIN_AOT=$(BIN)/atlas build/test Atlas.Tests Atlas.Server.Tests Atlas.Scripts

.PHONY: test-fast
test-fast: build ## Runs the fast tests, and the scripts that need no server.
	ATLAS_SCRIPTS_ON=sqlite build/test Atlas.Tests Atlas.Scripts

.PHONY: record
record: build ## Rewrites the golden files of the scripts from what the program prints now.
	ATLAS_RECORD=1 build/test Atlas.Scripts

.PHONY: test-pages
test-pages: ## Tests the pages in a real browser, which it installs where there is none.
	build/setup browser
	$(MAKE) build
	build/test Atlas.Browser.Tests

.PHONY: pictures
pictures: build ## Takes the pictures of the pages anew that the guide shows.
	dotnet build tests/Atlas.Browser.Tests -c $(CONFIG) -v quiet
	ATLAS_RECORD=1 tests/Atlas.Browser.Tests/bin/$(CONFIG)/net10.0/Atlas.Browser.Tests -class Atlas.Browser.Tests.PictureFacts

.PHONY: reference
reference: build ## Writes docs/reference/commands.md from the program's own help.
	build/reference $(DEV)/atlas

.PHONY: soak
soak: ## Runs every test with the long settings of those that have any, and the scripts on PostgreSQL 18.
	ATLAS_SOAK=1 $(MAKE) test
	postgres=$$(build/postgres18 $(CURDIR)/artifacts/postgres18) && \
	ATLAS_POSTGRES=$$postgres ATLAS_SCRIPTS_ON=postgres ATLAS_BIN_AOT=$(BIN)/atlas build/test Atlas.Scripts

.PHONY: fuzz
fuzz: ## Searches for ten minutes for a text on which the language breaks a promise.
	dotnet build tests/Atlas.Tests -c $(CONFIG) -v quiet
	ATLAS_FUZZ=600 tests/Atlas.Tests/bin/$(CONFIG)/net10.0/Atlas.Tests -class Atlas.Tests.Hcl.Fuzz.FuzzTests -showliveoutput

.PHONY: bench
bench: publish ## Measures speed, as ratios against something measured in the same run.
	dotnet run --project bench/Atlas.Bench -c $(CONFIG)
	dotnet run --project bench/Atlas.Bench -c $(CONFIG) --no-build processor-times

.PHONY: pack
pack: ## Makes the NuGet package of the language, artifacts/packages.
	dotnet pack src/Atlas.Hcl -c $(CONFIG) -o artifacts/packages -v quiet

.PHONY: lint
lint: ## Checks the form of the code and of the shell scripts.
	dotnet format Atlas.slnx --verify-no-changes --severity warn
	for script in build/* .ci/run; do bash -n "$$script"; done
	for script in integrations/steps/*; do sh -n "$$script"; done

.PHONY: lint-integrations
lint-integrations: ## Checks GitHub's workflows and actions by their published schemas; needs npm.
	for file in integrations/github/workflows/*.yml integrations/github/*/action.yml; do \
	  npx --yes -p @action-validator/core@0.6.0 -p @action-validator/cli@0.6.0 action-validator "$$file" || exit 1; done

.PHONY: clean
clean: ## Removes what was built.
	rm -rf artifacts TestResults {src,tests,bench}/*/{bin,obj}
