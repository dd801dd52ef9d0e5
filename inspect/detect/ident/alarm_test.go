package ident

import (
	"fmt"
	"math/rand/v2"
	"sort"
	"strings"
	"testing"
)

// ordinaryNumbers are what offices write all day and means nobody. The share is
// how many per thousand may have a hit that is not weak, in a sentence and as a
// cell of its own.
var ordinaryNumbers = []struct {
	name string
	make func(r *rand.Rand) string
	most float64
}{
	{"EAN-13", func(r *rand.Rand) string { return ean(r, "40") }, 0},
	{"ISBN-13", func(r *rand.Rand) string { return ean(r, "978") }, 0},
	{"ISBN-13 in groups", func(r *rand.Rand) string {
		e := ean(r, "978")
		return e[:3] + "-" + e[3:4] + "-" + e[4:7] + "-" + e[7:12] + "-" + e[12:]
	}, 0},
	{"ISBN-10", func(r *rand.Rand) string { return digits(r, 9) + "X" }, 0},
	{"EAN-8", func(r *rand.Rand) string { return digits(r, 8) }, 0},
	{"article", func(r *rand.Rand) string { return digits(r, 6) }, 0},
	{"article of 9", func(r *rand.Rand) string { return digits(r, 9) }, 0},
	{"order of 10", func(r *rand.Rand) string { return digits(r, 10) }, 0},
	{"customer of 12", func(r *rand.Rand) string { return digits(r, 12) }, 0},
	{"invoice with year", func(r *rand.Rand) string { return "2026-" + digits(r, 5) }, 0},
	{"invoice RE", func(r *rand.Rand) string { return "RE" + digits(r, 8) }, 0},
	{"price", func(r *rand.Rand) string { return fmt.Sprintf("%d,%02d", r.IntN(100000), r.IntN(100)) }, 0},
	{"price with dots", func(r *rand.Rand) string {
		return fmt.Sprintf("%d.%03d.%03d,%02d", 1+r.IntN(9), r.IntN(1000), r.IntN(1000), r.IntN(100))
	}, 0},
	{"price with euro", func(r *rand.Rand) string { return digits(r, 9) + " €" }, 0},
	{"time stamp", func(r *rand.Rand) string { return fmt.Sprintf("17%s", digits(r, 8)) }, 0},
	{"time stamp ms", func(r *rand.Rand) string { return fmt.Sprintf("17%s", digits(r, 11)) }, 0},
	{"coordinates", func(r *rand.Rand) string { return fmt.Sprintf("%.6f, %.6f", 50+r.Float64()*5, r.Float64()*10) }, 0},
	{"odds", func(r *rand.Rand) string { return fmt.Sprintf("%d.%04d", 100000+r.IntN(220000), r.IntN(10000)) }, 0},
	{"coordinates long", func(r *rand.Rand) string { return fmt.Sprintf("%.9f;%.9f", 50+r.Float64()*5, r.Float64()*10) }, 0},
	{"VAT DE", func(r *rand.Rand) string { return "DE" + digits(r, 9) }, 0},
	{"VAT NL", func(r *rand.Rand) string { return "NL" + digits(r, 9) + "B01" }, 0},
	{"CVR", func(r *rand.Rand) string { return "CVR " + digits(r, 8) }, 0},
	{"IMEI", func(r *rand.Rand) string { return "35" + digits(r, 13) }, 0},
	{"tracking", func(r *rand.Rand) string { return "3S" + digits(r, 13) }, 0},
	{"tracking DHL", func(r *rand.Rand) string { return "00340434" + digits(r, 12) }, 0},
	{"tracking UPS", func(r *rand.Rand) string { return "1Z" + digits(r, 16) }, 0},
	{"UUID", func(r *rand.Rand) string {
		return hex(r, 8) + "-" + hex(r, 4) + "-" + hex(r, 4) + "-" + hex(r, 4) + "-" + hex(r, 12)
	}, 0},
	{"SHA-1", func(r *rand.Rand) string { return hex(r, 40) }, 0},
	{"base64", func(r *rand.Rand) string { return base64(r, 60) }, 0},
	{"IP", func(r *rand.Rand) string {
		return fmt.Sprintf("%d.%d.%d.%d", r.IntN(256), r.IntN(256), r.IntN(256), r.IntN(256))
	}, 0},
	{"MAC", func(r *rand.Rand) string {
		return hex(r, 2) + ":" + hex(r, 2) + ":" + hex(r, 2) + ":" + hex(r, 2) + ":" + hex(r, 2) + ":" + hex(r, 2)
	}, 0},
	{"version", func(r *rand.Rand) string { return fmt.Sprintf("v%d.%d.%d", r.IntN(20), r.IntN(20), r.IntN(99)) }, 0},
	{"URL", func(r *rand.Rand) string { return "https://www.example.org/x/" + digits(r, 10) + "?id=" + digits(r, 9) }, 0},
	{"percent", func(r *rand.Rand) string { return fmt.Sprintf("%.1f%%", r.Float64()*100) }, 0},
	{"time", func(r *rand.Rand) string {
		return fmt.Sprintf("%02d:%02d-%02d:%02d", r.IntN(24), r.IntN(60), r.IntN(24), r.IntN(60))
	}, 0},
	{"score", func(r *rand.Rand) string {
		return fmt.Sprintf("%d-%d (%d-%d)", r.IntN(9), r.IntN(9), r.IntN(9), r.IntN(9))
	}, 0},
	{"ledger row", func(r *rand.Rand) string {
		return digits(r, 4) + " " + digits(r, 5) + " " + digits(r, 3) + " " + digits(r, 6)
	}, 0},
	{"part number", func(r *rand.Rand) string { return "AB-" + digits(r, 4) + "-" + digits(r, 3) }, 0},
	{"payment reference", func(r *rand.Rand) string {
		return "+++" + digits(r, 3) + "/" + digits(r, 4) + "/" + digits(r, 5) + "+++"
	}, 0},
	{"reference of 16", func(r *rand.Rand) string { return "7" + digits(r, 15) }, 0},
}

