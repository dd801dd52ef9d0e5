package ident_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
	"github.com/postlock/postlock/inspect/detect/ident/identtest"
)

func holds(hits []ident.Hit, kind, text, value string) bool {
	for _, h := range hits {
		if h.Kind.Name == kind && text[h.Start:h.End] == value {
			return true
		}
	}
	return false
}

// TestMadeIsFound: whatever a generator makes is found as a whole cell, and in
// running text with a word of its kind before it.
func TestMadeIsFound(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 4))
	for _, name := range identtest.Kinds() {
		k := ident.ByName(name)
		word := ""
		if len(k.Words) > 0 {
			word = k.Words[0]
		}
		missed := 0
		for range 100 {
			v, born := identtest.Born(name, r)
			for _, text := range []string{v, word + ": " + v, word + " " + v + ", og", "\n" + word + "\n" + v + "\n", "(" + word + " " + v + ")", word + ":\t" + v + "."} {
				hits := ident.Scan(text, nil)
				if text == v {
					hits = ident.Whole(text, nil)
				}
				if !holds(hits, name, text, v) {
					missed++
					if missed < 4 {
						t.Errorf("%s: not found in %q", name, text)
					}
				}
				for _, h := range hits {
					if h.Kind == k && k.CarriesBirth && !h.Birth.IsZero() && h.Birth.YearDay() != born.YearDay() {
						t.Errorf("%s: %q was made for %v and read as %v", name, v, born, h.Birth)
					}
				}
			}
		}
	}
}

// caught are the kinds whose check digit catches every single wrong digit. Those
// with a second round or an exception (isikukood, rodné číslo, CPR) are not.
var caught = strings.Fields("fodselsnummer personnummer hetu bsn rijksregister matricule ahv nir nhs chi dni nie nif_es amka taj oib be_eid onderwijsnummer iban card")

// TestEveryCheckIsTried: whatever kind of number has a check digit has a
// template, so that the tests here are about all of them.
func TestEveryCheckIsTried(t *testing.T) {
	for _, k := range ident.Kinds() {
		if numbers(k) && k.Chance < 1./2 && !slices.Contains(identtest.Kinds(), k.Name) {
			t.Errorf("%s has a check and no template in identtest", k.Name)
		}
	}
}

// numbers tells whether a kind is of numbers that an authority, a bank or an
// issuer of cards gives out.
func numbers(k *ident.Kind) bool {
	return k.Attribute == inspect.NationalID || k.Attribute == inspect.BankAccount || k.Attribute == inspect.Card
}

// changed is a number with one digit changed, but for the first that are kept.
func changed(r *rand.Rand, v string, keep int) string {
	b := []byte(v)
	i := r.IntN(len(b))
	for b[i] < '0' || b[i] > '9' || i < keep {
		i = r.IntN(len(b))
	}
	b[i] = '0' + (b[i]-'0'+1+byte(r.IntN(9)))%10
	return string(b)
}

// TestChangedIsNotFound: one changed digit makes a number of a strong kind
// invalid, also with a word of its kind before it.
func TestChangedIsNotFound(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 4))
	for _, name := range caught {
		word := ident.ByName(name).Words[0] + ": "
		keep := 0
		if name == "iban" || name == "personnummer" { // the century is not checked
			keep = 4
		}
		for range 200 {
			v := identtest.Make(name, r)
			if c := changed(r, v, keep); holds(ident.Scan(word+c, nil), name, word+c, c) {
				t.Errorf("%s: %q is found after a change from %q", name, c, v)
			}
		}
	}
}

// unchecked are kinds without a check digit: letters, a date or a prefix are all
// there is to see, and so they never count without their words.
var unchecked = strings.Fields("nino cpr_shape kennitala_shape kerfiskennitala personas_kods_new rodne_cislo_9 driver_gb id_mt id_cy adt_gr peid cnic ssn_us")

// TestFewChangedAreFound: of any kind with a check digit, one changed digit passes
// in about one of ten at worst, where a remainder of ten or a second round leaves a
// digit with two meanings, also with a word of its kind before it.
func TestFewChangedAreFound(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for _, name := range identtest.Kinds() {
		k := ident.ByName(name)
		if !numbers(k) || slices.Contains(unchecked, name) {
			continue
		}
		const n = 100
		found := 0
		for range n {
			c := changed(r, identtest.Make(name, r), 0)
			if text := k.Words[0] + ": " + c; holds(ident.Scan(text, nil), name, text, c) {
				found++
			}
		}
		if found > n/5 {
			t.Errorf("%s: %d of %d numbers are found after one digit changed", name, found, n)
		}
	}
}

// TestChance: random strings of a kind's first shape pass about as often as the
// kind says, and never much more often.
func TestChance(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, c := range []struct {
		kind   string
		digits int
	}{{"cpr", 10}, {"fodselsnummer", 11}, {"bsn", 9}, {"rijksregister", 11}, {"steuer_id", 11}, {"personnummer", 10}, {"nhs", 10}, {"pesel", 11}, {"egn", 10}, {"rodne_cislo", 10}, {"cnp", 13}, {"emso", 13}, {"oib", 11}, {"isikukood", 11}, {"amka", 11}, {"svnr", 10}, {"taj", 9}, {"ahv", 13}, {"chi", 10}, {"kennitala", 10}, {"szemelyi", 11}} {
		const n = 40_000
		pass := 0
		var hits []ident.Hit
		for range n {
			b := make([]byte, c.digits)
			for i := range b {
				b[i] = '0' + byte(r.IntN(10))
			}
			hits = ident.Scan(string(b), hits[:0])
			for _, h := range hits {
				if h.Kind.Name == c.kind {
					pass++
				}
			}
		}
		got, want := float64(pass)/n, ident.ByName(c.kind).Chance
		if got > want*1.35+0.0005 || got < want/2-0.0005 {
			t.Errorf("%s: 1 in %.0f random numbers passes, the table says 1 in %.0f", c.kind, 1/got, 1/want)
		}
	}
}

// FuzzScan: hits lie in the text, and what is found in a text is found again.
func FuzzScan(f *testing.F) {
	for _, s := range []string{"CPR 211062-5629", "NL91 ABNA 0417 1643 00", "+49 (0)30 123456", "3. maj 2012", "Eikenlaan 149, 6037 KZ Arnhem", "P<UTO<<", "a@b.nl", "\xc2", "0", "12\xe2\x80"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		hits := ident.Scan(text, nil)
		for _, h := range append(hits, ident.Whole(text, nil)...) {
			if h.Start < 0 || h.End > len(text) || h.Start >= h.End || h.Kind == nil {
				t.Fatalf("hit out of the text: %+v", h)
			}
			ident.Mask(h.Kind.Name, text[h.Start:h.End])
			ident.Near(text, h, 40)
		}
	})
}
