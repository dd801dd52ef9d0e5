package rule

import (
	"strings"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/rule/strict"
)

// Words is [words] of rules.toml: what an office calls illnesses, benefits and
// the like, by the special category that it says of a person.
type Words map[string][]string

// maxWord bounds a word or phrase, in characters; a shorter one than minWord
// would be in every text.
const minWord, maxWord = 3, 60

func (w Words) check(f *strict.File) {
	for category, list := range w {
		at := "words." + category
		if _, ok := special(category); !ok {
			f.Add(at, "%q is no special category; known are health religion union ethnicity politics sexual_life criminal social_care", category)
		}
		for _, word := range list {
			if n := utf8.RuneCountInString(strings.Trim(word, "* ")); n < minWord || n > maxWord || strings.Contains(strings.Trim(word, "*"), "*") {
				f.Add(at, "%q: a word has %d to %d characters, and a star only at its ends", word, minWord, maxWord)
			}
		}
	}
}

func special(name string) (a inspect.Attribute, ok bool) {
	err := a.UnmarshalText([]byte(name))
	return a, err == nil && inspect.Special.Has(a)
}

// Words are those of [words]; nil when there are none.
func (rs *Ruleset) Words() map[inspect.Attribute][]string {
	if len(rs.words) == 0 {
		return nil
	}
	words := map[inspect.Attribute][]string{}
	for category, list := range rs.words {
		if a, ok := special(category); ok {
			words[a] = append(words[a], list...)
		}
	}
	return words
}
