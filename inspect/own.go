package inspect

import "strings"

// Own tells whether domain (lower case) is one of the office's: equal to one of
// own, or below one that is written with a leading dot.
func Own(own []string, domain string) bool {
	for _, d := range own {
		if d == domain || strings.HasPrefix(d, ".") && (strings.HasSuffix(domain, d) || domain == d[1:]) {
			return true
		}
	}
	return false
}
