package rule

import (
	"regexp"
	"slices"
	"time"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/rule/strict"
)

// Pictures is [pictures] of rules.toml: whether words in pictures and scanned
// pages count. They do not without it.
type Pictures struct {
	Read bool `toml:"read"`
	// Languages are tesseract's names; empty for those of the offices
	// Postlock was made for, as far as they are installed.
	Languages []string `toml:"languages"`
	// Seconds are for all pictures of one message; 60 without it.
	Seconds int `toml:"seconds"`
}

// languageText is a language or script as tesseract names its data.
var languageText = regexp.MustCompile(`^[a-zA-Z]{2,20}(_[a-zA-Z]{2,20})?$`)

// maxPictureSeconds leaves the relay time for the rest of its inspection.
const maxPictureSeconds = 150

func (p *Pictures) check(f *strict.File) {
	for _, l := range p.Languages {
		if !languageText.MatchString(l) {
			f.Add("pictures.languages", `%q is not a language of tesseract; write "deu", "dan", "nld", "eng"`, l)
		}
	}
	if p.Seconds < 1 || p.Seconds > maxPictureSeconds {
		f.Add("pictures.seconds", "seconds are 1 to %d; this is %d", maxPictureSeconds, p.Seconds)
	}
}

// Pictures is what a message may spend on reading pictures, anew for each; nil
// when the rules do not ask for it.
func (rs *Ruleset) Pictures() *inspect.Pictures {
	if !rs.pictures.Read {
		return nil
	}
	languages := rs.pictures.Languages
	if len(languages) == 0 {
		languages = []string{"deu", "dan", "nld", "eng", "fra", "swe", "nor"}
	}
	return &inspect.Pictures{Languages: slices.Clone(languages), Time: time.Duration(rs.pictures.Seconds) * time.Second}
}
