// Package tally sums up an evaluation for a terminal: what share of the leaks is
// held, by format and language, how far the number of people is off, how much
// ordinary mail is held of a thousand of each kind, and which rules decided.
package tally

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
)

// Case is one message that was judged.
type Case struct {
	// Kind is its layout, or the sort of ordinary mail.
	Kind string
	// Format is what it was written as and Lang its language; both may be empty.
	Format, Lang string
	// Leak is set when it should be held.
	Leak bool
	// Held is set when it was, and Rule is the one that decided, the strictest.
	Held bool
	Rule string
	// People is how many were counted; the truth is Fewest to Most.
	People, Fewest, Most int
}

// off is how far the number of people is from the truth, as a share of it.
func (c Case) off() float64 {
	switch {
	case c.People < c.Fewest:
		return float64(c.Fewest-c.People) / float64(c.Fewest)
	case c.People > c.Most:
		return float64(c.People-c.Most) / float64(max(c.Most, 1))
	}
	return 0
}

// Tally is all cases of an evaluation. The zero value is empty.
type Tally struct{ cases []Case }

// Add takes a case in.
func (t *Tally) Add(c Case) { t.cases = append(t.cases, c) }

// Leaks are the leaks and Ordinary the others: how many there are and how many
// were held; near counts the leaks whose people were counted within a tenth.
func (t *Tally) Leaks() (n, held, near int) {
	for _, c := range t.of(true) {
		n, held, near = n+1, held+one(c.Held), near+one(c.off() <= .1)
	}
	return n, held, near
}

// Ordinary counts the messages that should pass and those held.
func (t *Tally) Ordinary() (n, held int) {
	for _, c := range t.of(false) {
		n, held = n+1, held+one(c.Held)
	}
	return n, held
}

func one(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

func (t *Tally) of(leak bool) (cs []Case) {
	for _, c := range t.cases {
		if c.Leak == leak {
			cs = append(cs, c)
		}
	}
	return cs
}

// Print writes the tables that the cases have something for.
func (t *Tally) Print(w io.Writer) {
	if leaks := t.of(true); len(leaks) > 0 {
		printRecall(w, leaks)
		printErrors(w, leaks)
		printWeak(w, leaks)
	}
	if fine := t.of(false); len(fine) > 0 {
		printOrdinary(w, fine)
	}
	t.printRules(w)
}

// by sorts cases into groups, and tells the groups' names, the largest first
// where many is set and in the order of the alphabet else.
func by(cs []Case, key func(Case) string, many bool) (map[string][]Case, []string) {
	groups := map[string][]Case{}
	for _, c := range cs {
		groups[key(c)] = append(groups[key(c)], c)
	}
	names := slices.Sorted(maps.Keys(groups))
	if many {
		slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(len(groups[b]), len(groups[a])) })
	}
	return groups, names
}

func format(c Case) string { return c.Format }
func lang(c Case) string   { return c.Lang }
func kind(c Case) string   { return c.Kind }

// share is a percentage of held cases with as many digits as it needs.
func share(cs []Case) string {
	held := 0
	for _, c := range cs {
		held += one(c.Held)
	}
	switch {
	case len(cs) == 0:
		return "-"
	case held == len(cs):
		return "100"
	}
	return fmt.Sprintf("%.1f", math.Floor(1000*float64(held)/float64(len(cs)))/10)
}

func printRecall(w io.Writer, leaks []Case) {
	formats, names := by(leaks, format, true)
	_, langs := by(leaks, lang, false)
	fmt.Fprintf(w, "\n%-22s %6s", "leaks held, %", "made")
	for _, l := range langs {
		fmt.Fprintf(w, " %5s", l)
	}
	fmt.Fprintf(w, " %6s\n", "all")
	row := func(name string, cs []Case) {
		fmt.Fprintf(w, "%-22s %6d", name, len(cs))
		in, _ := by(cs, lang, false)
		for _, l := range langs {
			fmt.Fprintf(w, " %5s", share(in[l]))
		}
		fmt.Fprintf(w, " %6s\n", share(cs))
	}
	clean := rows(formats, names, row, func(c Case) bool { return c.Held })
	if len(names) > 1 {
		row("all", leaks)
	}
	if len(clean) > 0 {
		list(w, "all held of", clean)
	}
}

