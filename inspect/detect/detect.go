// Package detect decides who a message is about and what it says of them. It
// takes text and table rows as extract reads them, in one pass and bounded
// memory, and counts people by records: a row, a card, a line or a block that
// has a person and at least one thing said of that person.
//
// A name by itself counts for nobody, and a value by itself hardly ever: nearly all
// rules here bring the one to the other, or say why they do not belong together. The
// words that stand by tell most, so half of the package is lists of words, in thirteen
// languages; they are folded (fold.go) to small letters without accents unless a
// comment says otherwise. Most lines say nothing of anybody, so that a cheap look
// often stands before a dear one; comments call it "most" or "nearly always".
//
// # The way of a table
//
// Row (table.go) keeps the first 200 rows of a table, until its columns are typed:
//
//  1. Rows are put into shape: numbers that a reader of pages tore apart are joined
//     (torn.go), tables beside each other laid below each other (repeating.go), cells
//     with a name and a value parted (joined.go), lists of people in a cell made rows
//     (listed.go). reshape.go says which of these a table needs.
//  2. A table of labels and values is a form (form.go), and goes another way.
//  3. The header is found (table_head.go) and its cells understood (header.go,
//     header_words*.go, question.go).
//  4. Every cell of a column votes for what the column holds (value.go, votes.go), and
//     typing.go settles what needs several columns: which are names (typing_names.go),
//     whose the others are (typing_more.go), that the rows are firms, places, animals,
//     works or an office's own people and not private ones (the other typing_*.go).
//
// From then on emit (row.go) reads each row into drafts (draft.go), one for each person
// in it. A table without people is read row by row as lines of text (looseRow).
//
// # The way of a text
//
// Text (prose.go) looks first for lists that are tables nobody drew, a person a line or a
// block (roster*.go); these go the way of tables. In the rest the halves of names that a
// list parts are joined (halves.go, flattened.go), and then it is read line by line: read
// leaves out quoted headers, closings and signatures (quoted.go, region.go, closing.go),
// knows letters (letter.go, merged.go) and hands labels with their values to a form
// (labels.go, stacked.go). What is left is for record (line.go):
//
//  1. The values of the line are found by package ident and weighed (items.go). Those that
//     are no proof by themselves, a date, a row of digits, are kept apart (maybe.go).
//  2. Names are sought in the segments between them (segment.go, names_in.go, sentence.go);
//     name.go tells what may be a name, by the lists of lexicon.go.
//  3. The line may say that somebody is reached at an office, see below, or is ill (said.go).
//  4. attach.go gives each value to its person, or to the name above or below it.
//
// When a paragraph ends it is read again by its sentences if one of its words is of a
// special category (paragraph.go, told.go): people that sentences name are found by
// addressed.go, called.go and guess.go, what is said of each of them by clause.go,
// told_words.go and told_others.go, and those who are named beside them by company.go,
// notes.go, wards.go and professed.go.
//
// Records whose names are on no list, and values that are no proof, wait to the end of the
// text: judge.go and promote (maybe.go) count them if the others of their list bear them out.
//
// # What is said of people
//
// special.go and special_scan.go know the words for health, religion, union, origin,
// politics, sexual life, crimes and social care in any text; the words are in
// special_words*.go, further ones come from the office's rules (NewWords). dish.go keeps
// a gluten-free cake from being somebody's illness.
//
// # Who is no subject
//
// Each of these lets people go who look like any others, so each asks for a positive
// reason: those who write and are written to (parties.go, quoted.go, answers.go,
// guests.go), whoever is reached at an office, by the job (functions.go, at_work.go,
// typing_staff.go), the organisation's mailbox (house.go, roles.go) or the place
// (office.go, practice.go, typing_rows.go), who holds a public office (officials.go,
// typing_public.go), who signed a program or a paper (published.go), and the dead
// (longAgo, isDead, lived).
//
// # How people are counted
//
// people.go counts every person once, by name and by facts that tell namesakes apart;
// finding.go keeps where something was found, and masks it. known.go recognises the
// people of the office's own lists. remainder.go counts a second time, coarsely: any
// full name with a value close by, in case that a list has a form that no reader knows.
// It is believed where the readers found no list, or missed a third of one.
//
// # Where to mend what
//
// A message that is held or passes wrongly becomes a case of testdata/cases first (see
// cases_test.go). Then, from the finding that is wrong or missing:
//
//	a name is none, or the other way round       name.go, thing.go, lexicon*.go, words/
//	a heading or label is not understood         header_words*.go, by language
//	a column is taken for something else         votes.go, then typing*.go
//	a value in a line is not seen or not one     package ident, items.go, maybe.go
//	a value goes to the wrong person             attach.go; in rows typing_more.go
//	a word of an illness or the like is missing  special_words*.go
//	a sentence is not about whom it names        told*.go, clause.go
//	contacts of an office are counted            functions.go, office.go, typing_staff.go
//	one person is counted as two, or two as one  people.go
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
	hushed   *specialReader // of what is confided; nil before the first text
	people   *people
	finds    findings
	table    *table
	tables   int
	text     *prose
	rest     remainder
	coded    coded
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
	d.own, d.rest, d.coded = newOwnPeople(d, p, opts.Known), newRemainder(d), coded{d: d}
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
	d.coded.end()
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
