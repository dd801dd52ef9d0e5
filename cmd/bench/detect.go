package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
)

// detectLines are the benchmarks that are printed, and what they are called.
var detectLines = []struct{ name, benchmark string }{
	{"identifiers only, checked", "BenchmarkScan"},
	{"  Go regexp, patterns one by one", "BenchmarkRegexp"},
	{"  Go regexp, one alternation", "BenchmarkRegexpOne"},
	{"  RE2 set, which patterns in 4 kB", "BenchmarkRE2Set"},
	{"  ripgrep, one word", "BenchmarkRipgrep"},
	{"whole detection: mail", "BenchmarkText/mail"},
	{"  newsletters", "BenchmarkText/newsletter"},
	{"  log", "BenchmarkText/log"},
	{"  source code", "BenchmarkText/code"},
	{"  table of people", "BenchmarkTable/people"},
	{"  price list", "BenchmarkTable/goods"},
	{"  ledger", "BenchmarkTable/ledger"},
}

// detectSection runs the benchmarks of detection and of what it is compared with:
// other engines over the same text, with patterns for the same identifiers and
// none of their checks. Figures are by processor time.
func detectSection(ctx context.Context, o options, out io.Writer) error {
	each := "500ms"
	if o.quick {
		each = "100ms"
	}
	cmd := exec.CommandContext(ctx, "go", "test", "-run", "^$", "-bench", "Scan$|Regexp$|RegexpOne$|RE2Set|Ripgrep|Text|Table", "-benchtime", each, "-p", "1",
		"./inspect/detect", "./inspect/detect/ident", "./inspect/detect/known")
	cmd.Stderr = os.Stderr
	data, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("%w\n%s", err, data)
	}
	fmt.Fprintf(out, "\ndetect, by processor time\n\n%-36s %9s %11s\n", "", "MB/s", "rows/s")
	for _, l := range detectLines {
		fmt.Fprintf(out, "%-36s %9s %11s\n", l.name, figure(speed(data, l.benchmark, "cpu-MB/s")), figure(speed(data, l.benchmark, "cpu-rows/s")))
	}
	scan := speed(data, "BenchmarkScan", "cpu-MB/s")
	regexp := max(speed(data, "BenchmarkRegexp", "cpu-MB/s"), speed(data, "BenchmarkRegexpOne", "cpu-MB/s"))
	if scan > 0 && regexp > 0 {
		fmt.Fprintf(out, "\nidentifiers, at least 10x Go's regexp: %.0fx, %s\n", scan/regexp, met(scan >= 10*regexp))
	}
	if rg := speed(data, "BenchmarkRipgrep", "cpu-MB/s"); scan > 0 && rg > 0 {
		fmt.Fprintf(out, "within 3x of ripgrep on one word: %.1fx, %s\n", rg/scan, met(3*scan >= rg))
	}
	return nil
}

func met(ok bool) string {
	if ok {
		return "met"
	}
	return "NOT MET"
}

// figure leaves out what was not measured.
func figure(v float64) string {
	switch {
	case v == 0:
		return ""
	case v < 10:
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.0f", v)
}

// speed is one figure of a benchmark in the output of go test, 0 when there is none.
func speed(output []byte, benchmark, unit string) float64 {
	for line := range strings.Lines(string(output)) {
		f := strings.Fields(line)
		if len(f) == 0 || strings.Split(f[0], "-")[0] != benchmark {
			continue
		}
		for i := range f {
			if f[i] == unit {
				v, _ := strconv.ParseFloat(f[i-1], 64)
				return v
			}
		}
	}
	return 0
}
