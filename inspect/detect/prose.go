package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// prose is the state of a running text between its lines: what region the line
// stands in, the person the last lines were about, and the records that wait for
// the list they stand in to be judged.
type prose struct {
	d      *Detector
	place  inspect.Place
	hidden bool
	loose  bool // the lines are rows of a table without people
	places bool // and are places
	id     int
	line   int

	region   region
	left     int    // lines left of the region
	before   string // the line read last
	lead     string // the last line without an address
	count    int    // what such a line as of a count of changes began with
	inHead   bool   // a quoted header is being read
	resigned int    // the last line that goes on with whose the copyright is
	entry    string // a line that may begin an entry of a log of changes; the next tells
	entered  bool   // that line is read after all
	authors  int    // lines below a closing that may hold the writer's name
	below    int    // blocks of lines below a closing so far

	cur           *lineRecord   // the person the block is about
	pre           *lineRecord   // what is said before the name comes
	preFirst      bool          // in this block values stand before names
	block         []*lineRecord // records of the block or region
	pending       []*lineRecord // records whose name no list knows
	lists         []*lineRecord // records that say nothing but a special category
	waiting       []*lineRecord // records with values that count only in a list
	atWork        []*lineRecord // records with a function and where one is reached
	entries       []*lineRecord // records that may be those of a directory
	directory     int           // the last line of one, or its heading
	literature    bool          // a heading was of writings
	laymen        bool          // a heading was of people who hold no office
	bylines       []string      // who may be the authors of a paper
	phones        int           // records with a phone number so far
	strong        int           // records with a known name so far
	rows          []*lineRecord // those of them that are rows
	form          *form
	formGap       int
	label         heading  // the label that has the line above for itself
	head          headName // that may head a form
	sorted        bool     // a British sort code was read
	household     homeOf
	ofChild       bool // the line that is read is the value of a label of children
	labelled      int  // the line of the form's name, while its block lasts
	labelledGroup int
	banded        bool // the lines are those of a label among others
	recent        recent
	letter        *lineRecord // the reader of the letter that is read, if it is one of several
	reader        *lineRecord // to whom the present letter of several is written
	saluted       bool        // its salutation was read
	closed        bool        // a closing was read
	openings      []string    // short lines above the first
	letterhead    bool        // the block begins as a letter does: an address comes before its reader's
	accounts      []readerAccount
	shapes        map[string]*int // numbers by their shape, to judge identifiers without context
	single        []loneID
	paragraph     paragraph // the lines read since the last empty one
	under         string    // a heading of a label and a name, and for how many lines
	underFor      int
	author        string             // normalised, of the quoted mail
	again         bool               // a paragraph is being read again
	guessed       []*lineRecord      // people told of whose names are on no list
	toldOf        int                // and those whose names are
	talks         []mention          // people told of in sentences with a clock
	professing    []*lineRecord      // people of whom a faith or a people is said
	turned        int                // people told to have changed their faith
	sheltered     bool               // somebody is told to have fled
	sites         map[string]bool    // domains of organisations whose blocks gave their sites
	company       company            // paragraphs kept, and of whom they tell
	titles        titles             // names that stand above paragraphs
	heading       inspect.Attributes // what a line above says of the people of the list that it heads
	digits        int                // in the line that record reads
	counts        digitCount         // of the line that was counted last
	segs          []segment          // of the line, to be used again
	hits          []ident.Hit        // likewise
	items         []placedItem       // likewise
	maybe         []placedItem       // of the line that is read, if maybeRead
	maybeRead     bool
}

// Text implements inspect.Detector. Lines that begin again are another part at
// the same place, such as the HTML form of a plain text: what the end of one
// leaves open is not continued by the other.
func (d *Detector) Text(t inspect.Text) {
	d.own.text(t)
	if d.text == nil || d.text.place.Path != t.Place.Path || d.text.place.Part != t.Place.Part || t.Place.Line > 0 && t.Place.Line <= d.text.place.Line {
		d.endText()
		d.tables++
		d.text = d.newProse(t.Place, d.tables)
	}
	p := d.text
	p.hidden = t.Hidden
	p.place.Line = t.Place.Line
	p.listed(unspaced(dashed(t.Text)))
}

// lines reads a text line by line.
func (p *prose) lines(text string) {
	for line := range strings.SplitSeq(text, "\n") {
		if n := len(line); n > 0 && line[n-1] <= ' ' {
			line = strings.TrimRight(line, " \t\r")
		}
		at := p.line
		for record := range recordsIn(unroomed(line)) {
			p.line = at
			p.read(record)
		}
	}
}

func (d *Detector) newProse(where inspect.Place, id int) *prose {
	return &prose{d: d, place: where, id: id, directory: -maxApart, shapes: map[string]*int{}, author: d.writer.of(where.Path)}
}

