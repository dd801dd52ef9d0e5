package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
)

// Whoever wrote a quoted mail is a correspondent, and the lines below it are a
// letter. But a chain of mails that carries many people's answers ("my number is
// …", "our address: …") gives away what they told the office.

// leastAnswers is how many people of one message must tell of themselves.
const leastAnswers = 5

// maxAnswers bounds what is kept of them.
const maxAnswers = 2000

// ownWords are of somebody who speaks of themselves, folded.
var ownWords = [...]string{" mit ", " min ", " mine ", " vores ", " vi ", " jeg ", " mijn ", " ons ", " onze ", " ik ", " wij ", " we ", " we'd ", " i'd ", " me ", " mein ", " meine ", " unser", " wir ", " ich ", " my ", " our ", " i ", " i'm ", " mitt ", " mina ", " vart ", " var ", " jag ", " mon ", " ma ", " notre ", " nous ", " je ", " mio ", " mia ", " nostro ", " nostra ", " abito ", " abitiamo ", " mi ", " nuestr", " vivo ", " vivimos ", " moj ", " nasz ", " mieszkam", " mieszkamy"}

// answered is the author of the quoted mail that a line without names stands in,
// if the line speaks of its writer; nil otherwise.
func (p *prose) answered(line string) *lineRecord {
	if !p.tellsOfWriter(line) {
		return nil
	}
	r := &lineRecord{record: record{name: p.author}, strong: true, stated: true, line: p.line, where: p.place, hidden: p.hidden}
	p.block = append(p.block, r)
	return r
}

// tellsOfWriter tells whether somebody quoted speaks of themselves in a line.
func (p *prose) tellsOfWriter(line string) bool {
	return p.author != "" && containsAny(" "+fold(line), ownWords[:])
}

// writer is who wrote the message inside a file that was read last.
type writer struct{ path, name string }

// of is the writer's name, normalised, if what stands at path is a part of that
// message.
func (w writer) of(path string) string {
	if rest, ok := strings.CutPrefix(path, w.path); ok && strings.HasPrefix(rest, " > ") {
		return w.name
	}
	return ""
}

// state marks the people of a line that tells of those who wrote a quoted mail, in
// a sentence and not in a signature.
func (p *prose) state(line string, names []*lineRecord, items []placedItem) {
	for _, n := range names {
		if !p.d.who.quoted[n.name] {
			continue
		}
		n.strong = true
		n.stated = isSentence(line)
		for _, it := range items {
			n.stated = n.stated || it.attr == inspect.BirthDate
		}
	}
}

// answer keeps what somebody quoted tells of themselves.
func (d *Detector) answer(r *lineRecord) {
	if d.who.quoted[r.name] && r.stated && len(d.answers) < maxAnswers {
		d.answers = append(d.answers, r)
	}
}

// judgeAnswers counts those who tell of themselves if they are many.
func (d *Detector) judgeAnswers() {
	names := map[string]bool{}
	for _, r := range d.answers {
		names[r.name] = true
	}
	if len(names) < leastAnswers {
		return
	}
	for _, r := range d.answers {
		delete(d.who.names, r.name)
		d.people.add(r.record)
		for _, it := range r.items {
			d.finds.add(it.attr, it.kind, r.where, r.hidden, it.sure, it.value)
		}
	}
}

// quote notes somebody whom a quoted header names, and is the normalised name if it
// has more than one word.
func (c *correspondents) quote(n string) string {
	k := nameKey(strings.Trim(n, "\"' \t"))
	if !strings.Contains(k, " ") || len(c.names) >= 100_000 {
		return ""
	}
	delete(c.signed, k)
	if !c.names[k] {
		c.names[k], c.quoted[k] = true, true
	}
	return k
}
