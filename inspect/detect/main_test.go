package detect

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/extract"
)

// TestMain lets the tests read what they make with the real readers.
func TestMain(m *testing.M) {
	extract.RunWorkerIfAsked()
	os.Exit(m.Run())
}

var evalPool = sync.OnceValues(func() (*extract.Pool, error) { return extract.NewPool(extract.Options{Workers: 1}) })

// evalToday is the day on which made messages are read.
var evalToday = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

// unread is a detector's sink that panics on what cannot be read, as nothing
// that the tests make should be.
type unread struct{ *Detector }

func (unread) Unreadable(u inspect.Unreadable) { panic("unreadable: " + u.Detail) }

// runAs has a file read and its people counted.
func runAs(name, mime, content string) ([]inspect.Group, []inspect.Finding) {
	d := New(inspect.Parties{Own: []string{"office.example"}}, Options{Today: evalToday})
	pool, err := evalPool()
	if err != nil {
		panic(err)
	}
	if err := pool.Extract(context.Background(), inspect.File{Path: "body", Name: name, Type: mime, Charset: "utf-8", Body: strings.NewReader(content)}, unread{d}); err != nil {
		panic(err)
	}
	return d.Result()
}
