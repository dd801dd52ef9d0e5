package detect

// moreNames finds further people of a row where no heading names them: the
// second of a couple, the parents behind a child. They are people of their own
// only as far as other columns say something of them, see owners.
func (t *typing) moreNames() {
	if !t.named() {
		return
	}
	number := 1
	for i := range t.vs {
		v := &t.vs[i]
		if v.head.text != "" && (v.head.kind != kNone || !t.before(i)) || !t.open(i) || v.kind != kNone {
			continue
		}
		names := float64(v.nameFull + v.name1)
		if v.n >= 3 && v.share(v.nameFull) >= .6 && (v.paired || float64(v.given) >= names*.5 && len(v.distinct)*2 >= v.n) && number < 8 {
			v.kind, v.head.role, v.head.number = kFull, roleOther, number
			number++
		}
	}
	t.leftmost()
}

// before tells whether the column right of one says what another says of the people
// left of it: "Guest, born, Companion, born".
func (t *typing) before(i int) bool {
	if i+1 >= len(t.vs) || !isPersonal(t.vs[i+1].kind) {
		return false
	}
	for j := range i {
		if t.vs[j].kind == t.vs[i+1].kind {
			return true
		}
	}
	return false
}

// numbered makes people of their own of "Guest 1", "Guest 2" in one row.
func (t *typing) numbered() {
	first := false
	for i := range t.vs {
		if v := &t.vs[i]; v.kind == kFull && v.head.role == roleNone && v.head.number > 0 {
			if first && v.head.number > 1 {
				v.head.role = roleOther
			}
			first = first || v.head.number == 1
		}
	}
}

// leftmost makes the first name of a row the one that a row without a heading is
// about.
func (t *typing) leftmost() {
	for i := range t.vs {
		v := &t.vs[i]
		if v.kind != kFull {
			continue
		}
		if v.head.role == roleNone {
			return
		}
		for j := i + 1; v.head.role == roleOther && j < len(t.vs); j++ {
			w := &t.vs[j]
			if w.kind == kFull && w.head.role == roleNone && w.head.text == "" {
				v.head.role, w.head.role = w.head.role, v.head.role
				v.head.number, w.head.number = w.head.number, v.head.number
				return
			}
		}
	}
}

// owners gives columns that no heading gives to anybody to the person left of
// them, where the columns of several people take turns: "child, born, mother,
// mobile, father, mobile".
func (t *typing) owners() {
	if !t.turns() {
		return
	}
	last := -1
	for i := range t.vs {
		v := &t.vs[i]
		switch {
		case v.kind == kFull || v.kind == kGiven || v.kind == kFamily:
			last = i
		case last >= 0 && v.head.role == roleNone && isPersonal(v.kind):
			v.head.role, v.head.number = t.vs[last].head.role, t.vs[last].head.number
		}
	}
}

// kin gives a column of telephone numbers that no heading gives to anybody to the
// parent or next of kin whose name stands left of it, behind that of whom the rows
// are about.
func (t *typing) kin() {
	for i := 1; i < len(t.vs); i++ {
		who, v := &t.vs[i-1], &t.vs[i]
		if who.kind != kFull || v.kind != kPhone || v.head.role != roleNone && v.head.role != roleContact {
			continue
		}
		if r := who.head.role; (r == roleEmergency || isParent(r) || r == roleContact && t.has(kBirth)) && t.about(i-1) {
			v.head.role, v.head.number = r, who.head.number
		}
	}
}

// onlyKin tells whether all that headings name are parents and next of kin.
func (t *typing) onlyKin() bool {
	for i := range t.vs {
		v := &t.vs[i]
		if r := v.head.role; v.kind == kFull && r != roleEmergency && !isParent(r) {
			return false
		}
	}
	return true
}

// reached tells whether a column has an address or mailbox of whom the rows are about.
func (t *typing) reached() bool {
	for i := range t.vs {
		switch v := &t.vs[i]; v.kind {
		case kStreet, kEmail:
			if v.head.group() == 0 {
				return true
			}
		}
	}
	return false
}

// about tells whether one of the first n columns names whom the rows are about.
func (t *typing) about(n int) bool {
	for i := range n {
		switch v := &t.vs[i]; v.kind {
		case kFull, kGiven:
			if v.head.group() == 0 {
				return true
			}
		}
	}
	return false
}

// turns tells whether columns of one kind without an owner stand on both sides of
// another person's name, or whether no heading names an owner at all.
func (t *typing) turns() bool {
	groups, last := 0, -1
	seen := map[kind]int{}
	for i := range t.vs {
		v := &t.vs[i]
		switch {
		case v.kind == kFull || v.kind == kGiven || v.kind == kFamily:
			if g := v.head.group(); g != last {
				groups, last = groups+1, g
			}
			if v.head.role == roleOther && groups > 1 && t.said(i) {
				return true
			}
		case v.head.role == roleNone && isPersonal(v.kind):
			if n, ok := seen[v.kind]; ok && n != groups && groups > 1 {
				return true
			}
			seen[v.kind] = groups
		}
	}
	return false
}

// said tells whether the column right of a name says something of a person, and
// one between it and the name before it.
func (t *typing) said(i int) bool {
	return i > 0 && i+1 < len(t.vs) && isPersonal(t.vs[i+1].kind) && isPersonal(t.vs[i-1].kind)
}

// isPersonal is true for kinds that say something of one person.
func isPersonal(k kind) bool {
	switch k {
	case kPhone, kEmail, kBirth, kID, kIBAN, kStreet, kPostcode, kSpecial, kAge:
		return true
	}
	return false
}
