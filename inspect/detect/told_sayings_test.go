package detect

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sayers are three people of whom the same is said, one of them with names on few lists.
var sayers = map[string][3]string{
	"cs.txt": {"Jana Nováková", "Petr Svoboda", "Fatima Yildiz"},
	"da.txt": {"Mette Holm", "Jens Kirkegaard", "Fatima Yildiz"},
	"de.txt": {"Anna Berg", "Jürgen Schröder", "Fatima Yildiz"},
	"en.txt": {"Hannah Wilson", "Peter Oakley", "Fatima Yildiz"},
	"es.txt": {"Lucía García", "Javier Moreno", "Fatima Yildiz"},
	"fi.txt": {"Aino Korhonen", "Mikko Virtanen", "Fatima Yildiz"},
	"fr.txt": {"Claire Dubois", "Julien Moreau", "Fatima Yildiz"},
	"it.txt": {"Giulia Rossi", "Marco Bianchi", "Fatima Yildiz"},
	"nb.txt": {"Ingrid Hansen", "Kjetil Solberg", "Fatima Yildiz"},
	"nl.txt": {"Sanne de Vries", "Jeroen Bakker", "Fatima Yildiz"},
	"pl.txt": {"Anna Kowalska", "Piotr Nowak", "Fatima Yildiz"},
	"pt.txt": {"Ana Ferreira", "João Almeida", "Fatima Yildiz"},
	"sv.txt": {"Karin Lindqvist", "Johan Bergström", "Fatima Yildiz"},
}

// TestSayings reads testdata/sayings: what offices write of people in a sentence, by
// language. "nothing" is said of colleagues with the same words. A line that begins with
// a question mark is known to be read wrongly; whoever teaches it takes the mark away.
func TestSayings(t *testing.T) {
	files, err := filepath.Glob("testdata/sayings/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sayings: %v", err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		lang := filepath.Base(f)
		for line := range strings.Lines(string(data)) {
			line, unread := strings.CutPrefix(strings.TrimSpace(line), "? ")
			kind, saying, ok := strings.Cut(line, ": ")
			if !ok {
				t.Fatalf("%s: %q is no kind, colon, saying", lang, line)
			}
			var text strings.Builder
			for _, name := range sayers[lang] {
				text.WriteString(strings.ReplaceAll(saying, "NAME", name) + "\n\n")
			}
			hold, _ := held(runAs("", "text/plain", text.String()))
			if right := hold == (kind != "nothing"); right == unread {
				t.Errorf("%s: %q: held %v, marked as read wrongly %v", lang, line, hold, unread)
			}
		}
	}
}
