package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// bankLabels stand before the number of a bank or a branch, accountLabels between it
// and that of the account, in small letters.
var (
	bankLabels    = [...]string{"sort code", "sortcode", "reg.nr", "reg. nr", "regnr", "reg nr", "blz", "bankleitzahl", "bank code", "clearingn", "clearing n"}
	accountLabels = [...]string{"account", "acc ", "acc.", "a/c", "konto", "kto"}
)

// leastAccountDigits is the fewest digits of a bank and an account together.
const leastAccountDigits = 10

// labelledAccounts are the accounts that a line gives in two parts with a label each:
// "sort code 20-00-00, account 55779911".
func (p *prose) labelledAccounts(line string) (items []placedItem) {
	if p.digits < leastAccountDigits {
		return nil
	}
	if items = p.sortCodes(line); len(items) > 0 || !accountStems().mayStandIn(line) {
		return items
	}
	f := strings.ToLower(line)
	if len(f) != len(line) {
		return nil
	}
	if items = p.wholeAccounts(line, f); len(items) > 0 {
		return items
	}
	for _, label := range bankLabels {
		for at := 0; ; {
			i := strings.Index(f[at:], label)
			if i < 0 {
				break
			}
			i += at
			at = i + len(label)
			if end := accountEnd(f, at); end > 0 {
				value := line[i:end]
				items = append(items, placedItem{lineItem{inspect.BankAccount, "account", .9, value}, i, factBank, p.d.people.hash(compact(value))})
				at = end
			}
		}
	}
	return items
}

// sortCodes are the British accounts of a line that need no label: no day and number look
// like "30-87-54 17601233". Where there was one, others need not be as plain.
func (p *prose) sortCodes(line string) (items []placedItem) {
	const sort, whole = len("30-87-54"), len("30-87-54 17601233")
	for i := 0; i+whole <= len(line); i++ {
		if line[i+2] != '-' || line[i+5] != '-' || line[i+sort] != ' ' || i > 0 && isWordByte(line[i-1]) || isDigitAt(line, i+whole) {
			continue
		}
		code, number := line[i:i+sort], line[i+sort+1:i+whole]
		if digitsIn(code) != 6 || !digitsOnly(number) {
			continue
		}
		if _, day := parseDate(code); !day {
			p.sorted = true
		}
		if p.sorted {
			value := line[i : i+whole]
			items = append(items, placedItem{lineItem{inspect.BankAccount, "account", .9, value}, i, factBank, p.d.people.hash(compact(value))})
		}
		i += whole
	}
	return items
}

// wholeLabels stand before the number of an account that has its bank's in it, in small
// letters.
var wholeLabels = [...]string{"bank account", "bankkonto", "kontonr", "konto", "kto.", "kto ", "bankrekening", "rekening", "compte bancaire", "cuenta bancaria", "conto corrente"}

// wholeAccounts are the accounts of a line, in small letters f, that have one label and
// at least the digits of a bank and an account: "Konto: 2105-5438655890".
func (p *prose) wholeAccounts(line, f string) (items []placedItem) {
	for _, label := range wholeLabels {
		for at := 0; ; {
			i := strings.Index(f[at:], label)
			if i < 0 {
				break
			}
			at += i + len(label)
			from, to := numberAfter(f, at, len("nummer: "))
			if n := digitsIn(f[from:to]); n < leastAccountDigits || n > mostAccountDigits {
				continue
			}
			items = append(items, placedItem{lineItem{inspect.BankAccount, "account", .9, line[from:to]}, from, factBank, p.d.people.hash(compact(line[from:to]))})
			at = to
		}
		if len(items) > 0 {
			return items
		}
	}
	return nil
}

// mostAccountDigits is the most digits of a bank and an account together.
const mostAccountDigits = 16

// accountStems are the labels that begin an account.
var accountStems = wordStems(slices.Concat(bankLabels[:], wholeLabels[:]))

// accountEnd is behind the account whose bank's label ends at a byte of a line in
// small letters; 0 when there is none.
func accountEnd(f string, at int) int {
	from, to := numberAfter(f, at, len("ummer: "))
	if n := to - from; n < 4 || n > 10 || digitsIn(f[from:to]) < 4 {
		return 0
	}
	start, end := numberAfter(f, to, len(", account number: "))
	if end == 0 || digitsIn(f[start:end]) < 6 || !containsAny(f[to:start], accountLabels[:]) {
		return 0
	}
	return end
}

// numberAfter is the first number behind a byte of a text, at most so many bytes away:
// digits with single blanks or hyphens between them.
func numberAfter(f string, at, away int) (from, to int) {
	for from = at; from < len(f) && !isDigitAt(f, from); from++ {
		if from-at >= away {
			return 0, 0
		}
	}
	for to = from; isDigitAt(f, to) || to < len(f) && (f[to] == '-' || f[to] == ' ') && isDigitAt(f, to+1); to++ {
	}
	return from, to
}

// accountWords stand right before the number of a bank account, folded.
var accountWords = [...]string{"konto", "kontonr", "konto nr", "kontonummer", "kto", "kto nr", "ktonr", "rekening", "rek", "reknr", "account", "acct", "account no", "account number", "acc no", "cuenta", "conto", "compte", "conta"}

// paidAt are the digits that a line says are somebody's bank account; they are no
// telephone number then.
func paidAt(line string, maybe []placedItem) (items []placedItem) {
	for i, it := range maybe {
		if it.attr != inspect.Phone || it.at < 4 {
			continue
		}
		before := strings.TrimRight(fold(line[max(0, it.at-20):it.at]), " .:")
		for _, w := range accountWords {
			if strings.HasSuffix(before, w) && (len(before) == len(w) || !isWordByte(before[len(before)-len(w)-1])) {
				it.attr, it.kind, it.fact = inspect.BankAccount, "account", factBank
				maybe[i], items = it, append(items, it)
				break
			}
		}
	}
	return items
}
