package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// salutations are the first words of letters, folded.
var salutations = [...]string{"dear ", "hello ", "hi ", "good morning ", "good afternoon ", "geachte ", "beste ", "lieve ", "goedendag ", "goedemorgen ", "goedemiddag ",
	"sehr geehrte", "liebe ", "lieber ", "guten tag ", "guten morgen ", "hallo ", "moin ", "hoi ", "kaere ", "kjaere ", "hej ", "hei ", "goddag ", "god dag ", "basta ", "kara ", "bonjour ", "bonsoir ", "chere ", "cher ", "madame", "monsieur",
	"gentile ", "egregio ", "egregia ", "buongiorno ", "caro ", "cara ", "estimad", "querid", "hola ", "buenos dias ", "prezad", "exm", "szanown", "dzien dobry ", "drog", "hyva ", "vazeny ", "vazena ", "tisztelt "}

// isSalutation is true for "Dear Ms Berg,".
func isSalutation(line string) bool {
	if len(line) > 70 || !salutationSet().may(line) || strings.Count(line, " ") > 6 {
		return false
	}
	return salutationOf(line) != ""
}

// salutationOf is the one of the salutations that a line begins with.
func salutationOf(line string) string {
	var buf [96]byte
	f := string(appendFold(buf[:0], line))
	if i := slices.IndexFunc(salutations[:], func(s string) bool { return strings.HasPrefix(f, s) }); i >= 0 {
		return salutations[i]
	}
	return ""
}

// saluted is what a salutation calls its reader: "Ms Berg" of "Dear Ms Berg,".
func saluted(line string) string {
	for range strings.Count(strings.TrimRight(salutationOf(line), " "), " ") + 1 {
		_, line, _ = strings.Cut(strings.TrimLeft(line, " "), " ")
	}
	return strings.Trim(line, " ,!.:;")
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

// salutedIn is a sentence, or whom it calls if it is a salutation.
func salutedIn(s string) string {
	if isSalutation(s) {
		return saluted(s)
	}
	return s
}

// begins tells whether a line below a closing begins another letter: it is a day, with a
// town or without, or a line that stood above the closing of the first.
func (p *prose) begins(line string) bool {
	if len(line) > maxOpening {
		return false
	}
	day := line
	if town, rest, ok := strings.Cut(line, ", "); ok && digitsIn(town) == 0 {
		day = rest
	}
	if digitsIn(day) > 0 {
		_, ok := ident.Date(strings.TrimPrefix(day, "den "))
		return ok
	}
	return slices.Contains(p.openings, line)
}

// maxOpenings is how many short lines above the first closing of a text are kept, and
// maxOpening how long they are in bytes.
const (
	maxOpenings = 16
	maxOpening  = 50
)

// opens keeps a short line above the first closing, such as the heading of a receipt.
func (p *prose) opens(line string) {
	if p.closed || len(p.openings) == maxOpenings || len(line) < 4 || len(line) > maxOpening || endsSentence(line) || digitsIn(line) > 0 || strings.IndexByte(line, '@') >= 0 || isSalutation(line) {
		return
	}
	if n := parseName(line); !n.person() {
		p.openings = append(p.openings, line)
	}
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
