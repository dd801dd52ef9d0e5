package ident

import (
	"bufio"
	"errors"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

// corpus is the folder of data that stands beside the checkout and is not part
// of it. A test that needs it has a smaller sister that always runs.
func corpus(t testing.TB, name string) string {
	p := filepath.Join("..", "..", "..", "..", "shared", "corpus", name)
	if _, err := os.Stat(p); err != nil {
		t.Skipf("no corpus beside the checkout: %v", err)
	}
	return p
}

// disagree are the numbers of the suites on which we differ, and why.
var disagree = map[string]string{}

// TestIDs compares Validate with two public suites of numbers.
func TestIDs(t *testing.T) {
	f, err := os.Open(corpus(t, "ids.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	type score struct{ good, all int }
	scores := map[string]*score{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		c := strings.Split(lines.Text(), "\t")
		if len(c) < 6 || c[0] == "country" {
			continue
		}
		err := Validate(c[0], c[1], c[2])
		if errors.Is(err, ErrUnknown) {
			continue
		}
		name := c[0] + ":" + c[1]
		if scores[name] == nil {
			scores[name] = &score{}
		}
		scores[name].all++
		if (err == nil) == (c[3] == "valid") {
			scores[name].good++
		} else if why, ok := disagree[name+" "+c[2]]; ok {
			t.Logf("%s %s: suite says %s %s; %s", name, c[2], c[3], c[4], why)
		} else {
			t.Errorf("%s %q: suite says %s %s (%s), we say %v", name, c[2], c[3], c[4], c[5], err)
		}
	}
	var names []string
	for n := range scores {
		names = append(names, n)
	}
	sort.Strings(names)
	good, all := 0, 0
	for _, n := range names {
		t.Logf("%-24s %4d of %4d agree", n, scores[n].good, scores[n].all)
		good, all = good+scores[n].good, all+scores[n].all
	}
	t.Logf("%d kinds, %d of %d numbers agree", len(names), good, all)
}