// endText judges what still waits in the text that ends.
func (d *Detector) endText() {
	if p := d.text; p != nil {
		d.text = nil
		p.end()
		if p.place.Part == "header" {
			d.writer = writer{p.place.Path, p.author}
		}
	}
}

func (p *prose) end() {
	p.settleEntry("")
	p.endBlock()
	p.endRegion()
	p.endForm()
	p.judge()
}

// read takes the next line.
func (p *prose) read(line string) {
	p.line++
	if strings.IndexByte(line, '\f') >= 0 { // another page
		p.blank()
		p.endRegion()
		line = strings.ReplaceAll(line, "\f", "")
	}
	raw := line
	line = unquote(line)
	if line == "" {
		p.blank()
		return
	}
	p.settleEntry(raw)
	before := line
	defer func() { p.before = before }()
	p.abstract(line)
	if p.header(line) || p.turns(line) {
		p.endLetter(line)
		return
	}
	if p.opens(line); p.region == inSignature && p.begins(line) {
		p.nextLetter()
		p.letterhead = true
	}
	addressed := false
	if isSalutation(line) {
		if p.region == inSignature {
			p.nextLetter()
		}
		p.saluted = p.reader != nil
		addressed = p.salute(line)
	}
	p.recent.add(line)
	if p.authors > 0 {
		p.authors--
		p.d.who.sign(trimName(line))
	}
	if p.region == inSignature {
		if p.left--; p.left < -signatureLines || p.left < 0 && len(p.block) == 0 {
			p.endRegion() // not within a block, whose halves would be mistaken for two
		}
	}
	p.keep(line)
	if addressed { // the name stands above
		return
	}
	p.literature = p.literature || headsLiterature(line)
	if headsDirectory(line) {
		p.directory = p.line
	}
	p.laymen = p.laymen || len(line) <= shortHeading && p.digitsOf(line) <= 2 && ofLaymen(fold(line))
	p.noteHead(line)
	p.noteHousehold(line)
	if p.stacked(line) || p.labels(line) {
		p.paragraph.labels = true
		p.paragraph.says = p.paragraph.says || p.d.special.in(line) != 0
		if p.form != nil && len(line) <= shortLine && !isSentence(line) {
			p.paragraph.fields = append(p.paragraph.fields, len(p.paragraph.lines)-1)
		}
		return
	}
	p.record(line)
}

// unquote takes off the marks of quoted text.
func unquote(line string) string {
	if line == "" || isPlain(line[0]) {
		return line
	}
	for {
		t := strings.TrimLeft(line, " \t\u00a0")
		if len(t) > 0 && (t[0] == '>' || t[0] == '|' && strings.Count(t, "|") == 1) {
			line = t[1:]
			continue
		}
		return t
	}
}

func (p *prose) blank() {
	p.inHead, p.before, p.labelled = false, "", 0
	if p.region == inSignature && p.left < 0 {
		p.endRegion()
	}
	if p.region == inSignature && p.left < signatureLines {
		p.below++
		p.authors = 0
	}
	p.formGap++
	if p.formGap > 2 {
		p.endForm()
	}
	p.endBlock()
}

// endBlock ends the run of lines that may speak of one person.
func (p *prose) endBlock() {
	lines, from := p.paragraph.lines, p.paragraph.from
	p.tell()
	p.title()
	if p.pre != nil && p.cur != nil && len(p.block) == 1 {
		p.cur.take(p.pre) // a value stood above the name by chance
	}
	p.ofSite(lines, from)
	p.cur, p.pre, p.preFirst, p.letterhead = nil, nil, false, false
	if p.region == inBody {
		p.commit()
	}
}

// commit hands the records of a block on.
func (p *prose) commit() {
	for _, r := range p.block {
		if r.attrs.Has(inspect.Phone) {
			p.phones++
		}
		if r.alone && r.attrs.Has(inspect.Address) {
			p.reader, p.saluted = r, false
		}
		if !p.laymen && r.maybeListed() && len(p.entries) < maxPending {
			p.entries = append(p.entries, r)
		} else {
			p.readOn(r)
		}
	}
	p.block = p.block[:0]
}

// readOn keeps a record until it is known who is told by what they are at work, if it
// may be one of those.
func (p *prose) readOn(r *lineRecord) {
	if !p.laymen && r.mayBeAtWork() && len(p.atWork) < maxPending {
		p.atWork = append(p.atWork, r)
	} else {
		p.wait(r)
	}
}

// wait keeps a record until its list can be judged, if it has values that may be.
func (p *prose) wait(r *lineRecord) {
	if len(r.maybe) > 0 && len(p.waiting) < maxPending {
		p.waiting = append(p.waiting, r)
	} else {
		p.sort(r)
	}
}
