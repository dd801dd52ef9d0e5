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
	"slices"
	"strings"
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
	also  bool // shown, and not compared with
}

// document is a file of the extract section and who reads it.
type document struct {
	name, title string
	make        func() ([]byte, error)
	readers     []reader
	quick       bool // measured in a quick run, too
}

// extractSection compares Postlock's reading with programs that yield the same
// cells or words, and shows `postlock scan`, which also looks for people, beside
// them. Each starts anew for each file.
func extractSection(ctx context.Context, o options, out io.Writer) error {
	dir, err := os.MkdirTemp("", "postlock-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	fmt.Fprint(out, "\nextract: a process for each file, Postlock with its confined worker; scan also looks for people and decides\n\n")
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(w, "\tseconds\tCPU s\tMB/s\tpeak RSS MB\ttime against Postlock\tRSS against Postlock\t\n")
	if err := warm(ctx, documents(o)[0], dir); err != nil {
		return err
	}
	var says []string
	for _, d := range documents(o) {
		if o.quick && !d.quick {
			continue
		}
		all, err := compare(ctx, w, d, dir)
		if err != nil {
			return err
		}
		says = append(says, judge(d, all))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "\nfaster than every peer, under %d MB:\n%s", aimRSS/1_000_000, strings.Join(says, ""))
	return err
}

// warm has Postlock compile its PDF reader, as it does once on a machine.
func warm(ctx context.Context, d document, dir string) error {
	data, err := peopleWorkbook(3) // for a worker, which waits for it
	if err != nil {
		return err
	}
	file := filepath.Join(dir, "warm.xlsx")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		return err
	}
	for _, r := range d.readers[:2] {
		if got := measureReader(ctx, r.args(file, dir)); got.err != nil {
			return fmt.Errorf("%s: %w", r.title, got.err)
		}
	}
	return nil
}

// aimRSS is the most memory that reading one file may take, in bytes.
const aimRSS = 100_000_000

// judge says whether the first reading met the aims, by CPU time and by the clock.
func judge(d document, all []reading) string {
	first, fastest, thriftiest := all[0], time.Duration(0), time.Duration(0)
	for i, r := range all {
		if r.err != nil || i == 0 || d.readers[i].also {
			continue
		}
		if fastest == 0 || r.wall < fastest {
			fastest = r.wall
		}
		if thriftiest == 0 || r.cpu < thriftiest {
			thriftiest = r.cpu
		}
	}
	word := func(met bool) string {
		if met {
			return "met"
		}
		return "NOT MET"
	}
	return fmt.Sprintf("  %-36s clock %.2fx %s; CPU %.2fx %s; %.0f MB %s\n", d.title,
		fastest.Seconds()/first.wall.Seconds(), word(first.wall < fastest),
		thriftiest.Seconds()/first.cpu.Seconds(), word(first.cpu < thriftiest),
		float64(first.rss)/1e6, word(first.rss < aimRSS))
}

// compare prints what each reader took for the document; those that are not
// installed have an error.
func compare(ctx context.Context, w io.Writer, d document, dir string) (all []reading, err error) {
	data, err := d.make()
	if err != nil {
		return nil, err
	}
	file := filepath.Join(dir, d.name)
	if err := os.WriteFile(file, data, 0o600); err != nil {
		return nil, err
	}
	fmt.Fprintf(w, "%s, %.1f MB\t\t\t\t\t\t\t\n", d.title, float64(len(data))/1e6)
	var first reading
	for i, r := range d.readers {
		got := measureReader(ctx, r.args(file, dir))
		all = append(all, got)
		if errors.Is(got.err, exec.ErrNotFound) {
			fmt.Fprintf(w, "%s\tnot installed\t\t\t\t\t\t\n", r.title)
			continue
		}
		if got.err != nil {
			return nil, fmt.Errorf("%s, %s: %w", r.title, d.name, got.err)
		}
		if i == 0 {
			first = got
		}
		fmt.Fprintf(w, "%s\t%.2f\t%.2f\t%.1f\t%.0f\t%.2fx\t%.2fx\t\n", r.title, got.wall.Seconds(), got.cpu.Seconds(),
			float64(len(data))/1e6/got.wall.Seconds(), float64(got.rss)/1e6,
			got.wall.Seconds()/first.wall.Seconds(), float64(got.rss)/float64(first.rss))
	}
	return all, nil
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
	read := beside("Postlock, read", "postlock")
	scan := reader{title: "postlock scan", also: true,
		args: func(file, _ string) []string { return []string{o.postlock, "scan", "--json", file} }}
	program := func(title string, args ...string) reader {
		return reader{title: title, args: func(file, _ string) []string {
			args := slices.Clone(args)
			args[slices.Index(args, "FILE")] = file
			return args
		}}
	}
	office := func(to string) reader {
		return reader{title: "LibreOffice", args: func(file, dir string) []string {
			return []string{"soffice", "--headless", "-env:UserInstallation=file://" + dir + "/profile", "--convert-to", to, "--outdir", dir + "/out", file}
		}}
	}
	sheets := []reader{read, scan, program("xlsx2csv", "xlsx2csv", "FILE"), peer("excelize, all rows", "xlsx"), peer("excelize, row by row", "xlsx-rows"), office("csv")}
	var all []document
	for _, rows := range []int{2_600, 50_000, 200_000} {
		all = append(all, document{fmt.Sprintf("people-%d.xlsx", rows), fmt.Sprintf("xlsx, %d rows of people", rows),
			func() ([]byte, error) { return peopleWorkbook(rows) }, sheets, rows < 100_000})
	}
	words := []reader{read, scan, program("docx2txt", "docx2txt", "FILE", "-"), program("pandoc", "pandoc", "-t", "plain", "FILE"), office("txt:Text")}
	return append(all,
		document{"people.csv", "csv, 50000 rows of people", func() ([]byte, error) { return peopleCSV(50_000), nil },
			[]reader{read, scan, beside("encoding/csv", "csv"), program("miller", "mlr", "--csv", "cat", "FILE")}, true},
		document{"manual.docx", "docx of text", func() ([]byte, error) { a, err := manual(130_000); return a.data, err }, words, true},
		document{"pictures.docx", "docx with pictures", func() ([]byte, error) { a, err := manual(3_650_000); return a.data, err }, words, false},
		document{"brochure.pdf", "pdf, 40 pages of text", func() ([]byte, error) { a, err := brochure(160_000); return a.data, err },
			[]reader{read, scan, program("pdftotext", "pdftotext", "-layout", "FILE", "-")}, true},
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
	return reader{title: title, args: func(file, _ string) []string {
		self, err := os.Executable()
		if err != nil {
			self = os.Args[0]
		}
		return []string{self, peerWord, kind, file}
	}}
}

// beside is a reader of cmd/bench/read, which lies beside the bench.
func beside(title, kind string) reader {
	return reader{title: title, args: func(file, _ string) []string {
		self, err := os.Executable()
		if err != nil {
			self = os.Args[0]
		}
		return []string{filepath.Join(filepath.Dir(self), "bench-read"), kind, file}
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
