package detect

// namesByValue lets the values vote: 74 to 90 in a hundred cells of a column of
// names begin with a known given name. A column with fewer, such as of names
// from far away, is carried by the e-mail addresses beside it.
func (t *typing) namesByValue() {
	best, bestScore := -1, .0
	for i := range t.vs {
		v := &t.vs[i]
		if !t.open(i) || !v.paired && v.n >= 24 && len(v.distinct)*8 < v.n { // names of kinds, not of people
			continue
		}
		match := t.mailMatch(i)
		full, known := v.share(v.nameFull), float64(v.given)/float64(max(1, v.nameFull+v.name1))
		score := .0
		switch {
		case v.share(v.turned) >= .7 && v.n >= 4:
			score = 1 + v.share(v.turned)
		case v.share(v.abbreviated) >= .7 && (t.has(kPhone) || t.has(kBirth) || t.reached()) && len(v.distinct)*10 >= v.n*7 && v.n >= leastRows:
			score = 1 + v.share(v.abbreviated)
		case full >= .55 && known >= .3:
			score = full + known
		case full >= .55 && match >= .4:
			score = full + match
		case full >= .8 && known >= .12 && t.personal() && len(v.distinct)*10 >= v.n*7:
			score = full
		}
		if score > bestScore {
			best, bestScore = i, score
		}
	}
	if best >= 0 {
		t.vs[best].kind = kFull
		return
	}
	t.givenByValue()
}

// givenByValue finds a column of given names and the family names that go with it.
func (t *typing) givenByValue() {
	best, bestScore := -1, .0
	for i := range t.vs {
		v := &t.vs[i]
		if !t.open(i) {
			continue
		}
		ok := v.share(v.name1 + v.nameFull)
		if v.n*4 < t.rows {
			continue
		}
		score := v.share(v.given) + t.mailMatch(i)/2
		given := v.share(v.given)
		if ok >= .7 && (given >= .45 || given >= .25 && (t.mailMatch(i) >= .4 || t.personal() && t.familyBeside(i))) && score > bestScore {
			best, bestScore = i, score
		}
	}
	if best < 0 {
		if !t.initialed() && !t.twoWords() {
			t.aloneByMail()
		}
		return
	}
	t.vs[best].kind = kGiven
	t.familyByValue()
}

// initialed finds a column of initials and the family names next to it.
func (t *typing) initialed() bool {
	for i := range t.vs {
		v := &t.vs[i]
		if v.kind != kInitials && (!t.open(i) || v.n < 4 || v.share(v.initials) < .8 || len(v.distinct) < 3) || !t.personal() {
			continue
		}
		for _, j := range []int{i + 1, i + 2, i - 1} {
			if j < 0 || j >= len(t.vs) || !t.open(j) {
				continue
			}
			if w := &t.vs[j]; w.share(w.name1+w.nameFull) >= .8 && len(w.distinct)*2 >= w.n && w.share(w.initials) < .2 {
				v.kind, w.kind = kInitials, kFamily
				return true
			}
		}
	}
	return false
}

// twoWords finds two columns side by side of single words, all different, in rows that
// have both a telephone and an address, a mailbox or a date of birth: given and family
// names that hardly any list knows.
func (t *typing) twoWords() bool {
	if !t.has(kPhone) || !t.has(kStreet) && !t.has(kBirth) && !t.has(kEmail) {
		return false
	}
	for i := 0; i+1 < len(t.vs); i++ {
		v, w := &t.vs[i], &t.vs[i+1]
		if !t.open(i) || !t.open(i+1) || !v.single() || !w.single() || v.share(v.given)+w.share(w.given) < .1 {
			continue
		}
		if v.kind, w.kind = kGiven, kFamily; w.given > v.given {
			v.kind, w.kind = kFamily, kGiven
		}
		return true
	}
	return false
}

// single tells whether the values of a column are single words with capitals, hardly
// any of them twice.
func (v *votes) single() bool {
	return v.n >= 6 && v.head.text == "" && v.share(v.name1+v.nameFull) >= .9 && v.share(v.org) == 0 && len(v.distinct)*10 >= v.n*8
}

// aloneByMail finds a column of single words that stand in the e-mail addresses
// beside them: family names whose given names are elsewhere.
func (t *typing) aloneByMail() {
	for i := range t.vs {
		v := &t.vs[i]
		if t.open(i) && v.share(v.name1+v.nameFull) >= .6 && t.mailMatch(i) >= .4 {
			v.kind = kFamily
			return
		}
	}
}

// familyBeside tells whether another column may hold the family names.
func (t *typing) familyBeside(i int) bool {
	for j := range t.vs {
		v := &t.vs[j]
		if j != i && t.open(j) && v.share(v.name1+v.nameFull) >= .7 && v.share(v.family) >= .25 && len(v.distinct)*2 >= v.n {
			return true
		}
	}
	return false
}

func (t *typing) familyByValue() {
	best, bestScore := -1, .0
	for i := range t.vs {
		v := &t.vs[i]
		if !t.open(i) {
			continue
		}
		score := v.share(v.family) + t.mailMatch(i)
		if v.share(v.name1+v.nameFull) >= .6 && score >= .3 && score > bestScore {
			best, bestScore = i, score
		}
	}
	if best >= 0 {
		t.vs[best].kind = kFamily
	}
}
