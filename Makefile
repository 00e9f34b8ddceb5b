# Crosswalk: `make run` opens the workbench, `make test` runs every test.
GO      ?= go
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS := -s -w -X main.version=$(VERSION)
BUILD   := CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)'
TARGETS := linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64

.DEFAULT_GOAL := help
.PHONY: help run demo test test-moved race bench bench-postgres bench-ssh bench-servers golden blind generate documents screen picture fmt lint check law build release torture clean

help: ## what each verb does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## open the workbench on your own database
	@bin/crosswalk

demo: build ## open it on a throw-away copy of the demonstration
	@bin/crosswalk demo

test: ## run every test
	$(GO) test ./...

test-moved: ## run the tests that know time on other days and in other zones
	@GO="$(GO)" .ci/moved

race: ## run every test under the race detector (needs a C compiler)
	CGO_ENABLED=1 $(GO) test -race -timeout 20m ./...

bench: ## run the benchmarks that hold the speed figures
	$(GO) test -run '^$$' -bench . -benchmem -cpu 1 ./...

bench-postgres: ## measure saving, opening and taking rows in on PostgreSQL, beside SQLite
	$(GO) test ./store/sqlite ./store/postgres -run '^$$' -bench 'SaveAnswer|LongHistory/(open|load|undo|history)|ManyRows' -cpu 1 -p 1

bench-ssh: ## measure rooms of 30 and 200 windows over SSH
	BENCH_SSH=1 $(GO) test ./tui/serve -run '^$$' -bench Room -benchtime 1x

bench-servers: ## measure 200 windows in 20 rooms at 4 servers on one PostgreSQL, all on this machine
	BENCH_SERVERS=1 $(GO) test ./cmd/crosswalk -run '^$$' -bench Servers -benchtime 1x

golden: ## renew the pictures that screen tests compare with; read the diff
	UPDATE=1 $(GO) test ./tui/... ./cmd/...

blind: ## print 40 questions without their items; SEED=n others, ANSWERS=file says how many were told right
	@SEED="$(SEED)" ANSWERS="$(abspath $(ANSWERS))" $(GO) test ./catalog -run '^TestBlind$$' -count=1 -v

generate: ## compile the catalogue, write the demonstration's workbook and the schemas of what verbs print
	UPDATE=1 $(GO) test -tags bare ./catalog -run TestTheCompiled -count=1
	UPDATE=1 $(GO) test ./catalog/intake -run TestTheStatementOfTheDemonstrationCompany -count=1
	UPDATE=1 $(GO) test ./catalog/report/data -run TestTheSchemas -count=1

documents: build ## make every document in every format, with pictures of all pages, in dist/documents
	@.ci/documents

screen: ## renew the screens that the README shows
	UPDATE=1 $(GO) test ./tui -run TestTheReadmeShowsARealScreen -count=1

picture: ## renew the picture of the management page that the README shows (needs a browser and pdftoppm)
	CI=1 PICTURE=1 $(GO) test ./cmd/crosswalk -run TestTheReadmeShowsTheManagementPage -count=1

fmt: ## format the code
	$(GO) tool gofumpt -w cmd tui store catalog assets

lint: ## vet, staticcheck, formatting, dead code
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	@out=$$($(GO) tool gofumpt -l cmd tui store catalog assets); test -z "$$out" || { echo "not formatted: $$out"; exit 1; }
	@out=$$($(GO) tool deadcode -test ./...); test -z "$$out" || { echo "$$out"; exit 1; }

check: lint race law ## what must hold before a commit

law: ## say so where the pages on law were read long ago; nothing fails
	@.ci/law

build: ## build bin/crosswalk
	@$(BUILD) -o bin/crosswalk ./cmd/crosswalk

release: ## static binaries for every platform, with checksums, in dist/
	@rm -rf dist && mkdir -p dist
	@for t in $(TARGETS); do \
	  os=$${t%/*}; arch=$${t#*/}; ext=; test $$os = windows && ext=.exe; \
	  echo "dist/crosswalk-$$os-$$arch$$ext"; \
	  GOOS=$$os GOARCH=$$arch $(BUILD) -o dist/crosswalk-$$os-$$arch$$ext ./cmd/crosswalk || exit 1; \
	done
	@cd dist && { command -v sha256sum >/dev/null && sha256sum crosswalk-* || shasum -a 256 crosswalk-*; } > SHA256SUMS && cat SHA256SUMS

torture: ## the long form of the safety tests: thousands of kills, cuts and damaged files, attacks on a room
	CROSSWALK_TORTURE=1 $(GO) test ./store/... ./cmd/crosswalk ./tui/serve -run 'Kill|Power|Damage|Writers|Backup|Tamper|Copies|Heads|Attack|ASignal|ControlsTheTerminal' -count=1 -p 1 -timeout 2h -v

clean: ## remove what was built
	@rm -rf bin dist
