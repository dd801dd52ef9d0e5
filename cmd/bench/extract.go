package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"text/tabwriter"
	"time"

	"github.com/xuri/excelize/v2"
)

// reading is one file read by one program in a process of its own.
type reading struct {
	wall, cpu time.Duration
	rss       int64
	err       error
}

// reader is a program that gives a file's text or cells.
type reader struct {
	title string
	args  func(file, dir string) []string
}

// document is a file of the extract section and who reads it.
type document struct {
	name, title string
	make        func() ([]byte, error)
	readers     []reader
	quick       bool // measured in a quick run, too
}

// extractSection compares `postlock scan`, which also looks for people, with
// programs that only extract. Each starts anew for each file.
func extractSection(ctx context.Context, o options, out io.Writer) error {
	dir, err := os.MkdirTemp("", "postlock-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	fmt.Fprint(out, "\nextract: a process for each file; Postlock also looks for people and decides, the others only extract\n\n")
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(w, "\tseconds\tCPU s\tMB/s\tpeak RSS MB\ttime against Postlock\tRSS against Postlock\t\n")
	for _, d := range documents(o) {
		if o.quick && !d.quick {
			continue
		}
		if err := compare(ctx, w, d, dir); err != nil {
			return err
		}
	}
	return w.Flush()
}

func compare(ctx context.Context, w io.Writer, d document, dir string) error {
	data, err := d.make()
	if err != nil {
		return err
	}
	file := filepath.Join(dir, d.name)
	if err := os.WriteFile(file, data, 0o600); err != nil {
		return err
	}
	fmt.Fprintf(w, "%s, %.1f MB\t\t\t\t\t\t\t\n", d.title, float64(len(data))/1e6)
	var first reading
	for i, r := range d.readers {
		got := measureReader(ctx, r.args(file, dir))
		if errors.Is(got.err, exec.ErrNotFound) {
			fmt.Fprintf(w, "%s\tnot installed\t\t\t\t\t\t\n", r.title)
			continue
		}
		if got.err != nil {
			return fmt.Errorf("%s, %s: %w", r.title, d.name, got.err)
		}
		if i == 0 {
			first = got
		}
		fmt.Fprintf(w, "%s\t%.2f\t%.2f\t%.1f\t%.0f\t%.2fx\t%.2fx\t\n", r.title, got.wall.Seconds(), got.cpu.Seconds(),
			float64(len(data))/1e6/got.wall.Seconds(), float64(got.rss)/1e6,
			got.wall.Seconds()/first.wall.Seconds(), float64(got.rss)/float64(first.rss))
	}
	return nil
}

// measureReader runs a program to its end. Peak memory is the largest sum over
// its processes that was seen: ru_maxrss would be no less than the bench's own,
// which a child inherits before it becomes another program.
func measureReader(ctx context.Context, args []string) reading {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	var said bytes.Buffer
	cmd.Stderr = &said
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return reading{err: err}
	}
	peak := watch([]int{cmd.Process.Pid}, 10*time.Millisecond)
	err := cmd.Wait()
	r := reading{wall: time.Since(start), rss: peak()}
	if err != nil {
		r.err = fmt.Errorf("%w: %s", err, said.String())
		return r
	}
	r.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return r
}

func documents(o options) []document {
	scan := reader{"postlock scan", func(file, _ string) []string { return []string{o.postlock, "scan", "--json", file} }}
	office := func(to string) reader {
		return reader{"LibreOffice", func(file, dir string) []string {
			return []string{"soffice", "--headless", "-env:UserInstallation=file://" + dir + "/profile", "--convert-to", to, "--outdir", dir + "/out", file}
		}}
	}
	sheets := []reader{scan, peer("excelize, all rows", "xlsx"), peer("excelize, row by row", "xlsx-rows"), office("csv")}
	var all []document
	for _, rows := range []int{2_600, 50_000, 200_000} {
		all = append(all, document{fmt.Sprintf("people-%d.xlsx", rows), fmt.Sprintf("xlsx, %d rows of people", rows),
			func() ([]byte, error) { return peopleWorkbook(rows) }, sheets, rows < 100_000})
	}
	return append(all,
		document{"people.csv", "csv, 50000 rows of people", func() ([]byte, error) { return peopleCSV(50_000), nil },
			[]reader{scan, peer("encoding/csv", "csv")}, true},
		document{"manual.docx", "docx of text", func() ([]byte, error) { a, err := manual(130_000); return a.data, err },
			[]reader{scan, office("txt:Text")}, true},
		document{"brochure.pdf", "pdf, 40 pages of text", func() ([]byte, error) { a, err := brochure(160_000); return a.data, err },
			[]reader{scan, {"pdftotext", func(file, _ string) []string { return []string{"pdftotext", "-layout", file, "-"} }}}, true},
	)
}

func peopleWorkbook(rows int) ([]byte, error) {
	header, row := people()
	return workbook(rows, header, func(i int) []any {
		cells := make([]any, len(header))
		for k, c := range row(i) {
			cells[k] = c
		}
		return cells
	})
}

func peopleCSV(rows int) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	header, row := people()
	_ = w.Write(header)
	for i := range rows {
		_ = w.Write(row(i))
	}
	w.Flush()
	return b.Bytes()
}

// peerWord is the first argument of a bench that is itself a peer: a library
// measured in a process of its own.
const peerWord = "peer"

func peer(title, kind string) reader {
	return reader{title, func(file, _ string) []string {
		self, err := os.Executable()
		if err != nil {
			self = os.Args[0]
		}
		return []string{self, peerWord, kind, file}
	}}
}

// runPeer reads one file with a library and returns the exit status.
func runPeer(args []string) int {
	if err := readAsPeer(args[0], args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func readAsPeer(kind, file string) error {
	if kind == "csv" {
		f, err := os.Open(file)
		if err != nil {
			return err
		}
		defer f.Close()
		for r := csv.NewReader(f); err == nil; {
			_, err = r.Read()
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		return err
	}
	f, err := excelize.OpenFile(file)
	if err != nil {
		return err
	}
	defer f.Close()
	if kind == "xlsx" {
		_, err = f.GetRows(f.GetSheetList()[0])
		return err
	}
	rows, err := f.Rows(f.GetSheetList()[0])
	if err != nil {
		return err
	}
	for rows.Next() {
		if _, err := rows.Columns(excelize.Options{RawCellValue: true}); err != nil {
			return err
		}
	}
	return rows.Close()
}
