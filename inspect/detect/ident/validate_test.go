package ident

import (
	"errors"
	"fmt"
	"strings"
)

// errUnknown is returned for kinds of numbers that do not identify people here.
var errUnknown = errors.New("unknown kind of number")

// validate checks one number against one kind, named by country code and the
// common short name, as public suites of tests name them: validate("DK", "cpr",
// "010180-1234"). The country is "*" for kinds that belong to none.
func validate(country, kind, number string) error {
	name := country + ":" + kind
	switch {
	case name == "*:iban":
		return validateIBAN(number)
	case kind == "iban":
		if !strings.HasPrefix(strings.ToUpper(number), country) {
			return fmt.Errorf("%s: not of this country", name)
		}
		return validateIBAN(number)
	case name == "*:luhn":
		return validateLuhn(number)
	}
	number = strings.TrimSpace(number)
	if t := strings.TrimPrefix(strings.TrimPrefix(number, country), "EL"); country != "*" && t != number {
		number = strings.TrimSpace(t)
	}
	found := false
	for i := range table {
		k := &table[i]
		if !knownAs(k.aka, name) {
			continue
		}
		found = true
		if k.valid(number) {
			return nil
		}
	}
	if !found {
		return fmt.Errorf("%s: %w", name, errUnknown)
	}
	return fmt.Errorf("%s: not a valid number", name)
}

// valid judges a number in any way of writing; one leading zero may be missing
// where Whole restores it.
func (k *Kind) valid(number string) bool {
	n, ok := compactOf(number, true)
	if !ok {
		return false
	}
	if n.n == k.pad-1 {
		copy(n.b[1:], n.b[:n.n])
		n.b[0] = '0'
		n.n++
	}
	if !k.fits(n) {
		return false
	}
	_, ok = k.check(n)
	return ok
}

func knownAs(aka, name string) bool {
	for a := range strings.FieldsSeq(aka) {
		if a == name {
			return true
		}
	}
	return false
}

func validateIBAN(number string) error {
	s := scanner{text: strings.TrimSpace(number), cell: true}
	s.run()
	for _, h := range s.hits {
		if h.Kind == known.iban && h.Start == 0 && h.End == len(s.text) {
			return nil
		}
	}
	return errors.New("iban: not a valid number")
}

func validateLuhn(number string) error {
	sum, double := 0, false
	for i := len(number) - 1; i >= 0; i-- {
		c := number[i]
		if c == ' ' || c == '-' {
			continue
		}
		if !isDigit(c) {
			return errors.New("luhn: not a number")
		}
		d := int(c - '0')
		if double {
			d = d*2/10 + d*2%10
		}
		sum, double = sum+d, !double
	}
	if sum%10 != 0 {
		return errors.New("luhn: wrong check digit")
	}
	return nil
}
