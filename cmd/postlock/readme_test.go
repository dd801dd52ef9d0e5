package main

import (
	"os"
	"regexp"
	"testing"

	"github.com/postlock/postlock/inspect/rule"
)

// TestReadmeSettings: whoever copies settings or rules from README gets right ones.
func TestReadmeSettings(t *testing.T) {
	text := string(must(os.ReadFile("../../README.md")))
	blocks := regexp.MustCompile("(?ms)^ *```toml\n(.*?)^ *```$").FindAllStringSubmatch(text, -1)
	if len(blocks) < 3 {
		t.Fatalf("README has %d settings files", len(blocks))
	}
	for _, b := range blocks {
		if regexp.MustCompile(`\[\[(rule|people|form)\]\]|\[(pictures|words)\]|own_domains =`).MatchString(b[1]) {
			if _, err := rule.Parse("README.md", []byte(b[1])); err != nil {
				t.Errorf("%v\nin\n%s", err, b[1])
			}
			continue
		}
		if _, err := parseSettings("README.md", []byte(b[1])); err != nil {
			t.Errorf("%v\nin\n%s", err, b[1])
		}
	}
}
