package extract

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/postlock/postlock/inspect"
)

// The corpora lie beside the checkout and are not part of it; tests over them
// are reports, run by name:
//
//	POSTLOCK_CORPUS=1 go test -run 'Corpus|Agreement' -v ./inspect/extract
const corpora = "../../../shared/corpus"

func corpusFiles(t testing.TB, pattern string) []string {
	t.Helper()
	if os.Getenv("POSTLOCK_CORPUS") == "" {
		t.Log("a report over other people's files, not a test: set POSTLOCK_CORPUS=1 to have it")
		return nil
	}
	files, err := filepath.Glob(filepath.Join(corpora, pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files %s: %v", pattern, err)
	}
	return files
}

// TestCorpusHostile reads archives that crash and fill up others: each must be
// answered in its time, and the pool go on.
func TestCorpusHostile(t *testing.T) {
	for _, folder := range []string{"mail/*", "hostile/*", "mail-odd/*", "office/*", "pdf/*", "invoices/*", "orgs/*"} {
		t.Run(strings.TrimSuffix(folder, "/*"), func(t *testing.T) { outcomes(t, folder) })
	}
}

func outcomes(t *testing.T, pattern string) {
	files := corpusFiles(t, pattern)
	if files == nil {
		return
	}
	p := newTestPool(t, Options{Workers: 1, Jobs: 50, Limits: Limits{Time: 30 * time.Second}})
	peak, heaviest := 0.0, ""
	count := map[string]int{}
	var slow []string
	var times []time.Duration
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			continue // a folder
		}
		start := time.Now()
		got := extract(t, p, filepath.Base(path), data)
		took := time.Since(start)
		times = append(times, took)
		if now := workerPeak(p); now > peak {
			peak, heaviest = now, filepath.Base(path)
		}
		if took > time.Second {
			slow = append(slow, fmt.Sprintf("%v %s", took.Round(time.Millisecond), filepath.Base(path)))
		}
		outcome := "read"
		if len(got.unread) > 0 {
			u := got.unread[0]
			outcome = string(u.Why)
			t.Logf("%-60s %s: %s (%d texts, %d rows)", filepath.Base(path), u.Why, u.Detail, len(got.texts), len(got.rows))
		} else if len(got.texts)+len(got.rows) == 0 {
			outcome = "nothing in it"
			t.Logf("%-60s nothing", filepath.Base(path))
		}
		count[outcome]++
	}
	slices.Sort(times)
	t.Logf("%s: %d files %v; median %v, p99 %v, longest %v; over a second: %q; a worker's peak %.0f MB at %s", pattern, len(times), count,
		times[len(times)/2].Round(time.Microsecond), times[len(times)*99/100].Round(time.Millisecond), times[len(times)-1].Round(time.Millisecond), slow, peak, heaviest)
}

// TestAgreement compares the different words found with those of LibreOffice and
// pdftotext, which read the same files.
func TestAgreement(t *testing.T) {
	oracles := filepath.Join(os.TempDir(), "postlock-oracle")
	for _, c := range []struct{ name, pattern, oracle string }{
		{"pdf", "pdf/*.pdf", "pdftotext"}, {"invoices", "invoices/*.pdf", "pdftotext"},
		{"xlsx", "office/*.xlsx", "xlsx"}, {"xlsm", "office/*.xlsm", "xlsx"}, {"xlsb", "office/*.xlsb", "xlsx"}, {"xls", "office/*.xls", "xlsx"},
		{"docx", "office/*.do[ct][xm]", "txt"}, {"doc", "office/*.doc", "txt"},
		{"pptx", "office/*.pptx", "odp"}, {"ppt", "office/*.ppt", "odp"},
	} {
		t.Run(c.name, func(t *testing.T) { agreement(t, c.pattern, filepath.Join(oracles, c.oracle)) })
	}
}

