package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

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
