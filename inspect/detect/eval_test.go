package detect

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule"
	"github.com/postlock/postlock/inspect/tally"
)

// TestEval makes leaks and ordinary mail and prints what share is held, by which
// rule, how far the count of people is off, and what ordinary mail would be
// stopped. EVAL_ROUNDS makes more of each kind and has LibreOffice write files of
// them, where it is installed; with EVAL_WRONG set, every case that goes wrong is
// printed.
func TestEval(t *testing.T) {
	rounds, _ := strconv.Atoi(os.Getenv("EVAL_ROUNDS"))
	var all tally.Tally
	for round := range max(rounds, 1) {
		for i := range evalLangs {
			for _, c := range evalCases(uint64(i*1000+round), &evalLangs[i]) {
				gs, fs := runCase(c)
				all.Add(c.judged(&inspect.Report{People: gs, Findings: fs}))
			}
		}
	}
	all.Print(t.Output())
	n, held, near := all.Leaks()
	// The aims for leaks and counts; that for ordinary mail is one in a thousand.
	if held*100 < n*99 {
		t.Errorf("only %d of %d leaks are held", held, n)
	}
	if near*100 < n*95 {
		t.Errorf("the number of people is right in %d of %d leaks only", near, n)
	}
	if n, held := all.Ordinary(); held*1000 > 2*n {
		t.Errorf("%d of %d ordinary messages are held", held, n)
	}
}

// evalCases are one message of each kind in a language.
func evalCases(seed uint64, l *evalLang) (cs []evalCase) {
	add := func(kinds []string, make func(*gen, string) evalCase, seed uint64) {
		for _, kind := range kinds {
			cs = append(cs, make(newGen(seed, l), kind))
		}
	}
	for _, layout := range evalLayoutNames() {
		for _, how := range []string{"plain", "headless", "titled", "upper", "split", "blocks", "turned round"} {
			if layout == "child" && how == "split" || layout == "idonly" && how == "headless" {
				continue
			}
			cs = append(cs, newGen(seed, l).table(layout, how))
		}
	}
	add([]string{"numbered", "bullets", "dashes", "angle", "semicolons", "tabs", "gaps", "blocks", "form", "health", "health dash", "turned", "cells", "birth", "born", "sentence id"}, (*gen).textual, seed)
	add(harderKinds, (*gen).harder, seed)
	add(officeKinds, (*gen).office, 9000+seed)
	add(speechKinds, (*gen).told, seed)
	for _, format := range fileFormats {
		for _, layout := range []string{"full", "phone", "health"} {
			cs = append(cs, newGen(seed, l).table(layout, "plain").as(format))
		}
		cs = append(cs, newGen(seed, l).ordinary("schools").as(format), newGen(seed, l).ordinary("orders").as(format))
	}
	add(plainKinds, (*gen).plain, seed)
	add(ordinaryKinds, (*gen).ordinary, seed)
	add(quietKinds, (*gen).quiet, seed)
	return cs
}

// runCase has a case read, if it is to be, and its people counted.
func runCase(c evalCase) ([]inspect.Group, []inspect.Finding) {
	switch {
	case c.file != "":
		return runAs(c.file, "", c.text)
	case c.text != "" && c.read:
		return runAs("", "text/plain", c.text)
	}
	return run(c)
}

// judged is what became of a case, by the default rules.
func (c evalCase) judged(r *inspect.Report) tally.Case {
	rules, held := decided(r)
	j := tally.Case{Kind: c.kind, Format: c.format, Lang: c.lang, Leak: c.leak, Held: held, People: r.Subjects(), Fewest: c.people, Most: c.people}
	if held {
		j.Rule = rules[0]
	}
	if j.Format == "" {
		j.Format = map[bool]string{true: "rows", false: "text"}[c.text == ""]
	}
	wrong := held != c.leak || c.leak && (j.People*10 < c.people*9 || j.People*10 > c.people*11)
	if wrong && os.Getenv("EVAL_WRONG") != "" {
		fmt.Printf("WRONG %s %s %s: %v, %d people of %d\n%s\n", c.kind, j.Format, c.lang, rules, j.People, c.people, sample(c))
		for _, f := range r.Findings {
			fmt.Printf("  %s %s %d %.2f %s\n", f.Attribute, f.Kind, f.Count, f.Confidence, f.Excerpt)
		}
	}
	return j
}

// shippedRules are the default ones, for an office that owns office.example.
var shippedRules = sync.OnceValue(func() *rule.Ruleset { return rule.Default().WithOwn("office.example") })

// decided asks the default rules about a message to one stranger: those that
// hit, the strictest first, and whether it is held.
func decided(r *inspect.Report) ([]string, bool) {
	to, err := message.ParseAddress("stranger@elsewhere.example")
	if err != nil {
		panic(err)
	}
	v := shippedRules().Decide(rule.Facts{Envelope: message.Envelope{Recipients: []message.Recipient{{Address: to}}}, Report: r})
	return v.Rules, v.Action == rule.Hold
}

// held is whether people are held by the default rules, and how many.
func held(gs []inspect.Group, fs []inspect.Finding) (bool, int) {
	r := &inspect.Report{People: gs, Findings: fs}
	_, hold := decided(r)
	return hold, r.Subjects()
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
