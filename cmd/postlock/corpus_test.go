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

	"github.com/postlock/postlock/inspect/tally"
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

// judged is what became of a file, of which a leak should have the action want.
func (l *line) judged(kind, want string) tally.Case {
	c := tally.Case{Kind: kind, Leak: want != "pass", Held: l.Action != "pass", People: l.Subjects}
	if c.Leak {
		c.Held = l.Action == want
	}
	if len(l.Rules) > 0 {
		c.Rule = l.Rules[0]
	}
	return c
}

// TestPractice holds the scan against what is expected of 101 made messages.
func TestPractice(t *testing.T) {
	lines := scanned(t, "practice/cases/*.eml")
	expect, err := os.ReadFile(filepath.Join(corpus, "practice/expect.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var all tally.Tally
	agree, total := map[string]int{}, map[string]int{}
	for row := range strings.Lines(string(expect)) {
		f := strings.Split(strings.TrimSpace(row), "\t")
		fewest, _ := strconv.Atoi(f[2])
		most, _ := strconv.Atoi(f[3])
		l, kind := lines[f[0]+".eml"], f[4]
		c := l.judged(practiceKind(f[0], kind), f[1])
		c.Format, c.Lang, c.Fewest, c.Most = practiceFormat(f[0]), f[0][len(f[0])-2:], fewest, most
		all.Add(c)
		total[kind]++
		if l.Action == f[1] && fewest <= l.Subjects && l.Subjects <= most {
			agree[kind]++
			continue
		}
		t.Logf("%s: %s with %d people (%v), want %s with %d to %d", f[0], l.Action, l.Subjects, l.Rules, f[1], fewest, most)
	}
	all.Print(t.Output())
	for kind, n := range total {
		t.Logf("%-14s %d of %d agree", kind, agree[kind], n)
		if agree[kind]*100 < n*95 {
			t.Errorf("%s: fewer than 95 in 100 agree", kind)
		}
	}
}

// practiceKind is the layout in a name such as "001-leak-xlsx-full-nl".
func practiceKind(name, kind string) string {
	parts := strings.Split(name, "-")
	return kind + " " + strings.Join(parts[2:len(parts)-1], " ")
}

// practiceFormat is the format in such a name; what only has many recipients, or
// cannot be read, is a format of its own.
func practiceFormat(name string) string {
	parts := strings.Split(name, "-")
	switch {
	case parts[1] == "bcc" || parts[1] == "both":
		return "recipients"
	case parts[1] == "unread":
		return "unreadable"
	}
	return parts[2]
}

// TestOrdinaryMail counts what is stopped of mail that nobody should stop, and
// which rule did it.
func TestOrdinaryMail(t *testing.T) {
	var all tally.Tally
	for _, set := range []struct {
		pattern string
		allowed int // per 1,000
	}{{"mail/*", 5}, {"invoices/*", 0}, {"orgs/*", 0}} {
		t.Run(filepath.Dir(set.pattern), func(t *testing.T) {
			lines := scanned(t, set.pattern)
			stopped := 0
			for _, name := range sortedKeys(lines) {
				l := lines[name]
				c := l.judged(filepath.Dir(set.pattern), "pass")
				if c.Held = l.Action == "hold" || l.Action == "reject"; c.Held {
					stopped++
					t.Logf("%s: %v, %d people, %v", name, l.Rules, l.Subjects, l.Unreadable)
				}
				all.Add(c)
			}
			if stopped*1000 > set.allowed*len(lines) {
				t.Errorf("%d of %d ordinary files are stopped; %d in 1,000 are allowed", stopped, len(lines), set.allowed)
			}
		})
	}
	if n, _ := all.Ordinary(); n > 0 {
		all.Print(t.Output())
	}
}

// rightlyHeld are the Office files of the corpus, or beginnings of their names,
// that are held, by which rule, and why that is right. Each was looked at.
var rightlyHeld = []struct{ name, rule, why string }{
	{"document__word2.doc", "people-list", "members of a standards body, 47 with telephone and e-mail"},
	{"integration__stress006.docx", "people-list", "a presbytery's preachers, 24 with home address, telephone and e-mail"},
	{"spreadsheet__52716.xlsx", "people-list", "staff and students of a university, 39 with e-mail, many private ones"},
	{"spreadsheet__ar.org.apsme.www_Form", "sensitive-people", "members with loans, 9 with why they pay no more: retired, dead, on maternity leave"},
	{"document__clusterfuzz-", "unreadable", "made by a fuzzer"},
	{"slideshow__clusterfuzz-", "unreadable", "made by a fuzzer"},
	{"spreadsheet__clusterfuzz-", "unreadable", "made by a fuzzer"},
	{"document__crash-", "unreadable", "made by a fuzzer"},
	{"document__bug53475-password-is-pass.docx", "unreadable", "has a password"},
	{"poifs__60320-protected.xlsx", "unreadable", "has a password"},
	{"poifs__extenxls_pwd123.xlsx", "unreadable", "has a password"},
	{"poifs__protected_sha512.xlsx", "unreadable", "has a password"},
	{"slideshow__Password_Protected-", "unreadable", "has a password"},
	{"spreadsheet__35897-type4.xls", "unreadable", "has a password"},
	{"spreadsheet__password.xls", "unreadable", "has a password"},
	{"spreadsheet__protected_passtika.xlsb", "unreadable", "has a password"},
	{"spreadsheet__xor-encryption-abc.xls", "unreadable", "has a password"},
	{"poifs__unknown_properties.msg", "unreadable", "its short streams cannot be read; file(1) says so, too"},
	{"slideshow__bug65551.pptx", "unreadable", "an object of an unknown program is inside"},
	{"spreadsheet__60825.xlsx", "unreadable", "a sheet that the workbook names is not there"},
	{"spreadsheet__duplicate-filename.xlsx", "unreadable", "two parts of one name: two readers may show different ones"},
}

// TestOfficeFiles scans the Office files of the corpus, each as an attachment to
// a stranger. They are test files of a library, not mail: what is held of them
// must be known and right.
func TestOfficeFiles(t *testing.T) {
	lines := scanned(t, "office/*")
	var all tally.Tally
	seen := map[string]int{}
	for _, name := range sortedKeys(lines) {
		l := lines[name]
		c := l.judged("Office files", "pass")
		all.Add(c)
		if !c.Held {
			continue
		}
		known := rightly(name)
		if known < 0 || rightlyHeld[known].rule != c.Rule {
			t.Errorf("%s is held by %s with %d people, %v: look at it", name, c.Rule, l.Subjects, l.Unreadable)
			continue
		}
		seen[rightlyHeld[known].name]++
	}
	all.Print(t.Output())
	for _, r := range rightlyHeld {
		t.Logf("%2d held by %-12s %-42s %s", seen[r.name], r.rule, r.name, r.why)
		if seen[r.name] == 0 {
			t.Errorf("%s passes: %s", r.name, r.why)
		}
	}
}

// rightly finds a file in rightlyHeld; -1 when it is not there.
func rightly(name string) int {
	_, name, _ = strings.Cut(name, "office_poi__")
	for i, r := range rightlyHeld {
		if strings.HasPrefix(name, r.name) {
			return i
		}
	}
	return -1
}

func sortedKeys[V any](m map[string]V) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
