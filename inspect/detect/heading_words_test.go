package detect

import (
	"slices"
	"strings"
	"testing"
)

// TestEveryHeadingIsFound looks every word of our lists of headings up, with an ending
// where it may have one: a rule before its own may take it, none may miss it.
func TestEveryHeadingIsFound(t *testing.T) {
	table := headings()
	for _, l := range append(headingLanguages(), headingWords{rules: headingRules}) {
		for _, r := range slices.Concat(l.early, l.rules) {
			for w := range strings.FieldsSeq(r.words) {
				if !takes(table, headingOf(w), firstRule(r), lastRule(r)) {
					t.Errorf("%q of kind %d is not found", w, r.kind)
				}
			}
		}
		for _, r := range l.roles {
			for w := range strings.FieldsSeq(r.words) {
				text := headingOf(w)
				if got, _ := table.role(text, strings.Fields(text)); got < r.role {
					t.Errorf("%q is of role %d, not %d", w, got, r.role)
				}
			}
		}
		for _, r := range l.hints {
			for w := range strings.FieldsSeq(r.words) {
				if h := readHeading(headingOf(w)); h.hint != r.attr {
					t.Errorf("%q hints at %s, not %s", w, h.hint, r.attr)
				}
			}
		}
	}
}

// headingOf is a heading that a word of a list stands for.
func headingOf(w string) string {
	text := strings.ReplaceAll(strings.Trim(w, "*+="), "_", " ")
	if strings.HasPrefix(w, "*") && text[0] != ' ' {
		text = "un" + text
	}
	if strings.HasSuffix(w, "*") || strings.HasSuffix(w, "+") {
		text += "en"
	}
	return strings.TrimSpace(text)
}

// takes tells whether one of the rules from the first to the last takes a heading.
func takes(table *headingTable, text string, first, last int) (found bool) {
	take := func(rule int) { found = found || rule >= first && rule <= last }
	for _, w := range strings.Fields(text) {
		table.spelled(w, take)
	}
	table.phrases(text, take)
	if rule, ok := table.whole[text]; ok {
		take(rule)
	}
	return found
}

// TestHeadingListsAreSorted keeps the lists of the languages in order, so that a word
// stands there once.
func TestHeadingListsAreSorted(t *testing.T) {
	for _, l := range headingLanguages() {
		lists := slices.Concat(l.early, l.rules, l.hints)
		for _, r := range l.roles {
			lists = append(lists, headingRule{words: r.words})
		}
		for _, r := range lists {
			ws := strings.Fields(r.words)
			for i := 1; i < len(ws); i++ {
				if ws[i-1] >= ws[i] {
					t.Errorf("%s stands before %s", ws[i-1], ws[i])
				}
			}
		}
	}
}
