package extract

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/extract/pdfium"
	"github.com/postlock/postlock/inspect/extract/pdftext"
)

// lines keeps what a page's layout gives, a line or row each.
type lines struct {
	inspect.Sink
	got []string
}

func (l *lines) text(_ string, _ int, _ bool, s string)       { l.got = append(l.got, s) }
func (l *lines) row(r inspect.Row)                            { l.got = append(l.got, strings.Join(r.Cells, " | ")) }
func (l *lines) unreadable(_ string, _ inspect.Why, _ string) {}
func (l *lines) child(_ string, _ []byte, _ bool)             {}
func (l *lines) stopped() bool                                { return false }

// laidOut are the lines and rows of a page.
func laidOut(p pdftext.Page) []string {
	var l lines
	layOut(p.Chars, "page", &l)
	for _, chars := range p.Turned {
		layOut(chars, "page", &l)
	}
	for _, n := range p.Notes {
		l.got = append(l.got, n.Text)
	}
	return l.got
}

// missingWords are those of a that b lacks.
func missingWords(a, b []string) (missing []string, total int) {
	have, want := map[string]int{}, map[string]int{}
	countWords(have, strings.Join(b, "\n"))
	countWords(want, strings.Join(a, "\n"))
	for w, n := range want {
		total += n
		for range n - have[w] {
			missing = append(missing, w)
		}
	}
	slices.Sort(missing)
	return missing, total
}

// TestCleanPDF shows that both readers give the same lines and rows.
func TestCleanPDF(t *testing.T) {
	engine := newPDFium(t)
	table := map[[2]int]string{{50, 780}: "Beste allen, hierbij de lijst van de leden."}
	for i, r := range [][3]string{{"Naam", "Plaats", "Telefoon"}, {"Jan Smit", "Delft", "0612345678"}, {"Piet de Wit", "Gouda", "0687654321"}, {"Kees", "", "0611111111"}} {
		for c, w := range r {
			table[[2]int{50 + 130*c, 740 - 16*i}] = w
		}
	}
	for name, page := range map[string][]byte{
		"table": drawn(table),
		"words": drawn(map[[2]int]string{{50, 700}: "Zoals afgesproken", {136, 700}: "stuur", {162, 700}: "ik", {50, 650}: "groet", {-80, 600}: "buiten", {50, 630}: "een-", {50, 618}: "twee"}),
	} {
		page = append(bytes.TrimSuffix(page, []byte("%%EOF")), crossReferences(page)...)
		d, err := pdftext.Open(page, pdftext.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		ours, err := d.Page(0, nil)
		if err != nil {
			t.Fatal(err)
		}
		other, err := engine.Open(t.Context(), page)
		if err != nil {
			t.Fatal(err)
		}
		theirs, _ := other.Page(0, nil)
		if a, b := laidOut(ours), laidOut(theirs); !slices.Equal(a, b) || len(a) < 4 {
			t.Errorf("%s: %q, PDFium %q", name, a, b)
		}
		other.Close()
	}
}

func newPDFium(t *testing.T) *pdfium.Engine {
	t.Helper()
	engine, err := pdfium.New(t.Context(), filepath.Join(os.TempDir(), "postlock-test-cache"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { engine.Close(context.Background()) })
	return engine
}

// TestCorpusCleanPDF compares the pages that pdftext finds clean with what
// PDFium reads.
func TestCorpusCleanPDF(t *testing.T) {
	for _, pattern := range []string{"invoices/*.pdf", "pdf/*.pdf"} {
		files := corpusFiles(t, pattern)
		if files == nil {
			return
		}
		engine := newPDFium(t)
		clean, pages, cleanPages, lost, made, words := 0, 0, 0, 0, 0, 0
		why := map[string]int{}
		for _, path := range files {
			if only := os.Getenv("POSTLOCK_ONLY"); only != "" && !strings.Contains(path, only) {
				continue
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			d, err := pdftext.Open(data, pdftext.Limits{})
			if err != nil {
				why[err.Error()]++
				t.Logf("OPEN %s: %v", filepath.Base(path), err)
				continue
			}
			other, err := engine.Open(t.Context(), data)
			if err != nil {
				t.Errorf("%s is clean, but PDFium: %v", path, err)
				continue
			}
			all := true
			if other.Pages() != d.Pages() {
				t.Errorf("%s: %d pages, PDFium %d", path, d.Pages(), other.Pages())
			}
			for i := range min(d.Pages(), 200) {
				pages++
				p, err := d.Page(i, nil)
				if err != nil {
					if !errors.Is(err, pdftext.ErrUnclean) {
						t.Error(err)
					}
					why[err.Error()]++
					t.Logf("PAGE %s page %d: %v", filepath.Base(path), i+1, err)
					all = false
					continue
				}
				cleanPages++
				q, _ := other.Page(i, nil)
				ours, theirs := laidOut(p), laidOut(q)
				less, n := missingWords(theirs, ours)
				more, _ := missingWords(ours, theirs)
				words, lost, made = words+n, lost+len(less), made+len(more)
				if len(less)+len(more) > 0 {
					t.Logf("DIFF %s page %d: of %d words lacks %d %.200q, has %d more %.200q", filepath.Base(path), i+1, n, len(less), less, len(more), more)
				}
				if os.Getenv("POSTLOCK_ONLY") != "" {
					t.Logf("ours:\n%s\n\nPDFium:\n%s", strings.Join(ours, "\n"), strings.Join(theirs, "\n"))
				}
			}
			other.Close()
			if all {
				clean++
			}
		}
		for w, n := range why {
			t.Logf("WHY %4d %s", n, w)
		}
		t.Logf("SUM %s: %d of %d files clean, %d of %d pages; %d words, %d lacking, %d more", pattern, clean, len(files), cleanPages, pages, words, lost, made)
	}
}
