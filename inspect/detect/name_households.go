package detect

import (
	"slices"
	"strings"
)

// pairWords stand between the two names of a household: "Bodil & Kaj Riis". The
// signs stand in names of firms as well.
var pairWords = [...]string{" & ", " + ", " / ", " og ", " och ", " und ", " en ", " and ", " et ", " y ", " ja ", " e ", " i ", " a "}

const pairSigns = 3 // of the pairWords

// household reads "Bodil & Kaj Riis" as Bodil Riis and Kaj Riis. The first is a
// known given name, so that firms ("Møller & Søn Byg") are none; in a column of
// names a word between them will do.
func household(s string, column bool) (one, other string, ok bool) {
	if len(s) > maxName || !hasShortWord(s) {
		return "", "", false
	}
	for i, w := range pairWords {
		first, second, found := strings.Cut(s, w)
		if !found {
			continue
		}
		first, second = strings.TrimSpace(first), strings.TrimSpace(second)
		if isParticle(strings.TrimSpace(w)) && strings.IndexByte(first, ' ') >= 0 { // "Ana Costa e Silva Pereira"
			a, b := parseName(first), parseName(second)
			return first, second, a.person() && b.person()
		}
		given, family, _ := strings.Cut(second, " ")
		n := parseName(second)
		sure := isGiven(first) && (isGiven(given) || n.family) || i >= pairSigns && isForename(first) && isCapital(family) && (column || isGiven(first) || isGiven(given))
		if family == "" || !sure || hasOrgWord(s) {
			return "", "", false
		}
		if strings.IndexByte(first, ' ') < 0 {
			first += " " + family
		}
		return first, second, n.ok && n.full
	}
	return "", "", false
}

// hasShortWord tells whether one to three bytes stand between two blanks of a text,
// as pairWords do.
func hasShortWord(s string) bool {
	last := -4 // the blank before
	for i := range len(s) {
		if s[i] != ' ' {
			continue
		}
		if i-last > 1 && i-last <= 4 && last >= 0 {
			return true
		}
		last = i
	}
	return false
}

// isGiven tells whether a text of one or two words begins with a given name.
func isGiven(s string) bool {
	first, rest, _ := strings.Cut(s, " ")
	if strings.IndexByte(rest, ' ') >= 0 || first == "" || !isCapital(first) {
		return false
	}
	var buf [48]byte
	if len(first) > 40 {
		return false
	}
	if words().of(appendFold(buf[:0], first))&given != 0 {
		return true
	}
	head, _, double := strings.Cut(first, "-")
	return double && words().of(appendFold(buf[:0], head))&given != 0
}

// familyWords begin the name of a household, folded.
var familyWords = [...]string{"fam", "familie", "family", "gezin", "haushalt", "husstand", "household", "familien", "familjen", "famille", "rodzina", "famiglia", "familia"}

// couple reads a line that names two people of a household by their family name:
// "Berg, Anna & Bo", "Fam. van den Velde (Rosie en Arda)".
func couple(line string) (one, other string, ok bool) {
	if len(line) > maxName || !hasShortWord(line) || strings.IndexByte(line, ',') < 0 && strings.IndexByte(line, '(') < 0 || digitsIn(line) > 0 {
		return
	}
	first, rest, _ := strings.Cut(line, " ")
	named := slices.Contains(familyWords[:], strings.TrimRight(fold(first), "."))
	if named {
		line = rest
	}
	at := strings.IndexAny(line, ",(")
	if at < 2 {
		return
	}
	last, both := strings.TrimSpace(line[:at]), strings.Trim(line[at:], ",() ")
	if n := parseName(last); !n.ok || n.n > 2 || hasOrgWord(last) {
		return
	}
	for _, w := range pairWords {
		a, b, found := strings.Cut(both, w)
		if found && isForename(a) && isForename(b) && (named || isGiven(a) || isGiven(b)) {
			return a + " " + last, b + " " + last, true
		}
	}
	return
}

func isForename(s string) bool {
	n := parseName(s)
	return n.ok && n.n <= 2 && isCapital(s) && !hasOrgWord(s)
}

// family gives the people of a line that begins with the name of a family and goes on
// with their given names: "Familien Holm: Ida (f. 12-06-1989) og Tage (f. 28-12-1995)".
func (p *prose) family(line string) (names []*lineRecord) {
	first, rest, _ := strings.Cut(line, " ")
	last, members, ok := strings.Cut(rest, ":")
	if !ok || len(last) > 40 || !slices.Contains(familyWords[:], strings.TrimRight(fold(first), ".")) {
		return p.athome(line)
	}
	last = strings.TrimSpace(last)
	if n := parseName(last); !n.ok || n.n > 2 || hasOrgWord(last) {
		return nil
	}
	if names = p.members(last, members, len(line)-len(members)); len(names) < 2 {
		return nil
	}
	return names
}

// members are those of a family, each a given name and what is said of them, in a part of
// a line that begins at a byte.
func (p *prose) members(last, members string, at int) (names []*lineRecord) {
	for i := 0; i < len(members) && len(names) < maxListed; {
		begin := i + len(members[i:]) - len(strings.TrimLeft(members[i:], " ,;&+"))
		end := begin + givenEnd(members[begin:])
		if given := strings.TrimSpace(members[begin:end]); given != "" && isForename(given) {
			names = append(names, p.newRecord(parseName(given+" "+last), at+begin, isGiven(firstWords(given, 1))))
		}
		i = max(end, begin+1)
		for i < len(members) && strings.IndexByte(",;&+", members[i]) < 0 && !joins(members[i:]) { // what is said of that member
			if members[i] == '(' {
				if shut := strings.IndexByte(members[i:], ')'); shut > 0 {
					i += shut
				}
			}
			i++
		}
		for _, w := range pairWords[pairSigns:] {
			if strings.HasPrefix(members[i:], w) {
				i += len(w)
				break
			}
		}
	}
	return names
}

// givenEnd is where the words with capitals end that a text begins with.
func givenEnd(s string) int {
	end := 0
	for w := range strings.FieldsSeq(s) {
		at := end + strings.Index(s[end:], w)
		bare := trimBehind(w, ",;:")
		if !isCapital(bare) || !nameLetters(bare) {
			break
		}
		if end = at + len(bare); bare != w {
			break
		}
	}
	return end
}

// joins tells whether a text begins with one of the words between two names.
func joins(s string) bool {
	return slices.ContainsFunc(pairWords[pairSigns:], func(w string) bool { return strings.HasPrefix(s, w) })
}

// coupled is the person whose address stands below such a line, with the other.
func (p *prose) coupled(line string) []*lineRecord {
	one, other, ok := couple(line)
	if !ok {
		return nil
	}
	r := p.newRecord(parseName(one), 0, true)
	r.whole, r.partner = true, nameKey(other)
	return []*lineRecord{r}
}