// rows writes a line for each group, but for those in which all is well when
// there are many; these are returned with their sizes.
func rows(groups map[string][]Case, names []string, row func(string, []Case), well func(Case) bool) (clean []string) {
	for _, name := range names {
		if len(names) > most && !slices.ContainsFunc(groups[name], func(c Case) bool { return !well(c) }) {
			clean = append(clean, fmt.Sprintf("%s (%d)", name, len(groups[name])))
		} else {
			row(name, groups[name])
		}
	}
	return clean
}

// most is how many lines a table has at most of groups in which all is well.
const most = 8

func printErrors(w io.Writer, leaks []Case) {
	formats, names := by(leaks, format, true)
	fmt.Fprintf(w, "\n%-22s %6s %8s %6s %9s %9s\n", "people counted, %", "right", "±10 %", "mean", "95th off", "most off")
	row := func(name string, cs []Case) {
		var offs []float64
		right, near, sum := 0, 0, 0.
		for _, c := range cs {
			off := c.off()
			offs = append(offs, off)
			right, near, sum = right+one(off == 0), near+one(off <= .1), sum+off
		}
		slices.Sort(offs)
		n := float64(len(cs))
		fmt.Fprintf(w, "%-22s %6.1f %8.1f %6.1f %9.0f %9.0f\n", name, 100*float64(right)/n, 100*float64(near)/n, 100*sum/n, 100*offs[(len(offs)-1)*95/100], 100*offs[len(offs)-1])
	}
	clean := rows(formats, names, row, func(c Case) bool { return c.off() == 0 })
	if len(names) > 1 {
		row("all", leaks)
	}
	if len(clean) > 0 {
		list(w, "all counted right", clean)
	}
}

// printWeak names the layouts that are missed, or counted wrong in more than one
// of twenty.
func printWeak(w io.Writer, leaks []Case) {
	kinds, names := by(leaks, kind, false)
	var weak []string
	for _, name := range names {
		n, held, near := (&Tally{kinds[name]}).Leaks()
		if held < n || near*20 < n*19 {
			weak = append(weak, fmt.Sprintf("%s (of %d: held %d, within 10 %% %d)", name, n, held, near))
		}
	}
	if len(weak) > 0 {
		list(w, "weakest layouts", weak)
	}
}

func printOrdinary(w io.Writer, fine []Case) {
	kinds, names := by(fine, kind, false)
	fmt.Fprintf(w, "\n%-34s %6s %5s %8s  %s\n", "ordinary mail held", "of", "held", "per 1000", "by")
	row := func(name string, cs []Case) {
		var rules []string
		_, held := (&Tally{cs}).Ordinary()
		groups, by := by(cs, func(c Case) string { return c.Rule }, true)
		for _, r := range by {
			if n := heldOf(groups[r]); n > 0 {
				rules = append(rules, fmt.Sprintf("%s %d", r, n))
			}
		}
		fmt.Fprintf(w, "%-34s %6d %5d %8.1f  %s\n", name, len(cs), held, 1000*float64(held)/float64(len(cs)), strings.Join(rules, ", "))
	}
	clean := rows(kinds, names, row, func(c Case) bool { return !c.Held })
	if len(names) > 1 {
		row("all", fine)
	}
	if len(clean) > 0 {
		list(w, "0 per 1000", clean)
	}
}

func heldOf(cs []Case) (n int) {
	for _, c := range cs {
		n += one(c.Held)
	}
	return n
}

// printRules tells which rule decided, the strictest of those that hit.
func (t *Tally) printRules(w io.Writer) {
	rules, names := by(t.cases, func(c Case) string { return c.Rule }, true)
	fmt.Fprintf(w, "\n%-22s %6s %9s\n", "rule that decided", "leaks", "ordinary")
	for _, name := range names {
		leaks := 0
		for _, c := range rules[name] {
			leaks += one(c.Leak)
		}
		fmt.Fprintf(w, "%-22s %6d %9d\n", cmp.Or(name, "(none)"), leaks, len(rules[name])-leaks)
	}
}

// list writes words in lines of a terminal's width.
func list(w io.Writer, title string, words []string) {
	line := title + ":"
	for i, word := range words {
		if i < len(words)-1 {
			word += ","
		}
		if len(line)+len(word) > 110 {
			fmt.Fprintln(w, line)
			line = "   "
		}
		line += " " + word
	}
	fmt.Fprintln(w, line)
}
