package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// salutations are the first words of letters, folded.
var salutations = [...]string{"dear ", "geachte ", "beste ", "lieve ", "sehr geehrte", "liebe ", "lieber ", "guten tag ", "kaere ", "hej ", "basta ", "kara ", "chere ", "cher ", "madame", "monsieur", "gentile ", "egregio ", "estimad", "querid", "szanown", "hallo ", "hello ", "hi ", "kjaere ", "moin ", "hoi ", "hei "}

// isSalutation is true for "Dear Ms Berg,".
func isSalutation(line string) bool {
	if len(line) > 70 || !salutationSet().may(line) || strings.Count(line, " ") > 6 {
		return false
	}
	var buf [96]byte
	f := string(appendFold(buf[:0], line))
	return slices.ContainsFunc(salutations[:], func(s string) bool { return strings.HasPrefix(f, s) })
}

var salutationSet = phraseTable(salutations[:])

// nextLetter ends a signature below which another letter begins, as in mail that
// was merged with a list: the address above a salutation is its reader's, unless
// it belongs to the writer's own lines.
func (p *prose) nextLetter() {
	p.cur, p.pre, p.preFirst = nil, nil, false
	kept := p.block[:0]
	for _, r := range p.block {
		if r.below > 0 && r.attrs.Has(inspect.Address) {
			kept = append(kept, r)
		}
	}
	p.block = kept
	p.region, p.authors = inBody, 0
	p.commit()
}

// readerAccount is a bank account that a letter names to its reader.
type readerAccount struct {
	reader *lineRecord
	item   lineItem
}

// account notes the accounts among the values of a line in a letter.
func (p *prose) account(items []placedItem) {
	for _, it := range items {
		if p.saluted && it.attr == inspect.BankAccount && len(p.accounts) < maxPending {
			p.accounts = append(p.accounts, readerAccount{p.reader, it.lineItem})
		}
	}
}

// leastAccounts is the fewest accounts, all different, that are the readers' own: that
// of the office is the same in every letter.
const leastAccounts = 3

// judgeAccounts counts them.
func (p *prose) judgeAccounts() {
	different := map[string]bool{}
	for _, a := range p.accounts {
		different[compact(a.item.value)] = true
	}
	if len(different) >= leastAccounts && len(different)*10 >= len(p.accounts)*9 {
		for _, a := range p.accounts {
			r := *a.reader
			r.attrs, r.items = inspect.Set(inspect.BankAccount), []lineItem{a.item}
			p.d.countLine(p, &r)
		}
	}
	p.accounts = nil
}
