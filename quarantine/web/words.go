package web

import (
	"fmt"
	"strings"

	"github.com/postlock/postlock/quarantine"
)

// readWords reads words.txt: what the page says in each language, by its
// English words or, where English itself needs an entry, by a key with a colon.
func readWords(text string) (map[quarantine.Language]map[string]string, error) {
	words := map[quarantine.Language]map[string]string{}
	for _, l := range quarantine.Languages() {
		words[l] = map[string]string{}
	}
	for i, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(line, "|")
		if len(columns) != 5 {
			return nil, fmt.Errorf("words.txt line %d: %d columns, want 5", i+1, len(columns))
		}
		for j := range columns {
			columns[j] = strings.TrimSpace(columns[j])
		}
		key := columns[0]
		if words[quarantine.English][key] != "" {
			return nil, fmt.Errorf("words.txt line %d: %q is there already", i+1, key)
		}
		if columns[1] == "" {
			columns[1] = key
		}
		for j, l := range []quarantine.Language{quarantine.English, quarantine.Danish, quarantine.Dutch, quarantine.German} {
			words[l][key] = columns[1+j]
		}
	}
	return words, nil
}
