package extract

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a footnote or a comment says is often said of somebody whose name stands at its
// reference: "Anna Berg¹", and below "¹ Birkeweg 4, 12345 Neustadt". Such notes are
// given behind the name.

// maxAnchors bounds the notes of a document whose names are kept.
const maxAnchors = 20_000

// noteAnchors are the names at the references of a document's notes, by kind and
// number.
type noteAnchors struct{ names map[string]string }

// set keeps the name of a note unless it has one.
func (a *noteAnchors) set(note, name string) {
	if a == nil || name == "" || len(a.names) >= maxAnchors || a.names[note] != "" {
		return
	}
	if a.names == nil {
		a.names = map[string]string{}
	}
	a.names[note] = name
}

// lead is what stands before the words of a note: the name, a comma and a blank.
func (a *noteAnchors) lead(note string) string {
	if a == nil || a.names[note] == "" {
		return ""
	}
	return a.names[note] + ", "
}

// refer keeps the name that a reference of a note stands behind, or that the range of
// a comment has, until its end.
func (st *story) refer(element, id string) {
	words := st.line[min(st.mark, len(st.line)):]
	switch element {
	case "commentRangeStart":
		st.mark = len(st.line)
		return
	case "commentRangeEnd", "commentReference":
		st.anchors.set("comment"+id, anchorName(string(words[max(0, len(words)-maxAnchor):])))
		return
	}
	st.anchors.set(strings.TrimSuffix(element, "Reference")+id, anchorName(string(words[max(0, len(words)-maxAnchor):])))
	st.mark = len(st.line)
}

// leadIn sets the name before the first words of a note.
func (st *story) leadIn() {
	if st.lead == "" || len(bytes.TrimSpace(st.line)) == 0 {
		return
	}
	if !isAffiliation(string(st.line)) {
		st.line = append([]byte(st.lead), bytes.TrimSpace(st.line)...)
	}
	st.lead = ""
}

// affiliations are parts of words for the houses that authors are of, lower case. What a
// note says of such a house is not said of the author.
var affiliations = [...]string{"universi", "instit", "instyt", "departm", "départ", "dipartim", "departam", "facult", "fakult", "faculdad", "facoltà", "wydział", "hochschul", "hogeschool",
	"høgskol", "högskol", "yliopisto", "college", "academ", "akadem", "laborator", "research", "forskning", "forschung", "hospital", "klinik", "gmbh"}

// isAffiliation tells whether the words of a note name such a house.
func isAffiliation(note string) bool {
	note = strings.ToLower(note)
	return slices.ContainsFunc(affiliations[:], func(word string) bool { return strings.Contains(note, word) })
}

// maxAnchor is how many bytes before a reference are looked at.
const maxAnchor = 100

// nameParticles stand between the words of a name.
var nameParticles = [...]string{"van", "von", "vom", "zu", "zum", "zur", "de", "der", "den", "het", "ten", "ter", "te", "da", "das", "do", "dos", "di", "del", "della", "du", "des", "la", "le", "el", "al", "bin", "ben", "af", "av", "'t"}

// anchorName is the name at the end of the words before a reference: two to four words
// with capitals and the particles between them, "" when there is none.
func anchorName(before string) string {
	before = strings.TrimRight(before, " \t.,;:*0123456789")
	if i := strings.LastIndexAny(before, ",;:()\n\t–•/"); i >= 0 {
		_, n := utf8.DecodeRuneInString(before[i:])
		before = before[i+n:]
	}
	ws := strings.Fields(before)
	first, capitals := len(ws), 0
	for i := len(ws) - 1; i >= 0 && capitals < 4; i-- {
		r, _ := utf8.DecodeRuneInString(ws[i])
		switch {
		case strings.ContainsAny(ws[i], "0123456789"):
			i = 0
		case unicode.IsUpper(r):
			first = i
			capitals++
		case !slices.Contains(nameParticles[:], ws[i]):
			i = 0
		}
	}
	if capitals < 2 {
		return ""
	}
	return strings.Join(ws[first:], " ")
}
