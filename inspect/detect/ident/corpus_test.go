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

// disagree are the numbers of the suites on which we differ, by kind and start of
// the number, and why.
var disagree = map[string]string{
	"*:iban ES89":                   "an account number that only the Spanish bank's own check digits refuse",
	"BE:iban BE54":                  "the Belgian bank's own check digits are not looked at",
	"ME:iban ME52":                  "the Montenegrin bank's own check digits are not looked at",
	"BE:bis 00000100195":            "parts of the date may be unknown",
	"BE:nn 00400100184":             "one kind for national and bis numbers: month + 40",
	"BE:bis 88022999990":            "one kind for national and bis numbers",
	"BE:nn 75.46.08-980.95":         "one kind for national and bis numbers",
	"BE:nn 98.47.28-997.65":         "one kind for national and bis numbers",
	"BG:egn 7552010005":             "born in 2075",
	"DE:idnr 1112345678":            "three equal digits in a row are not issued",
	"ES:nif A":                      "a company",
	"ES:nif B":                      "a company",
	"ES:nif ES B":                   "a company",
	"FI:hetu 131052a308t":           "born in 2052",
	"GR:vat GR 23456780":            "eight digits; Whole restores the zero of a column only",
	"IS:kennitala 4":                "a company",
	"IS:kennitala 5":                "a company",
	"IS:kennitala 6":                "a company",
	"IS:kennitala 7":                "a company",
	"IT:codicefiscale 00743110157":  "a company",
	"PT:nif 506035220":              "a company",
	"LI:peid 84166":                 "five digits without a check are any number",
	"LI:peid 84167":                 "five digits without a check are any number",
	"LI:peid 13-39050":              "a separator in an unusual place",
	"LT:asmens 36813280103":         "an argument switches the check of the date off",
	"SE:personnummer 11900102-2384": "born in 1190",
}

func whyNot(name, number string) (string, bool) {
	for start, why := range disagree {
		if strings.HasPrefix(name+" "+number, start) {
			return why, true
		}
	}
	return "", false
}

// TestIDs compares validate with two public suites of numbers.
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
		err := validate(c[0], c[1], c[2])
		if errors.Is(err, errUnknown) {
			continue
		}
		name := c[0] + ":" + c[1]
		if scores[name] == nil {
			scores[name] = &score{}
		}
		scores[name].all++
		if (err == nil) == (c[3] == "valid") {
			scores[name].good++
		} else if why, ok := whyNot(name, c[2]); ok {
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
