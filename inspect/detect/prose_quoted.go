package detect

import (
	"strings"
	"sync"
)

// headerKeys are the fields of a quoted mail header, folded, in the languages of
// the mail programs.
const headerKeys = `from to cc bcc sent date subject reply-to
van aan verzonden onderwerp datum beantwoorden
fra til sendt emne dato kopi
von an gesendet betreff antwort
de a envoye objet date_ para enviado asunto
da inviato oggetto fran till skickat amne kopia od do wyslano temat dw kopie lahettaja lahetetty vastaanottaja aihe odeslano komu predmet assunto onderwerp odpoved`

// senderKeys begin a quoted header; recipientKeys list people in it.
const (
	senderKeys    = `from van fra von de da fran od lahettaja`
	recipientKeys = `from to cc bcc reply-to van aan fra til kopi von an de a para da fran till kopia od do dw kopie lahettaja vastaanottaja komu`
)

type keySet map[string]uint8

var quotedKeys = sync.OnceValue(func() keySet {
	k := keySet{}
	for i, list := range []string{headerKeys, senderKeys, recipientKeys} {
		for w := range strings.FieldsSeq(list) {
			k[w] |= 1 << i
		}
	}
	return k
})

// header reads quoted mail headers and "On … wrote:" lines. Whom they name are
// correspondents, not subjects.
func (p *prose) header(line string) bool {
	wrapped := isWrapped(line) && p.before != "" && (strings.Contains(p.before, "@") || digitsIn(p.before) >= 3)
	if wrapped {
		p.author = p.harvest(p.before)
		p.forget(p.line - 1)
	}
	if wrapped || isAttribution(line) {
		p.endBlock()
		p.endRegion()
		if author := p.harvest(attributed(line)); author != "" || !wrapped {
			p.author = author
		}
		return true
	}
	if p.credits(line) {
		return true
	}
	key, rest, ok := strings.Cut(line, ":")
	if line[0] == '*' || line[0] == ' ' {
		key, rest, ok = strings.Cut(strings.TrimLeft(line, "* "), ":")
	}
	if !ok || len(key) > 14 || key == "" {
		return p.inHead && p.continued(line)
	}
	var buf [32]byte
	k := quotedKeys()[string(appendFold(buf[:0], strings.Trim(key, " *")))]
	switch {
	case k == 0:
		p.inHead = false
		return false
	case telled(rest):
		return false
	case k&2 != 0 && (strings.Contains(rest, "@") || p.inHead || nameLike(rest)):
		if !p.inHead {
			p.endBlock()
			p.endRegion()
		}
		p.inHead = true
	case !p.inHead && !strings.Contains(rest, "@"):
		return false
	}
	if k&4 != 0 {
		if name := p.harvest(rest); k&2 != 0 {
			p.author = name
		}
	}
	return p.inHead || k&4 != 0
}

// telled tells whether a telephone number stands behind the address, as in an answer
// to a form that a mail program wrote in one line.
func telled(rest string) bool {
	at := strings.IndexByte(rest, '>')
	return at >= 0 && digitsIn(rest[at:]) >= leastRun && strings.IndexByte(rest[at:], '@') < 0
}

// attributed is an attribution from the name on, as far as that can be told.
func attributed(line string) string {
	f := strings.ToLower(line)
	for _, a := range [...]string{" schreef ", " schrieb ", " skrev "} {
		if i := strings.Index(f, a); i >= 0 && i+len(a) <= len(line) && len(f) == len(line) {
			return line[:i] + "," + strings.TrimRight(line[i+len(a):], ":")
		}
	}
	line = strings.TrimRight(line, ": ")
	for _, a := range [...]string{" wrote", " writes", " said", " a écrit", " ha scritto", " escribió", " napisał", " napisała", " escreveu", " schreef", " schrieb", " skrev", " geschreven"} {
		if cut, ok := strings.CutSuffix(line, a); ok {
			return cut
		}
	}
	return line
}

// forget drops the records of a line that turned out to be a quoted header.
func (p *prose) forget(line int) {
	kept := p.block[:0]
	for _, r := range p.block {
		if r.line != line {
			kept = append(kept, r)
		}
	}
	p.block, p.cur, p.pre = kept, nil, nil
}

func nameLike(s string) bool {
	n := parseName(strings.TrimSpace(s))
	return n.ok && n.full
}

// continued reads the second line of a long To or Cc.
func (p *prose) continued(line string) bool {
	if strings.Contains(line, "@") && strings.ContainsAny(line, "<;,") || strings.HasSuffix(line, ";") {
		p.harvest(line)
		return true
	}
	p.inHead = false
	return false
}

// betweenParties stand between those whom a header field names.
var betweenParties = marksOf(",;")

// harvest takes the names and addresses of a header field, and gives the last of
// the names, normalised.
func (p *prose) harvest(s string) (last string) {
	for rest := s; rest != ""; {
		part := rest
		if end := betweenParties.narrowIn(rest); end >= 0 {
			part, rest = rest[:end], rest[end+1:]
		} else {
			rest = ""
		}
		if part == "" {
			continue
		}
		name := part[:addressStart(part)]
		if k := p.d.who.quote(name); k != "" {
			last = k
		}
		p.addresses(name)
		p.addresses(part[len(name):])
	}
	if i := strings.IndexByte(s, ','); i > 0 { // "Last, First <address>"
		if j := addressStart(s); j > i && j < len(s) {
			last = p.d.who.quote(s[:j])
		}
	}
	return last
}

