package detect

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect"
)

// BenchmarkText reads running text of several kinds, with few people in it.
func BenchmarkText(b *testing.B) {
	for _, of := range []struct {
		name  string
		kinds []string
	}{
		{"mail", []string{"newsletter", "letter", "minutes", "reply chain", "programme"}},
		{"newsletter", []string{"newsletter"}},
		{"log", []string{"log"}},
		{"code", []string{"code"}},
	} {
		b.Run(of.name, func(b *testing.B) {
			var text strings.Builder
			for i := uint64(0); text.Len() < 1<<20; i++ {
				g := newGen(i, &evalLangs[i%4])
				for _, kind := range of.kinds {
					text.WriteString(g.ordinary(kind).text)
				}
			}
			benchmarkText(b, text.String())
		})
	}
}

func benchmarkText(b *testing.B, s string) {
	measured := measure(b)
	for b.Loop() {
		d := New(inspect.Parties{}, Options{})
		for at := 0; at < len(s); at += inspect.MaxText {
			d.Text(inspect.Text{Place: inspect.Place{Path: "body"}, Text: s[at:min(len(s), at+inspect.MaxText)]})
		}
		d.Result()
	}
	measured(len(s), 0)
}

// BenchmarkTable reads 5,000 rows: people, eight columns wide, and the goods and
// ledgers that most tables are.
func BenchmarkTable(b *testing.B) {
	for name, make := range map[string]func(*gen) [][]string{
		"people": func(g *gen) [][]string { return g.table("full", "plain").rows },
		"goods":  func(g *gen) [][]string { return g.ordinary("prices").rows },
		"ledger": func(g *gen) [][]string { return g.ordinary("ledger").rows },
	} {
		b.Run(name, func(b *testing.B) {
			var rows [][]string
			for i := uint64(1); len(rows) < 5000; i++ {
				more := make(newGen(i, &evalLangs[1]))
				if i > 1 {
					more = more[1:] // no second header
				}
				rows = append(rows, more...)
			}
			benchmarkRows(b, rows)
		})
	}
}

func benchmarkRows(b *testing.B, rows [][]string) {
	size := 0
	for _, r := range rows {
		for _, c := range r {
			size += len(c) + 1
		}
	}
	measured := measure(b)
	for b.Loop() {
		d := New(inspect.Parties{}, Options{})
		for i, r := range rows {
			d.Row(inspect.Row{Place: inspect.Place{Path: "a.xlsx", Line: i + 1}, Cells: r})
		}
		d.Result()
	}
	measured(size, len(rows))
}

// measure reports the throughput by processor time, of this process: on a machine
// with other work the time on the wall says little.
func measure(b *testing.B) (done func(bytes, rows int)) {
	b.ReportAllocs()
	words() // made once, by the first message
	used := func() time.Duration {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			b.Fatal(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	from := used()
	return func(bytes, rows int) {
		seconds := (used() - from).Seconds() / float64(b.N)
		b.SetBytes(int64(bytes))
		b.ReportMetric(float64(bytes)/seconds/1e6, "cpu-MB/s")
		if rows > 0 {
			b.ReportMetric(float64(rows)/seconds, "cpu-rows/s")
		}
	}
}
