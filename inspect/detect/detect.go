// Package detect decides who a message is about and what it says of them. It
// takes text and table rows as extract reads them, in one pass and bounded
// memory, and counts people by records: a row, a card, a line or a block that
// has a person and at least one thing said of that person.
package detect

import (
	"time"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
	"github.com/postlock/postlock/inspect/detect/known"
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
	// Words are the word lists of the special categories; ours when nil.
	Words *Words
	// Known are the office's own people; nil when there are none.
	Known *known.Register
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
	opts     Options
	own      *ownPeople
	who      *correspondents
	special  specialReader
	people   *people
	finds    findings
	table    *table
	tables   int
	text     *prose
	rest     remainder
	headings map[string]heading
	hits     []ident.Hit
	fresh    []lineRecord  // for the next names in running text
	answers  []*lineRecord // of people who are quoted
	writer   writer
	pages    pages
	letters  []*lineRecord   // readers of letters
	ids      map[uint64]bool // national numbers that are sure by themselves
}

// New makes a Detector for a message between the given parties.
func New(p inspect.Parties, opts Options) *Detector {
	opts = opts.withDefaults()
	d := &Detector{
		opts: opts, who: newCorrespondents(p), special: specialReader{specials: opts.Words.lists()},
		people: newPeople(opts.MaxPeople), headings: map[string]heading{}, ids: map[uint64]bool{},
	}
	d.own, d.rest = newOwnPeople(d, p, opts.Known), newRemainder(d)
	return d
}

// Result implements inspect.Detector.
func (d *Detector) Result() ([]inspect.Group, []inspect.Finding) {
	d.endText()
	d.endTable()
	d.pages.end()
	d.own.end()
	d.judgeAnswers()
	d.judgeLetters()
	skip := map[uint64]bool{}
	for n := range d.who.names {
		skip[d.people.hash(n)] = true
	}
	groups := d.people.groups(skip)
	if len(groups) == 0 && len(d.ids) > 0 { // a letter about somebody whose name stands elsewhere in it
		groups = []inspect.Group{{Attributes: inspect.Set(inspect.NationalID), Count: len(d.ids)}}
	}
	groups = atLeast(d.unread(groups), d.own.filled())
	return groups, d.finds.list
}

// atLeast adds people of whom nothing more is known until there are n.
func atLeast(groups []inspect.Group, n int) []inspect.Group {
	for _, g := range groups {
		n -= g.Count
	}
	if n > 0 {
		groups = append(groups, inspect.Group{Attributes: inspect.Set(inspect.Other), Count: n})
	}
	return groups
}

var _ inspect.Detector = (*Detector)(nil)
