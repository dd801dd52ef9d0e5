package detect

import (
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
)

// BenchmarkText reads ordinary letters with some people in them.
func BenchmarkText(b *testing.B) {
	var text strings.Builder
	for i := uint64(0); text.Len() < 1<<20; i++ {
		g := newGen(i, &evalLangs[i%4])
		for _, kind := range []string{"newsletter", "letter", "minutes", "reply chain", "programme"} {
			text.WriteString(g.ordinary(kind).text)
		}
	}
	s := text.String()
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		d := New(inspect.Parties{}, Options{})
		for at := 0; at < len(s); at += inspect.MaxText {
			d.Text(inspect.Text{Place: inspect.Place{Path: "body"}, Text: s[at:min(len(s), at+inspect.MaxText)]})
		}
		d.Result()
	}
}

// BenchmarkRows reads a table of people, eight columns wide.
func BenchmarkRows(b *testing.B) {
	g := newGen(1, &evalLangs[1])
	rows := g.table("full", "plain").rows
	n := 0
	for b.Loop() {
		d := New(inspect.Parties{}, Options{})
		for range 1000 {
			for _, r := range rows {
				d.Row(inspect.Row{Place: inspect.Place{Path: "a.xlsx"}, Cells: r})
				n++
			}
		}
		d.Result()
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkGoods reads a price list: what most tables are.
func BenchmarkGoods(b *testing.B) {
	rows := newGen(1, &evalLangs[1]).ordinary("prices").rows
	n := 0
	for b.Loop() {
		d := New(inspect.Parties{}, Options{})
		for range 1000 {
			for _, r := range rows {
				d.Row(inspect.Row{Place: inspect.Place{Path: "a.xlsx"}, Cells: r})
				n++
			}
		}
		d.Result()
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "rows/s")
}
