package main

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"
)

// mailTable prints the mail section's rows and then judges Postlock's.
type mailTable struct {
	contestants []*contestant
	cells       []cell
	got         []map[string]figures
	out         io.Writer
}

func newMailTable(all []*contestant, out io.Writer) *mailTable {
	t := &mailTable{contestants: all, out: out}
	fmt.Fprint(out, "\nmail: from the client's first byte until the next hop has every message, all of them counted and compared\n\n")
	t.line("", "messages/s", "CPU ms each", "p50 ms", "p99 ms of the 250", "RSS MB", "against Postfix", "and with rspamd")
	return t
}

func (t *mailTable) line(title string, columns ...any) {
	fmt.Fprintf(t.out, "%-26s%11s%13s%9s%19s%8s%17s%17s\n", append([]any{title}, columns...)...)
}

// add prints a cell's rows as soon as they are there.
func (t *mailTable) add(where cell, got map[string][]figures) {
	row := map[string]figures{}
	for name, rounds := range got {
		row[name] = median(rounds)
	}
	t.cells, t.got = append(t.cells, where), append(t.got, row)
	fmt.Fprintln(t.out, where)
	for _, c := range t.contestants {
		f := row[c.name]
		t.line("  "+c.title, fmt.Sprintf("%.1f", f.rate), ifRelay(c, "%.2f", ms(f.cpu)),
			fmt.Sprintf("%.1f", ms(f.p50)), fmt.Sprintf("%.1f", ms(f.p99)), ifRelay(c, "%.0f", float64(f.rss)/1e6),
			ratio(f, row, "postfix"), ratio(f, row, "rspamd"))
		for i, g := range c.groups {
			t.line("    of it "+g.title, "", fmt.Sprintf("%.2f", ms(f.groups[i])), "", "", "", "", "")
		}
	}
}

// end explains the rows and judges them.
func (t *mailTable) end() error {
	fmt.Fprint(t.out, "\n100 kB and 5 MB carry an xlsx, a docx and a pdf in turn. CPU is all processes of a relay; RSS their sum,\nshared pages counted for each. Postfix and Postlock share the machine with client and sink.\n\n")
	return t.judge(t.out)
}

func ifRelay(c *contestant, format string, v float64) string {
	if len(c.roots) == 0 {
		return ""
	}
	return fmt.Sprintf(format, v)
}

func ratio(f figures, row map[string]figures, other string) string {
	o, ok := row[other]
	if !ok || o.rate == 0 {
		return ""
	}
	return fmt.Sprintf("%.2fx", f.rate/o.rate)
}

// aim is a promise of the project about one cell.
type aim struct {
	says        string
	size        string
	connections []int
	met         func(row map[string]figures) (string, bool)
}

func aims() []aim {
	every := []int{1, 10, 50}
	return []aim{
		{"at least 2x Postfix", "5 kB", every, times("postfix", 2)},
		{"at least 5x Postfix with rspamd", "5 kB", every, times("rspamd", 5)},
		{"at least 1.2x Postfix", "100 kB", every, times("postfix", 1.2)},
		{"at least as fast as Postfix", "5 MB", every, times("postfix", 1)},
		{"p99 of the 250 under 50 ms", "5 kB", []int{10}, func(row map[string]figures) (string, bool) {
			p := row["postlock"].p99
			return fmt.Sprintf("%.1f ms", ms(p)), p < 50*time.Millisecond
		}},
		{"RSS under 300 MB", "5 MB", []int{50}, func(row map[string]figures) (string, bool) {
			r := row["postlock"].rss
			return fmt.Sprintf("%.0f MB", float64(r)/1e6), r < 300e6
		}},
	}
}

// times wants Postlock to be at least so many times as fast as another.
func times(other string, least float64) func(row map[string]figures) (string, bool) {
	return func(row map[string]figures) (string, bool) {
		return ratio(row["postlock"], row, other), row["postlock"].rate >= least*row[other].rate
	}
}

// judge says of each aim whether it was met, cell by cell.
func (t *mailTable) judge(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, a := range aims() {
		for i, where := range t.cells {
			if where.mail.name != a.size || where.perConn > 1 || !among(where.connections, a.connections) || !t.has(a, i) {
				continue
			}
			value, ok := a.met(t.got[i])
			verdict := "met"
			if !ok {
				verdict = "NOT MET"
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", where, a.says, value, verdict)
		}
	}
	return w.Flush()
}

// has tells whether everybody that an aim compares has run.
func (t *mailTable) has(a aim, i int) bool {
	if _, ok := t.got[i]["postlock"]; !ok {
		return false
	}
	value, _ := a.met(t.got[i])
	return value != ""
}

func among(n int, all []int) bool {
	for _, v := range all {
		if v == n {
			return true
		}
	}
	return false
}
