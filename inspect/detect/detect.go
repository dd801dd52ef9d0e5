// Package detect decides who a message is about and what it says of them. It
// takes text and table rows as extract reads them, in one pass and bounded
// memory, and counts people by records: a row, a card, a line or a block that
// has a person and at least one thing said of that person.
//
// A name by itself counts for nobody, and a value by itself hardly ever: nearly all
// rules here bring the one to the other, or say why they do not belong together. The
// words that stand by tell most, so half of the package is lists of words, in up to
// thirteen languages; they are folded (text_fold.go) to small letters without accents
// unless a comment says otherwise. Most lines say nothing of anybody, so that a cheap look
// often stands before a dear one; comments call it "most" or "nearly always".
//
// Files sort into groups: table_ and typing_ are the way of a table, heading_ what stands
// over its columns; prose_, line_, list_ and told_ the way of a text; name_ and lexicon_
// tell names, special_ what is said of people; office_ and exempt_ who is no subject;
// count_ counts; text_ is letters, words, digits and days.
//
// # The way of a table
//
// Row (table.go) keeps the first 200 rows of a table, until its columns are typed:
//
//  1. Rows are put into shape: numbers that a reader of pages tore apart are joined
//     (table_torn.go), records of several rows as well (table_continued.go), tables beside
//     each other laid below each other (table_repeating.go), cells with a name and a value
//     parted (table_joined.go), lists of people in a cell made rows (table_listed.go).
//     table_reshape.go says which of these a table needs.
//  2. A table of labels and values is a form (table_form.go), and goes another way.
//  3. The header is found (table_header.go) and its cells understood (heading*.go).
//  4. Every cell of a column votes for what the column holds (typing_cells.go,
//     typing_votes.go), and typing.go settles what needs several columns: which are names
//     (typing_names.go), whose the others are (typing_owners.go), that the rows are firms,
//     places, animals, works or an office's own people and not private ones (the other
//     typing_*.go).
//
// From then on emit (table_row.go) reads each row into drafts (table_draft.go), one for each
// person in it. A table without people is read row by row as lines of text (looseRow), and
// sheets that are joined by numbers of their rows wait for each other (table_coded.go).
//
// # The way of a text
//
// Text (prose.go) looks first for lists that are tables nobody drew, a person a line or a
// block (list*.go); these go the way of tables. In the rest the halves of names that a list
// parts are joined (list_halves.go, list_flattened.go), and then it is read line by line:
// read leaves out quoted headers, closings and signatures (prose_quoted.go,
// prose_signatures.go, prose_closings.go), knows letters (prose_letters.go, prose_merged.go) and registers of families (prose_families.go)
// and hands labels with their values to a form (prose_labels.go, prose_stacked.go). What is
// left is for record (line.go):
//
//  1. The values of the line are found by package ident and weighed (line_values.go). Those
//     that are no proof by themselves, a date, a row of digits, are kept apart
//     (line_maybe.go).
//  2. Names are sought in the segments between them (line_segments.go, line_names.go,
//     name_sentences.go); name.go tells what may be a name, by the lists of lexicon*.go.
//  3. The line may say that somebody is reached at an office, see below, or is ill
//     (told_said.go).
//  4. line_attach.go gives each value to its person, or to the name above or below it.
//
// When a paragraph ends it is read again by its sentences if one of its words is of a
// special category (told_paragraph.go, told.go): people that sentences name are found by
// told_addressed.go, told_called.go and told_guess.go, what is said of each of them by
// told_clause.go, told_words.go, told_tasks.go and told_others.go. Of those who are named beside them, and
// of people told of in everyday words, the rest of the text decides: told_company.go,
// told_notes.go, told_wards.go, told_professed.go and told_confided.go.
//
// Records whose names are on no list, and values that are no proof, wait to the end of the
// text: prose_judge.go and promote (line_maybe.go) count them if the others of their list
// bear them out.
//
// # What is said of people
//
// special.go and special_scan.go know the words for health, religion, union, origin,
// politics, sexual life, crimes and social care in any text; the words are in
// special_words*.go, what takes two words to say in special_pairs*.go, and further ones come
// from the office's rules (NewWords). special_dishes.go keeps a gluten-free cake from being
// somebody's illness.
//
// # Who is no subject
//
// Each of these lets people go who look like any others, so each asks for a positive
// reason: those who write and are written to (exempt_parties.go, prose_quoted.go,
// prose_answers.go, table_guests.go), whoever is reached at an office, by the job
// (office_functions.go, office_at_work.go, typing_staff.go), the organisation's mailbox
// (office_house.go, office_mailboxes.go), the place (office.go, office_practice.go,
// typing_places.go) or in a directory (office_directories.go), who holds a public office
// (exempt_officials.go, typing_public.go), who signed a program or a paper
// (exempt_authors.go), and the dead (exempt_dead.go).
//
// # How people are counted
//
// count_people.go counts every person once, by name and by facts that tell namesakes apart;
// count_findings.go keeps where something was found, and masks it. count_known.go
// recognises the people of the office's own lists. count_remainder.go counts a second time,
// coarsely: any full name with a value close by, in case that a list has a form that no
// reader knows. It is believed where the readers found no list, or missed a third of one.
//
// # Where to mend what
//
// A message that is held or passes wrongly becomes a case of testdata/cases first (see
// cases_test.go). Then, from the finding that is wrong or missing:
//
//	a name is none, or the other way round       name*.go, lexicon*.go, words/
//	a heading or label is not understood         heading_words*.go, by language
//	a column is taken for something else         typing_votes.go, then typing*.go
//	a value in a line is not seen or not one     package ident, line_values.go, line_maybe.go
//	a value goes to the wrong person             line_attach.go; in rows typing_owners.go
//	a word of an illness or the like is missing  special_words*.go, special_pairs*.go
//	a sentence is not about whom it names        told*.go
//	contacts of an office are counted            office*.go, typing_staff.go
//	one person is counted as two, or two as one  count_people.go
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