func digits(r *rand.Rand, n int) string { return from(r, "0123456789", n) }
func hex(r *rand.Rand, n int) string    { return from(r, "0123456789abcdef", n) }
func base64(r *rand.Rand, n int) string {
	return from(r, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", n)
}

func from(r *rand.Rand, alphabet string, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[r.IntN(len(alphabet))]
	}
	return string(b)
}

func ean(r *rand.Rand, prefix string) string {
	s := prefix + digits(r, 12-len(prefix))
	sum := 0
	for i := range s {
		sum += int(s[i]-'0') * (1 + i%2*2)
	}
	return s + string(rune('0'+(10-sum%10)%10))
}

// TestOrdinaryNumbers counts strong hits in ordinary numbers, and prints which
// kinds they are.
func TestOrdinaryNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 4))
	const n = 3000
	for _, o := range ordinaryNumbers {
		strong, phones, kinds := 0, 0, map[string]int{}
		for range n {
			v := o.make(r)
			for _, h := range append(Scan("Bilag "+v+" vedlagt, se nr. "+v+"\n", nil), Whole(v, nil)...) {
				if h.Kind == known.phone && h.Formatted {
					phones++
				}
				if !h.Weak() && h.Kind != known.date && h.Kind != known.street && h.Kind != known.phone {
					kinds[h.Kind.Name]++
					strong++
				}
			}
		}
		if phones > n/50 {
			t.Errorf("%s: %d of %d read as phone numbers", o.name, phones, 3*n)
		}
		share := float64(strong) / 3 * 1000 / n
		if share > o.most {
			t.Errorf("%s: %.1f strong hits per 1,000, at most %.1f wanted: %v", o.name, share, o.most, kinds)
		} else if strong > 0 {
			t.Logf("%s: %.1f strong hits per 1,000: %v", o.name, share, kinds)
		}
	}
}

// TestMailAlarms prints how often each kind is found in ordinary mails, headers
// and encoded parts included, and fails when a national number, an account or a
// card is found that would count without context.
func TestMailAlarms(t *testing.T) {
	texts := mails(t)
	per := 1000 / float64(len(texts))
	type count struct{ hits, mails, strong int }
	counts := map[string]*count{}
	var hits []Hit
	for _, text := range texts {
		hits = Scan(text, hits[:0])
		seen := map[string]bool{}
		for _, h := range hits {
			c := counts[h.Kind.Name]
			if c == nil {
				c = new(count)
				counts[h.Kind.Name] = c
			}
			c.hits++
			if !h.Weak() {
				c.strong++
			}
			if !seen[h.Kind.Name] {
				seen[h.Kind.Name] = true
				c.mails++
			}
		}
	}
	var names []string
	for n := range counts {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		c := counts[n]
		t.Logf("%-20s %8.1f hits, %8.1f mails, %8.1f strong hits per 1,000 mails", n, float64(c.hits)*per, float64(c.mails)*per, float64(c.strong)*per)
		if c.strong > 0 && !strings.Contains(" date email phone street postcode postcode_town ", " "+n+" ") {
			t.Errorf("%s: %d strong hits", n, c.strong)
		}
	}
}
