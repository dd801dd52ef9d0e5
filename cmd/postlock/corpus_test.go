package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"
)

// corpus is the data beside the checkout; it is not part of the repository.
const corpus = "../../../shared/corpus"

// scanned runs `postlock scan --json` over files, by base name.
func scanned(t *testing.T, pattern string) map[string]line {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(corpus, pattern))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("the corpus is not beside this checkout")
	}
	var out, errs bytes.Buffer
	if code := run(t.Context(), stdio{nil, &out, &errs}, append([]string{"scan", "--json"}, files...)); code != 0 {
		t.Fatalf("scan ended with %d: %s", code, errs.String())
	}
	lines := map[string]line{}
	for dec := json.NewDecoder(&out); dec.More(); {
		var l line
		if err := dec.Decode(&l); err != nil {
			t.Fatal(err)
		}
		lines[filepath.Base(l.File)] = l
	}
	if len(lines) != len(files) {
		t.Fatalf("%d lines for %d files", len(lines), len(files))
	}
	return lines
}

// TestPractice holds the scan against what is expected of 101 made messages.
func TestPractice(t *testing.T) {
	lines := scanned(t, "practice/cases/*.eml")
	expect, err := os.ReadFile(filepath.Join(corpus, "practice/expect.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	agree, total := map[string]int{}, map[string]int{}
	for row := range strings.Lines(string(expect)) {
		f := strings.Split(strings.TrimSpace(row), "\t")
		fewest, _ := strconv.Atoi(f[2])
		most, _ := strconv.Atoi(f[3])
		l, kind := lines[f[0]+".eml"], f[4]
		total[kind]++
		if l.Action == f[1] && fewest <= l.Subjects && l.Subjects <= most {
			agree[kind]++
			continue
		}
		t.Logf("%s: %s with %d people (%v), want %s with %d to %d", f[0], l.Action, l.Subjects, l.Rules, f[1], fewest, most)
	}
	for kind, n := range total {
		t.Logf("%-14s %d of %d agree", kind, agree[kind], n)
		if agree[kind]*100 < n*95 {
			t.Errorf("%s: fewer than 95 in 100 agree", kind)
		}
	}
}

// TestOrdinaryMail counts what is stopped of mail that nobody should stop.
func TestOrdinaryMail(t *testing.T) {
	for _, set := range []struct {
		pattern string
		allowed int // per 1,000
	}{{"mail/*", 5}, {"invoices/*", 0}, {"orgs/*", 0}} {
		t.Run(filepath.Dir(set.pattern), func(t *testing.T) {
			lines := scanned(t, set.pattern)
			rules := map[string]int{}
			stopped := 0
			for _, name := range sortedKeys(lines) {
				l := lines[name]
				if l.Action != "hold" && l.Action != "reject" {
					continue
				}
				stopped++
				for _, r := range l.Rules {
					rules[r]++
				}
				t.Logf("%s: %v, %d people, %v", name, l.Rules, l.Subjects, l.Unreadable)
			}
			t.Logf("%d of %d stopped: %v", stopped, len(lines), rules)
			if stopped*1000 > set.allowed*len(lines) {
				t.Errorf("%d of %d ordinary files are stopped; %d in 1,000 are allowed", stopped, len(lines), set.allowed)
			}
		})
	}
}

func sortedKeys[V any](m map[string]V) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
