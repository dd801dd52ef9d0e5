// Postlock is the relay that a small office points its mail at, so that
// personal data does not leave by accident.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/postlock/postlock/inspect/extract"
)

// command is one word after "postlock". Run's error is for standard error; an
// exit carries its own status.
type command struct {
	name, args, says string
	run              func(ctx context.Context, std stdio, args []string) error
}

// stdio is what a command reads and writes, so that tests can hold both ends.
type stdio struct {
	in       io.Reader
	out, err io.Writer
}

func commands() []command {
	return []command{
		{"serve", "[--config postlock.toml]", "run the relay and the review page", serve},
		{"scan", "[--rules F] [--from A] [--to A]… [--json] FILE…", "inspect messages or files offline and explain the verdict", scan},
		{"check", "[rules.toml | postlock.toml]…", "validate rules and settings, run the rules' examples; rules.toml if none is named", check},
		{"user", "add|list|password|mail-password|roles|disable|enable|reset-factor …", "people who sign in: reviewers, admins, auditors", user},
		{"people", "import|list|remove …", "the office's own people, recognised by keyed hashes", peopleCommand},
		{"form", "import|list|remove …", "the office's forms, found when they are filled in", formCommand},
		{"audit", "list|export|verify …", "the record of everything anybody did", auditCommand},
		{"queue", "list|show|retry|flush|delete …", "what waits for delivery, and a push or an end for it", queueCommand},
		{"backup", "FILE", "copy spool, accounts and record to one file, also while it serves", backup},
		{"restore", "FILE", "bring a backup back into an empty data folder", restore},
		{"keys", "rotate", "a new key for the spool", keys},
		{"dkim", "keygen --domain D", "a key to sign mail with, and its DNS record", dkimCommand},
		{"demo", "[--once]", "the whole story on loopback: relay, page, next hop, three mails", demo},
		{"version", "", "print the version", version},
	}
}

// exit is an error that only says with which status to end.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

func main() {
	extract.RunWorkerIfAsked()
	if len(os.Args) > 1 && os.Args[1] == "serve" {
		patient()
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, stdio{os.Stdin, os.Stdout, os.Stderr}, os.Args[1:]))
}

// run is main without the process: it returns the exit status of the contract,
// 0 done, 1 a verdict asked for by --fail-on or a failed check, 2 could not run.
func run(ctx context.Context, std stdio, args []string) int {
	if len(args) == 0 || args[0] == "help" || args[0] == "-h" || args[0] == "--help" {
		usage(std.out)
		return 0
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return status(std, c, c.run(ctx, std, args[1:]))
		}
	}
	fmt.Fprintf(std.err, "postlock: there is no command %q; \"postlock help\" lists them\n", args[0])
	return 2
}

func status(std stdio, c command, err error) int {
	var code exit
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return 0
	case errors.As(err, &code):
		return int(code)
	}
	fmt.Fprintf(std.err, "postlock %s: %v\n", c.name, err)
	return 2
}

func usage(w io.Writer) {
	fmt.Fprint(w, "Postlock lets mail out when nothing in it is somebody else's business.\n\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "  %s\n        %s\n", strings.TrimSpace("postlock "+c.name+" "+c.args), c.says)
	}
	fmt.Fprint(w, "\n\"postlock COMMAND --help\" tells a command's flags.\n")
}

// flags makes a command's flag set; mistakes come back as errors.
func flags(std stdio, c string) *flag.FlagSet {
	fs := flag.NewFlagSet("postlock "+c, flag.ContinueOnError)
	fs.SetOutput(std.err)
	for _, cmd := range commands() {
		if cmd.name == c {
			fs.Usage = func() {
				fmt.Fprintf(std.err, "usage: postlock %s %s\n%s\n", cmd.name, cmd.args, cmd.says)
				fs.PrintDefaults()
			}
		}
	}
	return fs
}

// release is set by the build: -ldflags "-X main.release=v1.2.3".
var release = "development"

func version(_ context.Context, std stdio, _ []string) error {
	_, err := fmt.Fprintf(std.out, "postlock %s\n", release)
	return err
}
