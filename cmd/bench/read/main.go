// Read reads one file and looks at nothing: with Postlock, in a confined worker, or
// with encoding/csv. It is a program of its own so that what the bench links for
// others, excelize above all, does not start with each file that it measures.
package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/extract"
)

func main() {
	extract.RunWorkerIfAsked()
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "read:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return errors.New("usage: read postlock|csv FILE")
	}
	f, err := os.Open(args[1])
	if err != nil {
		return err
	}
	defer f.Close()
	switch args[0] {
	case "postlock":
		return readWithPool(f)
	case "csv":
		return readCSV(f)
	}
	return fmt.Errorf("no reader %q", args[0])
}

// readWithPool reads a file as the relay does.
func readWithPool(f *os.File) error {
	p, err := extract.NewPool(extract.Options{Workers: 1})
	if err != nil {
		return err
	}
	defer p.Close()
	var n counter
	if err := p.Extract(context.Background(), inspect.File{Path: f.Name(), Name: filepath.Base(f.Name()), Body: f}, &n); err != nil {
		return err
	}
	if n.cells+n.texts == 0 || n.unread > 0 {
		return fmt.Errorf("%d cells, %d texts, %d not read", n.cells, n.texts, n.unread)
	}
	return nil
}

// counter is a Sink that counts.
type counter struct{ cells, texts, unread int }

func (c *counter) Text(inspect.Text)             { c.texts++ }
func (c *counter) Row(r inspect.Row)             { c.cells += len(r.Cells) }
func (c *counter) Unreadable(inspect.Unreadable) { c.unread++ }

func readCSV(f io.Reader) error {
	for r := csv.NewReader(f); ; {
		if _, err := r.Read(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
