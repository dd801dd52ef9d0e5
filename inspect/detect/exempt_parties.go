package detect

import (
	"strings"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
)

// correspondents are those who write and are written to: the parties of the
// message and the people in quoted headers. They are no subjects.
type correspondents struct {
	names     map[string]bool
	addresses map[string]bool
	quoted    map[string]bool // of the names, those that only quoted headers have
	signed    map[string]bool // of the names, those that only stand below a closing
	own       []string
}

func newCorrespondents(p inspect.Parties) *correspondents {
	c := &correspondents{names: map[string]bool{}, quoted: map[string]bool{}, addresses: map[string]bool{}, own: p.Own}
	for _, a := range p.Addresses {
		c.address(a.String())
	}
	for _, n := range p.Names {
		c.name(n)
	}
	return c
}

// address adds an address and the name that its local part may be:
// "jan.jansen@example.org".
func (c *correspondents) address(a string) {
	a = strings.ToLower(strings.Trim(a, "<> \t\"'"))
	if a == "" || len(c.addresses) > 100_000 || c.addresses[a] {
		return
	}
	c.addresses[a] = true
	local, _, _ := strings.Cut(a, "@")
	words := 0
	name := localMarks.Replace(local)
	for from, to := nextField(name, 0); from < len(name); from, to = nextField(name, to) {
		if words++; words == 1 && to-from < 2 {
			return
		}
	}
	if words >= 2 && words <= 4 {
		c.names[nameKey(strings.TrimRight(name, "0123456789"))] = true
	}
}

// localMarks part the words of a mailbox.
var localMarks = strings.NewReplacer(".", " ", "_", " ", "-", " ")

func (c *correspondents) name(n string) {
	n = strings.Trim(n, "\"' \t")
	if k := nameKey(n); strings.Contains(k, " ") && len(c.names) < 100_000 {
		c.names[k] = true
	}
}

// sign notes the name below the closing of a letter.
func (c *correspondents) sign(n string) {
	if k := nameKey(n); !c.names[k] {
		c.name(n)
		c.signed[k] = c.names[k]
	}
}

// unsign takes back that a normalised name is a writer's, unless more than the place
// below a closing says so: where letters follow one another, the next begins there.
func (c *correspondents) unsign(name string) {
	if c.signed[name] {
		delete(c.names, name)
	}
}

// isOwn tells whether an address is in a domain of the office.
func (c *correspondents) isOwn(addr string) bool {
	_, domain, ok := strings.Cut(addr, "@")
	if !ok || len(c.own) == 0 {
		return false
	}
	return inspect.Own(c.own, strings.ToLower(strings.Trim(domain, "> \t\"'")))
}

// nameKey is a name in the form that its spellings share: folded, sorted, without
// titles, particles and what is in brackets. It is more tolerant than parseName:
// the column has said already that this is a name.
func nameKey(s string) string {
	var ws [6][]byte
	var text [6][64]byte
	n := 0
	if i := openBracket(s); i > 2 {
		s = s[:i]
	}
	for from, to := nextNameWord(s, 0); from < len(s) && n < len(ws); from, to = nextNameWord(s, to) {
		if to-from > 48 {
			continue
		}
		f := appendFold(text[n][:0], aroundKeys.trim(s[from:to]))
		if len(f) == 0 {
			continue
		}
		if leftOut(words().of(f), s[from:to], n) {
			continue
		}
		ws[n] = f
		n++
	}
	return joinSorted(ws[:n])
}

// aroundKeys are marks that stand in names, and are left out around their words.
var aroundKeys = marksOf(".'’-")

// nextNameWord is where the next run of what words of names are made of, at or behind i,
// begins and ends; both are the end of the text when there is none.
func nextNameWord(s string, i int) (from, to int) {
	for from = i; from < len(s); {
		n, ok := nameRuneAt(s, from)
		if ok {
			break
		}
		from += n
	}
	for to = from; to < len(s); {
		n, ok := nameRuneAt(s, to)
		if !ok {
			break
		}
		to += n
	}
	return from, to
}

// nameRuneAt tells whether the character at i may stand in a word of a name, and its
// width.
func nameRuneAt(s string, i int) (n int, ok bool) {
	if c := s[i]; c < utf8.RuneSelf {
		return 1, (c|0x20)-'a' < 26 || c == '-' || c == '\'' || c == '.'
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	return n, isWordRune(r) || r == '’'
}
