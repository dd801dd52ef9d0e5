package detect

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// evalScore sums up one kind of made messages.
type evalScore struct {
	cases, held, close int
	worst              string
}

// TestEval makes leaks and ordinary mail and prints what share is held, how far
// the count of people is off, and what ordinary mail would be stopped. With
// EVAL_WRONG set, every case that goes wrong is printed; EVAL_ROUNDS makes more
// of each kind.
func TestEval(t *testing.T) {
	rounds, _ := strconv.Atoi(os.Getenv("EVAL_ROUNDS"))
	rounds = max(rounds, 1)
	scores := map[string]*evalScore{}
	total := map[bool]*evalScore{true: {}, false: {}}
	langs := map[string]*evalScore{}
	judge := func(c evalCase) {
		gs, fs := run(c)
		if c.text != "" && c.read {
			gs, fs = runAs("", "text/plain", c.text)
		}
		hold, n := held(gs, fs)
		near := n*10 >= c.people*9 && n*10 <= c.people*11
		if langs[c.lang] == nil && c.leak {
			langs[c.lang] = &evalScore{}
		}
		if scores[c.kind] == nil {
			scores[c.kind] = &evalScore{}
		}
		into := []*evalScore{scores[c.kind], total[c.leak]}
		if c.leak {
			into = append(into, langs[c.lang])
		}
		for _, s := range into {
			s.cases++
			if hold {
				s.held++
			}
			if near || !c.leak {
				s.close++
			}
		}
		if os.Getenv("EVAL_WRONG") != "" && (hold != c.leak || c.leak && !near) {
			fmt.Printf("WRONG %s %s: held %v, %d people of %d\n%s\n", c.kind, c.lang, hold, n, c.people, sample(c))
			for _, f := range fs {
				fmt.Printf("  %s %s %d %.2f %s\n", f.Attribute, f.Kind, f.Count, f.Confidence, f.Excerpt)
			}
		}
	}
	for i := range evalLangs {
		for round := range rounds {
			seed := uint64(i*1000 + round)
			for layout := range evalLayouts {
				for _, how := range []string{"plain", "headless", "titled", "upper", "split", "blocks", "turned round"} {
					if layout == "child" && how == "split" || layout == "idonly" && how == "headless" {
						continue
					}
					judge(newGen(seed, &evalLangs[i]).table(layout, how))
				}
			}
			for _, how := range []string{"numbered", "bullets", "dashes", "angle", "semicolons", "tabs", "gaps", "blocks", "form", "health", "health dash", "turned", "cells", "birth", "born", "sentence id"} {
				judge(newGen(seed, &evalLangs[i]).textual(how))
			}
			for _, how := range harderKinds {
				judge(newGen(seed, &evalLangs[i]).harder(how))
			}
			for _, how := range officeKinds {
				judge(newGen(9000+seed, &evalLangs[i]).office(how))
			}
			for _, kind := range plainKinds {
				judge(newGen(seed, &evalLangs[i]).plain(kind))
			}
			for _, kind := range ordinaryKinds {
				judge(newGen(seed, &evalLangs[i]).ordinary(kind))
			}
		}
	}
	for _, k := range slices.Sorted(mapsKeys(scores)) {
		s := scores[k]
		if leak := !strings.HasPrefix(k, "ordinary"); leak && (s.held < s.cases || s.close < s.cases) || !leak && s.held > 0 {
			t.Logf("%-40s held %3d of %3d, count within 10 %% %3d", k, s.held, s.cases, s.close)
		}
	}
	for _, k := range slices.Sorted(mapsKeys(langs)) {
		t.Logf("leaks %s: held %d of %d, count within 10 %% %d", k, langs[k].held, langs[k].cases, langs[k].close)
	}
	leak, fine := total[true], total[false]
	t.Logf("recall %.4f (%d of %d), count within 10 %%: %.4f, ordinary held %d of %d (%.2f per thousand)",
		float64(leak.held)/float64(leak.cases), leak.held, leak.cases, float64(leak.close)/float64(leak.cases), fine.held, fine.cases, 1000*float64(fine.held)/float64(fine.cases))
	if leak.held*100 < leak.cases*99 {
		t.Errorf("only %d of %d leaks are held", leak.held, leak.cases)
	}
	if leak.close*100 < leak.cases*95 {
		t.Errorf("the number of people is right in %d of %d leaks only", leak.close, leak.cases)
	}
	if fine.held*1000 > fine.cases {
		t.Errorf("%d of %d ordinary messages are held", fine.held, fine.cases)
	}
}

func mapsKeys[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func sample(c evalCase) string {
	var b strings.Builder
	for i, r := range c.rows {
		if i < 5 {
			fmt.Fprintf(&b, "  %q\n", r)
		}
	}
	for i, l := range strings.Split(c.text, "\n") {
		if i < 12 && c.text != "" {
			fmt.Fprintf(&b, "  %s\n", l)
		}
	}
	return b.String()
}