// addressStart is where an address in angle or square brackets begins, or the end of
// a text without.
func addressStart(s string) int {
	for i := range len(s) {
		if s[i] == '<' || s[i] == '[' {
			return i
		}
	}
	return len(s)
}

// addresses takes the mail addresses of a text.
func (p *prose) addresses(s string) {
	if !strings.Contains(s, "@") {
		return
	}
	for w := range strings.FieldsSeq(s) {
		if strings.Contains(w, "@") {
			p.d.who.address(strings.TrimPrefix(strings.Trim(w, "<>[]()\"'"), "mailto:"))
		}
	}
}

var attributions = [...]string{"wrote:", "writes:", "schreef:", "geschreven:", "skrev:", "schrieb:", "a ecrit :", "a ecrit:", "ha scritto:", "escribio:", "napisal:", "napisala:", "escreveu:", "said:", "wrote"}

// said tells whether a line has a word for writing in it, wherever a language
// puts it: "Op 3 mei 2026 schreef Jan Jansen <jan@…>:".
func said(line string) bool {
	f := " " + fold(line)
	for _, a := range [...]string{" wrote", " schreef ", " schrieb ", " skrev ", " a ecrit", " ha scritto", " escribio", " napisal", " escreveu", " kirjoitti", " napsal"} {
		if strings.Contains(f, a) {
			return true
		}
	}
	return false
}

// isWrapped is true for the second line of an attribution that was too long for
// one: "wrote:".
func isWrapped(line string) bool {
	if len(line) > 60 || !strings.HasSuffix(line, ":") || digitsIn(line) > 0 {
		return false
	}
	f := fold(strings.TrimSpace(line))
	for _, a := range attributions {
		if f == a || strings.HasSuffix(f, " "+a) && strings.Count(f, " ") <= 3 || strings.HasSuffix(f, ">"+a) || strings.HasSuffix(f, "> "+a) {
			return true
		}
	}
	return false
}

// isAttribution is true for "On 3 May 2026, Jan Jansen <jan@…> wrote:".
func isAttribution(line string) bool {
	if len(line) > 300 || len(line) < 10 {
		return false
	}
	if strings.HasSuffix(line, ":") && digitsIn(line) >= 3 && (strings.Contains(line, "@") || said(line)) && (said(line) || strings.HasSuffix(line, ">:")) {
		return true
	}
	if last := line[len(line)-1]; last != ':' && !strings.HasSuffix(line, "wrote") {
		return false
	}
	tail := fold(line[max(0, len(line)-14):])
	for _, a := range attributions {
		if strings.HasSuffix(tail, a) && (a != "wrote" || strings.Contains(line, "@")) {
			return true
		}
	}
	return false
}

// credits reads the lines of a log of changes that say who made one: they are
// authors, as a correspondent is, and no subjects.
func (p *prose) credits(line string) bool {
	if strings.IndexByte(line, '@') < 0 {
		p.lead = line
		return false
	}
	if !p.entered && isEntry(line) {
		p.entry = line
		return true
	}
	if digitsIn(line) == 0 && strings.Count(line, "@") == 1 && isAuthors(p.lead) || line[len(line)-1] == '>' && (isSigned(line) || p.goesOnSigned(line)) || startsWithHash(line) || isDatedChange(line) || isKeyLine(line) || p.counted(line) {
		return true
	}
	key, rest, ok := strings.Cut(line, ":")
	switch {
	case strings.HasPrefix(line, "-- ") && strings.Contains(line, "<"): // deb-changelog(5)
		p.harvest(strings.TrimLeft(line, "- "))
		return true
	case !ok || len(key) > 20:
		return false
	case strings.HasSuffix(key, "-by") || strings.HasSuffix(key, "-By"): // git-interpret-trailers(1)
	case key == "Author" || key == "Commit" || key == "Committer" || key == "Tagger": // git-log(1)
		if !isCommit(p.before) && !strings.HasPrefix(p.before, "Author") && !strings.HasPrefix(p.before, "Merge") && !strings.HasPrefix(p.before, "tag ") {
			return false
		}
	default:
		return false
	}
	p.harvest(rest)
	return true
}

// isCommit is true for "commit 250dc9ab75322a52…", the head of an entry.
func isCommit(line string) bool {
	hash, ok := strings.CutPrefix(line, "commit ")
	return ok && len(hash) >= 7 && strings.Trim(hash[:7], "0123456789abcdef") == ""
}

// startsWithHash is true for a line of a log of changes that begins with the name
// of one: "3d490cf Anna Berg <anna@…>".
func startsWithHash(line string) bool {
	hash := firstWords(line, 1)
	return len(hash) >= 7 && len(hash) <= 40 && len(hash) < len(line) && strings.Trim(hash, "0123456789abcdef") == "" && hasLetter(hash) && digitsIn(hash) > 0
}

// credited tells whether the number of a change stands before a name: "(#4115,
// Anna Berg <…>)".
func credited(line string, at int) bool {
	before := strings.TrimRight(line[:min(at, len(line))], " ,;:-(")
	bare := strings.TrimRight(before, "0123456789")
	return len(bare) < len(before) && strings.HasSuffix(bare, "#")
}
