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
	bylines       []string      // who may be the authors of a paper
	phones        int           // records with a phone number so far
	strong        int           // records with a known name so far
	rows          []*lineRecord // those of them that are rows
	form          *form
	formGap       int
	label         heading // the label that has the line above for itself
	labelled      int     // the line of the form's name, while its block lasts
	labelledGroup int
	banded        bool        // the lines are those of a label among others
	reader        *lineRecord // to whom the present letter of several is written
	saluted       bool        // its salutation was read
	accounts      []readerAccount
	shapes        map[string]*int // numbers by their shape, to judge identifiers without context
	single        []loneID
	paragraph     paragraph          // the lines read since the last empty one
	author        string             // normalised, of the quoted mail
	again         bool               // a paragraph is being read again
	guessed       []*lineRecord      // people told of whose names are on no list
	toldOf        int                // and those whose names are
	professing    []*lineRecord      // people of whom a faith or a people is said
	turned        int                // people told to have changed their faith
	sites         map[string]bool    // domains of organisations whose blocks gave their sites
	titles        titles             // names that stand above paragraphs
	heading       inspect.Attributes // what a line above says of the people of the list that it heads
	digits        int                // in the line that record reads
	segs          []segment          // of the line, to be used again
	hits          []ident.Hit        // likewise
	items         []placedItem       // likewise
}

type region uint8

const (
	inBody region = iota
	inSignature
)

// signatureLines is how long a signature can be.
const signatureLines = 15

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
	p.lines(rejoined(unspaced(t.Text)))
}

// lines reads a text line by line.
func (p *prose) lines(text string) {
	for line := range strings.SplitSeq(text, "\n") {
		if n := len(line); n > 0 && line[n-1] <= ' ' {
			line = strings.TrimRight(line, " \t\r")
		}
		p.read(line)
	}
}

