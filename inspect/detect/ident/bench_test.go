package ident

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// ordinary makes running text with a number, an address or a date in about every
// fourth line, of at least n bytes.
func ordinary(n int) string {
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("the of and to a in is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she there would their we him been has when who will no more if out so up said what its about than into them can only other time new some could these two may first then do any like my now over such our man me even most made after also did many off before must well back through years where much your way down should because long each just those people mr how too")
	specials := []string{"NL91 ABNA 0417 1643 00", "211062-5629", "111222333", "+31 6 12345678", "jan@example.org", "12.03.2014", "4006381333931", "EUR 1.234,50", "Eikenlaan 149, 6037 KZ Arnhem", "2026-03-20 05:48:56", "https://www.example.org/a/b?c=123456", "no. 20034", "52.18974", "36805280109", "943 476 5919"}
	var b strings.Builder
	for b.Len() < n {
		for range 8 + r.IntN(8) {
			b.WriteString(words[r.IntN(len(words))])
			b.WriteByte(' ')
		}
		if r.IntN(4) == 0 {
			b.WriteString(specials[r.IntN(len(specials))])
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// patterns are what the scanner looks for, as regular expressions without any
// of the checks behind.
var patterns = []string{
	`[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}`,
	`\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?\b`,
	`\b\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}\b`,
	`\b\d{6}[- ]?\d{4}\b`, `\b\d{9}\b`, `\b\d{4}\.\d{2}\.\d{3}\b`, `\b\d{10}\b`, `\b\d{11}\b`, `\b\d{13}\b`, `\b\d{3} \d{3} \d{4}\b`,
	`\b\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}\b`, `\b\d{6}[-+A-FU-Y]\d{3}[0-9A-Z]\b`, `\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b`,
	`\b\d{8}-?[A-Z]\b`, `\b[XYZ]-?\d{7}-?[A-Z]\b`, `\b[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]\b`, `\b[12] ?\d{2} ?\d{2} ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}\b`,
	`\b756\.?\d{4}\.?\d{4}\.?\d{2}\b`, `\b\d{7}[A-W][A-IW]?\b`, `\b\d{6}/\d{3,4}\b`, `\b\d{8}[A-Z]\d{3}\b`, `\b[A-Z]\d{9}\b`,
	`\b\d{4}-\d{2}-\d{2}\b`, `\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b`,
	`\b\d{1,2}\.? (?:jan|feb|mar|apr|may|maj|mai|mei|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-z]* \d{4}\b`,
	`\+\d{1,3}[ ()\d/-]{6,16}\d`, `\b0\d{1,4}[ /-]?\d{3,8}\b`, `\b\d{2} \d{2} \d{2} \d{2}\b`,
	`\b\d{4} ?[A-Z]{2}\b`, `\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b`, `\b\d{4,5} [A-Z][a-z]+`, `\b[A-Z][a-z]+(?:straat|weg|laan|straße|vej|gade|gatan) \d+[a-z]?\b`,
	`[A-Z0-9<]{30,44}`,
}

// cpu reports the throughput by the processor time of this process: on a machine
// with other work the time on the wall says little.
func cpu(b *testing.B, bytes int) func() {
	from := processorTime()
	return func() {
		b.ReportMetric(float64(bytes)*float64(b.N)/(processorTime()-from).Seconds()/1e6, "cpu-MB/s")
	}
}

func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 1
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkScan reads ordinary text, a tenth of it numbers.
func BenchmarkScan(b *testing.B) {
	text := ordinary(1 << 20)
	hits := make([]Hit, 0, 1<<16)
	b.SetBytes(int64(len(text)))
	defer cpu(b, len(text))()
	b.ReportAllocs()
	for b.Loop() {
		hits = Scan(text, hits[:0])
	}
	b.ReportMetric(float64(len(hits)), "hits")
}

// BenchmarkScanProse reads words without a number among them.
func BenchmarkScanProse(b *testing.B) {
	text := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '@' {
			return 'x'
		}
		return r
	}, ordinary(1<<20))
	b.SetBytes(int64(len(text)))
	defer cpu(b, len(text))()
	for b.Loop() {
		Scan(text, nil)
	}
}

// BenchmarkAgainstRegexp runs the scanner, the patterns one by one and the
// patterns as one alternation over the same text, and reports how many times
// faster the scanner is, by processor time.
func BenchmarkAgainstRegexp(b *testing.B) {
	text := ordinary(1 << 17)
	one := regexp.MustCompile("(?:" + strings.Join(patterns, ")|(?:") + ")")
	var each []*regexp.Regexp
	for _, p := range patterns {
		each = append(each, regexp.MustCompile(p))
	}
	const rounds = 100 // of the scanner, to be measurable
	hits := make([]Hit, 0, 1<<14)
	var scan, alternation, single time.Duration
	for b.Loop() {
		t := processorTime()
		for range rounds {
			hits = Scan(text, hits[:0])
		}
		scan, t = scan+processorTime()-t, processorTime()
		one.FindAllStringIndex(text, -1)
		alternation, t = alternation+processorTime()-t, processorTime()
		for _, re := range each {
			re.FindAllStringIndex(text, -1)
		}
		single += processorTime() - t
	}
	b.ReportMetric(rounds*alternation.Seconds()/scan.Seconds(), "x-alternation")
	b.ReportMetric(rounds*single.Seconds()/scan.Seconds(), "x-one-by-one")
}

// BenchmarkScanMail reads the ordinary mails of the corpus, headers and all.
func BenchmarkScanMail(b *testing.B) {
	var all strings.Builder
	for _, text := range mails(b) {
		all.WriteString(text)
	}
	text := all.String()
	hits := make([]Hit, 0, 1<<18)
	b.SetBytes(int64(len(text)))
	defer cpu(b, len(text))()
	b.ReportAllocs()
	for b.Loop() {
		hits = Scan(text, hits[:0])
	}
}

// BenchmarkRegexp runs the same patterns with package regexp, without checks.
func BenchmarkRegexp(b *testing.B) {
	text := ordinary(1 << 18)
	var res []*regexp.Regexp
	for _, p := range patterns {
		res = append(res, regexp.MustCompile(p))
	}
	b.SetBytes(int64(len(text)))
	defer cpu(b, len(text))()
	for b.Loop() {
		for _, re := range res {
			re.FindAllStringIndex(text, -1)
		}
	}
}

// BenchmarkRegexpOne runs them as one alternation.
func BenchmarkRegexpOne(b *testing.B) {
	text := ordinary(1 << 18)
	re := regexp.MustCompile("(?:" + strings.Join(patterns, ")|(?:") + ")")
	b.SetBytes(int64(len(text)))
	defer cpu(b, len(text))()
	for b.Loop() {
		re.FindAllStringIndex(text, -1)
	}
}

// BenchmarkWhole reads cells as they come in a list of people.
func BenchmarkWhole(b *testing.B) {
	cells := []string{"Jansen", "Prinses Irenestraat 170", "9648 GJ", "Groningen", "06 21 43 61 60", "1967-02-10", "isa@ziggo.example", "111222333", "NL91ABNA0417164300", "", "m", "12"}
	hits := make([]Hit, 0, 64)
	b.ReportAllocs()
	from := processorTime()
	for b.Loop() {
		for _, c := range cells {
			hits = Whole(c, hits[:0])
		}
	}
	b.ReportMetric(float64(b.N)/(processorTime()-from).Seconds(), "cpu-rows/s")
}

func mails(t testing.TB) (texts []string) {
	files, _ := filepath.Glob(filepath.Join(corpus(t, "mail"), "*"))
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(b))
	}
	return texts
}

// TestNoAllocations: a scan with room for its hits allocates nothing.
func TestNoAllocations(t *testing.T) {
	text := ordinary(1 << 16)
	hits := make([]Hit, 0, 1<<14)
	if n := testing.AllocsPerRun(3, func() { hits = Scan(text, hits[:0]) }); n != 0 {
		t.Errorf("%v allocations a scan", n)
	}
	cells := strings.Split(text, "\n")
	if n := testing.AllocsPerRun(3, func() {
		for _, c := range cells {
			hits = Whole(c, hits[:0])
		}
	}); n != 0 {
		t.Errorf("%v allocations for %d cells", n, len(cells))
	}
}
