package detect

import "strings"

// mailMatch is the share of rows in which a word of column i stands in the local
// part of an e-mail address of the row.
func (t *typing) mailMatch(i int) float64 {
	best := .0
	for j := range t.vs {
		if j != i && t.vs[j].email > 0 {
			best = max(best, t.mailPair(i, j))
		}
	}
	return best
}

func (t *typing) mailPair(i, j int) float64 {
	both, match := 0, 0
	for r := range t.rows {
		local, _, ok := strings.Cut(t.vs[j].cells[r], "@")
		cell := t.vs[i].cells[r]
		if !ok || cell == "" {
			continue
		}
		both++
		if inLocal(cell, fold(local)) {
			match++
		}
	}
	if both < 2 {
		return 0
	}
	return float64(match) / float64(both)
}

// inLocal tells whether the longest word of a name stands in an address.
func inLocal(name, local string) bool {
	for w := range strings.FieldsSeq(nameKey(name)) {
		if len(w) >= 3 && strings.Contains(strings.ReplaceAll(local, "-", ""), strings.ReplaceAll(w, "-", "")) {
			return true
		}
	}
	return false
}

// matchMail gives an e-mail column to the person whose name is in the addresses,
// whatever its heading says: "parent's e-mail" is often the member's own.
func (t *typing) matchMail() {
	for j := range t.vs {
		if t.vs[j].kind != kEmail {
			continue
		}
		best, bestShare := -1, .3
		for i := range t.vs {
			switch t.vs[i].kind {
			case kFull, kGiven:
				if s := t.givenPair(i, j); s > bestShare {
					best, bestShare = i, s
				}
			}
		}
		if best >= 0 {
			t.vs[j].head.role, t.vs[j].head.number = t.vs[best].head.role, t.vs[best].head.number
		}
	}
}

// givenPair is mailPair on the first word of the name alone: parents and
// children share the others.
func (t *typing) givenPair(i, j int) float64 {
	both, match := 0, 0
	for r := range t.rows {
		local, _, ok := strings.Cut(t.vs[j].cells[r], "@")
		first := firstName(t.vs[i].cells[r])
		if !ok || first == "" {
			continue
		}
		both++
		if inLocal(first, fold(local)) {
			match++
		}
	}
	if both < 2 {
		return 0
	}
	return float64(match) / float64(both)
}

func firstName(cell string) string {
	if _, first, ok := strings.Cut(cell, ","); ok {
		cell = first
	}
	cell = strings.TrimSpace(cell)
	if i := strings.IndexByte(cell, ' '); i > 0 {
		return cell[:i]
	}
	return cell
}