func (d *Detector) newProse(where inspect.Place, id int) *prose {
	return &prose{d: d, place: where, id: id, shapes: map[string]*int{}, author: d.writer.of(where.Path)}
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
	if p.header(line) {
		return
	}
	if p.turns(line) {
		return
	}
	if isSalutation(line) {
		if p.region == inSignature {
			p.nextLetter()
		}
		p.saluted = p.reader != nil
	}
	if p.authors > 0 {
		p.authors--
		p.d.who.name(trimName(line))
	}
	if p.region == inSignature {
		if p.left--; p.left < -signatureLines || p.left < 0 && len(p.block) == 0 {
			p.endRegion() // not within a block, whose halves would be mistaken for two
		}
	}
	p.keep(line)
	if p.stacked(line) || p.labels(line) {
		p.paragraph.labels = true
		p.paragraph.says = p.paragraph.says || p.d.special.in(line) != 0
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

// turns tells whether the line begins a signature, and ends the region before it.
func (p *prose) turns(line string) bool {
	switch {
	case line == "--" || line == "__" || strings.HasPrefix(line, "-- ") && len(line) < 5:
	case isClosing(line):
		p.authors = 2
	case isDivider(line):
		p.endBlock()
		p.endRegion()
		return true
	default:
		return false
	}
	p.endBlock()
	p.endRegion()
	p.region, p.left, p.below = inSignature, signatureLines, 0
	return true
}

// isDivider is true for "-----Original Message-----" and its like.
func isDivider(line string) bool {
	return strings.HasPrefix(line, "-----") || strings.HasPrefix(line, "_____") || strings.HasPrefix(line, "=====")
}

// endRegion leaves a signature. One or two people in it are who writes; more
// are a list that merely stands below the closing.
func (p *prose) endRegion() {
	if p.region == inSignature {
		p.endBlock()
		p.region = inBody
		if len(p.block) > 2 {
			p.commit()
		} else {
			p.block = p.block[:0]
		}
		p.endForm()
	}
	p.authors = 0
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
	p.cur, p.pre, p.preFirst = nil, nil, false
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
		if len(r.maybe) > 0 && len(p.waiting) < maxPending {
			p.waiting = append(p.waiting, r)
		} else {
			p.sort(r)
		}
	}
	p.block = p.block[:0]
}

// sort counts a record or keeps it until its list can be judged.
func (p *prose) sort(r *lineRecord) {
	switch {
	case (r.none || r.other && r.attrs == 0) && len(p.lists) < maxPending:
		p.lists = append(p.lists, r)
	case r.attrs == 0:
	case r.listed && r.attrs&^inspect.Special == 0 && len(p.lists) < maxPending:
		p.lists = append(p.lists, r)
	case r.strong:
		p.strong++
		if r.row {
			p.rows = append(p.rows, r)
		}
		p.d.countLine(p, r)
	case len(p.pending) < maxPending:
		p.pending = append(p.pending, r)
	}
}

// maxPending bounds the records that wait for the list to be judged.
const maxPending = 5000

// judge counts records with names on no list when they stand among enough
// records whose names are: one in six of our neighbours has such a name.
func (p *prose) judge() {
	p.takeTitled()
	p.promote()
	likely, singles := p.likely()
	list := likely >= leastLikely && (likely+p.strong)*10 >= (len(p.pending)+p.strong)*6
	most := p.strong >= 3 && p.strong*2 >= len(p.pending)-singles
	if rows := p.ofRows(); list || most || rows {
		for _, r := range p.pending {
			if list && (!r.single || r.attrs&inspect.Set(inspect.Phone, inspect.Email, inspect.BirthDate) != 0) || !list && !r.single && (most || r.row) {
				p.d.countLine(p, r)
			}
		}
	} else {
		p.d.pages.keep(p)
	}
	p.d.pages.known(p)
	p.pending = nil
	p.judgeAccounts()
	p.judgeLists()
	p.judgeProfessed()
	p.judgeGuessed()
	p.judgeIDs()
}

// leastLikely is the fewest lines with initials or a given name alone that make a
// list of people: "K.J. Whittle – 07700 900123", "Asger 20 12 34 56".
const leastLikely = 5

// likely counts the records that stand among others and have initials before a
// name, or a known given name; singles are those that are a given name alone.
func (p *prose) likely() (likely, singles int) {
	for i, r := range p.pending {
		near := i > 0 && r.line-p.pending[i-1].line <= 2 || i+1 < len(p.pending) && p.pending[i+1].line-r.line <= 2
		if r.likely && near {
			likely++
		}
		if r.single {
			singles++
		}
	}
	return likely, singles
}

// leastList is the fewest lines that make a list of names and conditions; below
// it a wrapped sentence may look like one.
const leastList = 3

// maxApart is how many lines two of a list are apart: with empty lines between
// them, and one that is a sentence.
const maxApart = 4

// judgeLists counts people of whom a list says a special category. One line of
// that form is a sentence about Catholics; three below each other are a list.
func (p *prose) judgeLists() {
	for from := 0; from < len(p.lists); {
		to, known, said := from, 0, inspect.Attributes(0)
		none, other := 0, 0
		for ; to < len(p.lists) && (to == from || p.lists[to].line-p.lists[to-1].line <= maxApart); to++ {
			if p.lists[to].strong {
				known++
			}
			if p.lists[to].none {
				none++
			}
			if p.lists[to].attrs == 0 && p.lists[to].other {
				other++
			}
			said |= p.lists[to].attrs
		}
		if n := to - from; n-none-other >= leastList && known*3 >= n {
			for _, r := range p.lists[from:to] {
				if r.none || r.other && r.attrs == 0 && other <= n-other { // to have no allergy is said of a person as well
					r.attrs = said
				}
				p.d.countLine(p, r)
			}
		}
		from = to
	}
	p.lists = nil
}

func (p *prose) endForm() {
	if p.form != nil {
		p.d.endForm(p.form)
		p.form = nil
	}
}

// labelEnd is where a label ends: at a colon, or at the one gap of the line that a
// tabulator makes.
func labelEnd(line string) int {
	at := strings.IndexByte(line, ':')
	if tab := strings.IndexByte(line, '\t'); tab > 0 && (at < 0 || tab < at) && strings.IndexByte(strings.TrimLeft(line[tab:], "\t "), '\t') < 0 {
		return tab
	}
	return at
}

// labels reads a line of the form "Name: value" into the form of the block.
func (p *prose) labels(line string) bool {
	at := labelEnd(line)
	if at < 2 || at > 40 || at+1 >= len(line) || strings.HasPrefix(line[at:], "://") || p.region == inSignature {
		return false
	}
	if strings.Count(line[:at], " ") > 5 {
		return false
	}
	label, value := line[:at], strings.TrimSpace(line[at+1:])
	if value == "" || len(value) > 120 {
		return false
	}
	if !isPlain(label[0]) {
		label = strings.TrimLeft(label, "-*•· ")
	}
	h := p.d.heading(label)
	if h.kind == kNone || h.kind == kThing || len(strings.Fields(h.text)) > 4 || strings.Count(label, " ") >= 2 && len(p.inSentence(nil, label, 0)) > 0 {
		return false
	}
	if h.kind == kFull && h.role != roleContact && digitsIn(value) >= 6 { // "Child: Anna, 21/04/2017"
		p.record(value)
		return true
	}
	if p.form == nil && h.kind == kFull && p.heads(line, &lineRecord{at: at + 1}) {
		return false
	}
	p.hits = ident.Scan(value, p.hits[:0])
	p.unread(value, p.hits, namesPeople(h) && !h.mayHead())
	if h.kind == kBirth && strings.IndexByte(value, ':') > 0 { // another label and its value
		p.identifiers(value, ident.Scan(value, nil))
	}
	return p.field(h, value) && h.kind != kID // identifiers are looked at by themselves as well
}

// field puts a labelled value into the form, which a name begins, a number or a
// date of birth. It is false for a lone "Tel: …", which belongs to the lines above.
func (p *prose) field(h heading, value string) bool {
	if p.form == nil {
		if h.kind != kFull && h.kind != kGiven && h.kind != kFamily && h.kind != kID && h.kind != kBirth {
			return false
		}
		p.form = p.d.newForm(p.place, p.id)
	}
	p.form.hidden = p.form.hidden || p.hidden
	p.formGap = 0
	p.d.field(p.form, 0, h, value)
	if p.cur == nil && (h.kind == kFull || h.kind == kFamily) && h.role != roleContact && !isOfficer(h.text) {
		p.labelled, p.labelledGroup = p.line, h.group()
	}
	return true
}
