package detect

// namesByValue lets the values vote: 74 to 90 in a hundred cells of a column of
// names begin with a known given name. A column with fewer, such as of names
// from far away, is carried by the e-mail addresses beside it.
func (t *typing) namesByValue() {
	best, bestScore := -1, .0
	for i := range t.vs {
		v := &t.vs[i]
		if !t.open(i) {
			continue
		}
		match := t.mailMatch(i)
		full, known := v.share(v.nameFull), float64(v.given)/float64(max(1, v.nameFull+v.name1))
		score := .0
		switch {
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
		score := v.share(v.given) + t.mailMatch(i)/2
		given := v.share(v.given)
		if ok >= .7 && (given >= .45 || given >= .25 && (t.mailMatch(i) >= .4 || t.personal() && t.familyBeside(i))) && score > bestScore {
			best, bestScore = i, score
		}
	}
	if best < 0 {
		t.aloneByMail()
		return
	}
	t.vs[best].kind = kGiven
	t.familyByValue()
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
