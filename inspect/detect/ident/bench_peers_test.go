package ident

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	re2 "github.com/wasilibs/go-re2/experimental"
)

// BenchmarkRE2Set asks RE2 (as WebAssembly) which of the patterns stand in each
// window of 4 kB, the fastest way we know to run as many patterns: it does not
// tell where they stand.
func BenchmarkRE2Set(b *testing.B) {
	text := ordinary(1 << 20)
	set, err := re2.CompileSet(patterns)
	if err != nil {
		b.Fatal(err)
	}
	const window = 4 << 10
	b.SetBytes(int64(len(text)))
	defer cpu(b, len(text))()
	for b.Loop() {
		for at := 0; at < len(text); at += window {
			set.FindAllString(text[at:min(len(text), at+window)], len(patterns))
		}
	}
}

// BenchmarkRipgrep has ripgrep look for one word that does not stand in the text,
// start of the program included: about what it costs to read a text at all.
func BenchmarkRipgrep(b *testing.B) {
	rg, err := exec.LookPath("rg")
	if err != nil {
		b.Skip("ripgrep is not installed")
	}
	text := bytes.Repeat([]byte(ordinary(1<<20)), 64)
	file := filepath.Join(b.TempDir(), "text")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		b.Fatal(err)
	}
	var used time.Duration
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		cmd := exec.Command(rg, "--no-config", "--threads", "1", "--count", "--fixed-strings", "personnummer", file)
		if err := cmd.Run(); err != nil && cmd.ProcessState.ExitCode() != 1 { // 1: not found
			b.Fatal(err)
		}
		u := cmd.ProcessState.SysUsage().(*syscall.Rusage)
		used += time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	b.ReportMetric(float64(len(text))*float64(b.N)/used.Seconds()/1e6, "cpu-MB/s")
}
