package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
)

// detectSection runs the benchmarks of detection, of which one is Go's regexp
// over the same text, and prints them as go test does.
func detectSection(ctx context.Context, o options, out io.Writer) error {
	each := "500ms"
	if o.quick {
		each = "100ms"
	}
	cmd := exec.CommandContext(ctx, "go", "test", "-run", "^$", "-bench", ".", "-benchtime", each, "-p", "1",
		"./inspect/detect", "./inspect/detect/ident")
	cmd.Stderr = os.Stderr
	data, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("%w\n%s", err, data)
	}
	fmt.Fprint(out, "\ndetect: the identifiers' scanner and Go's regexp over the same text; people in text and in tables\n\n")
	for s := bufio.NewScanner(bytes.NewReader(data)); s.Scan(); {
		if strings.HasPrefix(s.Text(), "Benchmark") {
			fmt.Fprintln(out, s.Text())
		}
	}
	scan, regexp := speed(data, "BenchmarkScan"), max(speed(data, "BenchmarkRegexp"), speed(data, "BenchmarkRegexpOne"))
	if scan > 0 && regexp > 0 {
		verdict := "met"
		if scan < 10*regexp {
			verdict = "NOT MET"
		}
		fmt.Fprintf(out, "\nat least 10x Go's regexp: %.0fx, %s\n", scan/regexp, verdict)
	}
	return nil
}

// speed is the MB/s of one benchmark in the output of go test, 0 when there is none.
func speed(output []byte, name string) float64 {
	for line := range strings.Lines(string(output)) {
		f := strings.Fields(line)
		if len(f) == 0 || strings.Split(f[0], "-")[0] != name {
			continue
		}
		for i, unit := range f {
			if unit == "MB/s" {
				v, _ := strconv.ParseFloat(f[i-1], 64)
				return v
			}
		}
	}
	return 0
}
