// Bench measures Postlock beside what people use today, in one run, on
// loopback: as a relay against Postfix and Postfix with rspamd, as a reader of
// files against LibreOffice, pdftotext and excelize, and its detection against
// Go's regexp. Nothing fails for being slow; a message that does not arrive
// whole, exactly once, fails loudly.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
)

// options are the flags of a run.
type options struct {
	postlock string
	sections string
	quick    bool
	rounds   int
	only     string
	sizes    string
	kinds    string
	conns    string
	verbose  bool
}

func main() {
	if len(os.Args) > 2 && os.Args[1] == peerWord {
		os.Exit(runPeer(os.Args[2:]))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

// run measures the sections asked for and prints each when it is done.
func run(ctx context.Context, args []string, out io.Writer) error {
	var o options
	fs := flag.NewFlagSet("bench", flag.ContinueOnError)
	fs.StringVar(&o.postlock, "postlock", "bin/postlock", "the program to measure")
	fs.StringVar(&o.sections, "sections", "mail,extract,detect", "which sections to run")
	fs.BoolVar(&o.quick, "quick", false, "a look in a minute: fewer messages, fewer connections, smaller files")
	fs.IntVar(&o.rounds, "rounds", 1, "how often each mail measurement is made; the median counts")
	fs.StringVar(&o.only, "only", "", "contestants of the mail section, comma separated: direct,postfix,rspamd,postlock")
	fs.StringVar(&o.sizes, "sizes", "", "sizes of the mail section, comma separated: 5 kB,100 kB,5 MB")
	fs.StringVar(&o.kinds, "kinds", "", "attachments of the mail section, comma separated: xlsx,docx,pdf")
	fs.StringVar(&o.conns, "connections", "", "connections of the mail section, comma separated: 1,10,50")
	fs.BoolVar(&o.verbose, "v", false, "print every measurement as it is made")
	if err := fs.Parse(args); err != nil {
		return err
	}
	fmt.Fprintf(out, "%d cores, %s, %s\n", runtime.NumCPU(), runtime.Version(), load())
	for _, s := range []struct {
		name string
		run  func(context.Context, options, io.Writer) error
	}{{"mail", mailSection}, {"extract", extractSection}, {"detect", detectSection}} {
		if !listed(o.sections, s.name) {
			continue
		}
		if err := s.run(ctx, o, out); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return nil
}

// listed tells whether word is in a comma separated list; everything is in an
// empty one.
func listed(list, word string) bool {
	if list == "" {
		return true
	}
	for w := range strings.SplitSeq(list, ",") {
		if strings.TrimSpace(w) == word {
			return true
		}
	}
	return false
}
