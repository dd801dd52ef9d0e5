package main

import (
	"context"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/postlock/postlock/inspect/extract"
)

// TestMain makes this test binary do for postlock itself: as a worker, and as
// the command in testdata/script.
func TestMain(m *testing.M) {
	extract.RunWorkerIfAsked()
	if os.Getenv("POSTLOCK_TEST_RUN") != "" {
		main()
	}
	testscript.Main(m, map[string]func(){"postlock": func() {
		os.Exit(run(context.Background(), stdio{os.Stdin, os.Stdout, os.Stderr}, os.Args[1:]))
	}})
}

// TestScripts runs the command-line contract, one file a story.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script"})
}
