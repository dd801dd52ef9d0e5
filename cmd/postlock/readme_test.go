package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestReadmeSettings: whoever copies settings from README gets right ones.
func TestReadmeSettings(t *testing.T) {
	text := string(must(os.ReadFile("../../README.md")))
	blocks := regexp.MustCompile("(?ms)^ *```toml\n(.*?)^ *```$").FindAllStringSubmatch(text, -1)
	if len(blocks) < 3 {
		t.Fatalf("README has %d settings files", len(blocks))
	}
	for _, b := range blocks {
		if strings.Contains(b[1], "[[rule]]") || strings.Contains(b[1], "own_domains =") {
			continue // rules
		}
		if _, err := parseSettings("README.md", []byte(b[1])); err != nil {
			t.Errorf("%v\nin\n%s", err, b[1])
		}
	}
}
