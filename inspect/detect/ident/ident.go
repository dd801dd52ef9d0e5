// Package ident finds and checks what identifies a person in a text: national
// identification numbers of the EU, the EEA, the United Kingdom and
// Switzerland, bank accounts, payment cards, e-mail addresses, phone numbers,
// dates, streets, postcodes, passports and number plates.
//
// Scan reads a running text once and Whole judges one table cell. Neither
// decides that somebody is meant: a Hit says that the characters have the shape
// and the check digits of a Kind, Kind.Chance says how often a random string of
// that shape does as well, and Near and Header tell whether a word that belongs
// to the kind stands by. The caller weighs these.
//
// The kinds are a table (see kinds_*.go), each with the authority its rule
// comes from. All functions are pure and safe for concurrent use.
package ident

import (
	"time"

	"github.com/postlock/postlock/inspect"
)

// Kind is one sort of identifier.
type Kind struct {
	// Name is unique: "cpr", "bsn", "iban", "email", "phone", "date",
	// "street", "postcode", "postcode_town" and so on.
	Name string
	// Country is the ISO 3166 code of the issuing country; empty when the
	// kind belongs to none.
	Country string
	// Attribute is what a hit says of a person. A date is only a birth date
	// when its context says so.
	Attribute inspect.Attribute
	// Chance is the share of random strings of the right shape that pass.
	Chance float64
	// Weak is set when that share is more than one in ninety: such a hit never
	// counts alone. See also Hit.Weak.
	Weak bool
	// ContextOnly kinds have no check digit at all. Scan returns them only
	// with one of Words near by; Whole returns them always, and the caller
	// must look at the column's header.
	ContextOnly bool
	// CarriesBirth is set when the number contains the date of birth.
	CarriesBirth bool
	// Words are the context keywords, lower case, in Danish, Dutch, German,
	// English and the language of the country.
	Words []string
	// Source is the authority that publishes the rule.
	Source string

	// shapes are the ways of writing: 9 is a digit, A a letter, * either,
	// space and - also their typographic variants, the rest itself.
	shapes []string
	// check judges the compact number: letters in upper case, no separators.
	check func(n num) (born time.Time, ok bool)
	// aka are the "CC:kind" names under which public suites know it, for tests.
	aka  string
	keys []keyword
	// shared kinds are numbers of organisations too: a hit is one of a person
	// only where no word for a body stands by.
	shared bool
	// strict kinds are only themselves in one of their shapes.
	strict bool
	// pad is the length to which Whole restores leading zeros that a
	// spreadsheet dropped; 0 when it does not.
	pad int
}

// Hit is a place in a text that has the shape of a Kind and passes its check.
// Several kinds may claim the same place.
type Hit struct {
	Kind *Kind
	// Start and End are byte offsets: text[Start:End].
	Start, End int
	// Birth is the date the number carries, or the date itself for the kind
	// "date", at midnight UTC; zero when there is none.
	Birth time.Time
	// Formatted is set when the value is written with its usual separators.
	Formatted bool
	// Repaired is set when Whole had to restore a leading zero.
	Repaired bool
	// Clock is set on a date that is followed by a time of day: more often a
	// timestamp than a birth date.
	Clock bool
	// bare is set for digits only, or separators in unusual places, or a date and a
	// number.
	bare bool
}

// bareChance is the share from which a bare run of digits needs context: there
// are so many order numbers and time stamps that one in hundreds is not rare.
const bareChance = 1. / 5000

// Weak tells whether the hit needs context to count: a word of its kind near by,
// a second attribute, or a column of its like. A strong hit is written with its
// separators or has letters in their places, or passes a check that chance
// hardly ever does.
func (h Hit) Weak() bool {
	switch {
	case h.Repaired, h.Kind.ContextOnly:
		return true
	case h.bare:
		return h.Kind.Chance > bareChance
	}
	return h.Kind.Weak && !(h.Formatted && h.Kind.CarriesBirth)
}
