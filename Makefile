# Postlock: make run shows the whole story, make test proves it.
# Only Go, git and make are needed to start with; the rest is installed here.

export GOTOOLCHAIN := go1.26.11
export CGO_ENABLED := 0

GO      ?= go
RELEASE ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo development)
# Debian packages that the tests use: real clients, a real next hop, a real browser.
REAL    := postfix swaks libnet-ssleay-perl msmtp s-nail curl chromium strace python3 python3-dkim python3-nacl poppler-utils \
           tesseract-ocr tesseract-ocr-deu tesseract-ocr-dan tesseract-ocr-nld

.PHONY: run test build lint bench eval fuzz torture pdfium parts clean

build: ## one static binary
	$(GO) build -trimpath -ldflags "-s -w -X main.release=$(RELEASE)" -o bin/postlock ./cmd/postlock

run: build ## relay, page and next hop on loopback, and three mails through them
	bin/postlock demo

test: parts ## everything, against the real parts
	$(GO) vet ./...
	$(GO) test -timeout 20m ./...

parts: ## installs what the tests need, where it is missing
	@for p in $(REAL); do dpkg -s $$p >/dev/null 2>&1 || need="$$need $$p"; done; \
	if [ -n "$$need" ]; then \
	  command -v apt-get >/dev/null || { echo "make test needs$$need; install them and run it again"; exit 1; }; \
	  echo "installing$$need"; \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$need >/dev/null; } \
	  || { echo "could not install$$need; run make test as root, or install them by hand"; exit 1; }; \
	fi

# What the comparison is with; LibreOffice where an office would have it.
PEERS := postfix rspamd ripgrep poppler-utils libreoffice-calc libreoffice-writer docx2txt miller pandoc xlsx2csv

bench: build ## beside Postfix, rspamd, LibreOffice, pdftotext, excelize; BENCH=-quick for a minute
	@$(MAKE) --no-print-directory parts REAL="$(PEERS)"
	$(GO) build -trimpath -o bin/bench ./cmd/bench
	$(GO) build -trimpath -o bin/bench-read ./cmd/bench/read
	bin/bench $(BENCH)

eval: ## how well people are found, ordinary mail is left alone, and which rules decide
	EVAL_ROUNDS=4 $(GO) test ./inspect/detect -count=1 -timeout 60m -run 'TestEval$$|TestProducedFiles' -v
	$(GO) test ./cmd/postlock -count=1 -run 'Practice|OrdinaryMail|OfficeFiles' -v
	$(GO) test ./inspect/detect/ident -count=1 -run TestIDs -v

FUZZTIME ?= 60s
fuzz: ## each fuzz target for a minute, or FUZZTIME=5m
	@$(GO) list ./... | while read pkg; do \
	  for f in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
	    echo "$$pkg $$f"; \
	    $(GO) test -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$pkg || exit 1; \
	  done; \
	done

torture: parts ## kill -9 at 200 moments, power cuts, failing disks, thousands of hostile addresses
	POSTLOCK_KILLS=200 POSTLOCK_FUZZ=5000 $(GO) test -count=1 -timeout 60m -v -run 'TestKill|TestHostile|TestSmuggling' ./cmd/postlock
	CI=true SPOOL_KILLS=200 SPOOL_CUTS=100 $(GO) test -count=1 -timeout 60m -v -run 'TestKill|TestPowerCut|TestEveryStep|TestFailing|TestDiskFull|TestFileSizeLimit' ./relay/spool

pdfium: ## pdfium.wasm again from npm; then put the checksum into pdfium.go
	inspect/extract/pdfium/refresh.sh

lint: ## what go vet and gofmt say
	@test -z "$$(gofmt -l .)" || { gofmt -l .; exit 1; }
	$(GO) vet ./...

clean:
	rm -rf bin .artifacts
