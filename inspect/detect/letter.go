package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
)

// salutations are the first words of letters, folded.
var salutations = [...]string{"dear ", "geachte ", "beste ", "lieve ", "sehr geehrte", "liebe ", "lieber ", "guten tag ", "kaere ", "hej ", "basta ", "kara ", "chere ", "cher ", "madame", "monsieur", "gentile ", "egregio ", "estimad", "querid", "szanown", "hallo ", "hello ", "hi "}

// isSalutation is true for "Dear Ms Berg,".
func isSalutation(line string) bool {
	if len(line) > 70 || strings.Count(line, " ") > 6 {
		return false
	}
	f := fold(line)
	for _, s := range salutations {
		if strings.HasPrefix(f, s) {
			return true
		}
	}
	return false
}

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