func agreement(t *testing.T, pattern, oracles string) {
	p := newTestPool(t, Options{})
	var shares []float64
	type poor struct {
		share float64
		note  string
	}
	var worst []poor
	for _, path := range corpusFiles(t, pattern) {
		want, ok := oracle(t, path, oracles)
		if !ok || len(want) < 5 {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		got := extract(t, p, filepath.Base(path), data)
		have := map[string]int{}
		countWords(have, got.all())
		if filepath.Base(oracles) == "xlsx" { // LibreOffice shows dates and decimals in its own way
			maps.DeleteFunc(want, func(w string, _ int) bool { return !strings.ContainsFunc(w, unicode.IsLetter) })
			if len(want) == 0 {
				continue
			}
		}
		if filepath.Base(oracles) == "odp" { // it breaks words where lines end, and makes up the numbers of axes
			all := strings.ToLower(strings.Join(strings.Fields(got.all()), ""))
			maps.DeleteFunc(want, func(w string, _ int) bool {
				return !strings.ContainsFunc(w, unicode.IsLetter) || have[w] == 0 && strings.Contains(all, w)
			})
		}
		hit, total := 0, len(want)
		var missing []string
		for w := range want {
			if have[w] > 0 {
				hit++
			} else {
				missing = append(missing, w)
			}
		}
		share := float64(hit) / float64(total)
		shares = append(shares, share)
		if share < 0.95 {
			slices.Sort(missing)
			worst = append(worst, poor{share, fmt.Sprintf("%s (%d words) lacks %.120q; %v", filepath.Base(path), total, missing[:min(len(missing), 8)], got.unread)})
		}
	}
	slices.SortFunc(worst, func(a, b poor) int { return cmp.Compare(a.share, b.share) })
	for _, w := range worst {
		t.Logf("%5.1f %% %s", 100*w.share, w.note)
	}
	over := func(limit float64) float64 {
		n := 0
		for _, s := range shares {
			if s >= limit {
				n++
			}
		}
		return 100 * float64(n) / float64(max(len(shares), 1))
	}
	t.Logf("AGREEMENT %s: %d files, %.1f %% with 95 %% of the words, %.1f %% with 90 %%", pattern, len(shares), over(0.95), over(0.90))
}

// countWords counts words of letters and digits, without case.
func countWords(words map[string]int, text string) {
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		words[w]++
	}
}

// oracle gives the words another program found; LibreOffice's results lie in a
// folder, made beforehand with its own converter.
func oracle(t *testing.T, path, folder string) (map[string]int, bool) {
	words := map[string]int{}
	switch filepath.Base(folder) {
	case "pdftotext":
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		out, err := exec.CommandContext(ctx, "pdftotext", path, "-").Output()
		if err != nil {
			return nil, false
		}
		countWords(words, string(out))
	case "txt":
		out, err := os.ReadFile(filepath.Join(folder, filepath.Base(path)+".txt"))
		if err != nil {
			return nil, false
		}
		countWords(words, string(out))
	default:
		out, err := os.ReadFile(filepath.Join(folder, filepath.Base(path)+".csv"))
		if err != nil {
			return nil, false
		}
		countWords(words, string(out))
	}
	return words, true
}

// TestCorpusPractice shows that every leak of the practice set gives rows or
// text with its people, or the reason why not.
func TestCorpusPractice(t *testing.T) {
	p := newTestPool(t, Options{})
	for _, path := range corpusFiles(t, "practice/cases/*.eml") {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		got := extract(t, p, filepath.Base(path), data)
		t.Logf("%-50s %5d rows %3d texts %v", filepath.Base(path), len(got.rows), len(got.texts), got.unread)
		leak := strings.Contains(path, "-leak-") && !strings.Contains(path, "bodytext") && !strings.Contains(path, "one-id")
		if leak && len(got.rows) < 5 || strings.Contains(path, "-unread-") && len(got.unread) == 0 || strings.Contains(path, "-ok-") && len(stops(got.unread)) > 0 {
			t.Errorf("%s: %d rows, unreadable %v", path, len(got.rows), got.unread)
		}
	}
}

// stops are the unreadable parts that hold a message.
func stops(us []inspect.Unreadable) []inspect.Unreadable {
	return slices.DeleteFunc(slices.Clone(us), func(u inspect.Unreadable) bool { return u.Why == inspect.Picture })
}
