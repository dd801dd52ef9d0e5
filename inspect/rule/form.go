package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect/rule/strict"
)

// Form is one [[form]] of rules.toml: a form of the office that is recognised
// when it is filled in. Its fingerprint is a file that "postlock form import"
// makes of the blank; this package reads nothing.
type Form struct {
	Name string `toml:"name"`
	// File is the fingerprint, relative to rules.toml.
	File string `toml:"file"`
	// Key is the key's file, relative to rules.toml; empty for people.key in
	// the data folder.
	Key string `toml:"key"`
}

func (m *Form) check(f *strict.File, at string, names, files map[string]bool) {
	switch {
	case !idText.MatchString(m.Name):
		f.Add(at+".name", `a form needs a name of small letters, digits and "-", such as "christmas-help"; this is %q`, m.Name)
	case names[m.Name]:
		f.Add(at+".name", "a form called %q is already above; every name stands once", m.Name)
	}
	names[m.Name] = true
	checkFile(f, at, fmt.Sprintf("form %q", m.Name), m.File, m.Name+".form", "form", files)
}

// checkFile wants a file of hashes that no other list or form has.
func checkFile(f *strict.File, at, who, file, example, command string, files map[string]bool) {
	switch {
	case file == "":
		f.Add(at+".file", `%s needs file = "%s", which "postlock %s import" makes`, who, example, command)
	case files[file]:
		f.Add(at+".file", "%s: the file %q is already used above; each list and form has its own", who, file)
	}
	files[file] = true
}

// checkForms wants every form that a rule names to be there.
func (w When) checkForms(f *strict.File, at string, forms []Form) {
	var names []string
	for _, m := range forms {
		names = append(names, m.Name)
	}
	if (w.Filled > 0 || len(w.Forms) > 0) && len(forms) == 0 {
		f.Add(at, "there is no [[form]], so nothing can be recognised when it is filled; add one")
		return
	}
	for _, name := range w.Forms {
		if !slices.Contains(names, name) {
			f.Add(at+".forms", "there is no [[form]] called %q; there is %s", name, strings.Join(names, ", "))
		}
	}
}

// filled is the least number of filled copies; naming forms alone means one.
func (w When) filled() int {
	if w.Filled == 0 && len(w.Forms) > 0 {
		return 1
	}
	return w.Filled
}

// Forms are the office's forms.
func (rs *Ruleset) Forms() []Form { return rs.forms }
