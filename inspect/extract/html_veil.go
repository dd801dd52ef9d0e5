package extract

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// veils tells elements whose content a browser does not show.
func veils(tag atom.Atom, attrs map[string]string) bool {
	if _, ok := attrs["hidden"]; ok || tag == atom.Template {
		return true
	}
	return attrs["style"] != "" && hidingStyle(attrs["style"], !block(tag) && tag != atom.Td && tag != atom.Th)
}

// faint tells an element inside a line whose words are as white as paper. Whether
// something dark lies below is not known: see glued.
func faint(tag atom.Atom, attrs map[string]string) bool {
	color := attrs["color"]
	for d := range strings.SplitSeq(strings.ToLower(attrs["style"]), ";") {
		if key, value, _ := strings.Cut(d, ":"); strings.TrimSpace(key) == "color" {
			color = value
		}
	}
	switch strings.ToLower(strings.ReplaceAll(color, " ", "")) {
	case "white", "#fff", "#ffffff", "rgb(255,255,255)":
		return !block(tag) && tag != atom.Td && tag != atom.Th && tag != atom.A
	}
	return false
}

// glued tells whether the next character would stand right behind another. White
// letters on a dark ground begin with a word; those in the middle of one are there to
// part it for a reader that does not see colours.
func glued[T string | []byte](line T) bool {
	r, _ := utf8.DecodeLastRuneInString(string(line[max(0, len(line)-utf8.UTFMax):]))
	return len(line) > 0 && !unicode.IsSpace(r)
}

// hidingStyle tells declarations by which nothing is seen of an element. Letters of no
// size count only inside a line: of a block they are for the space between the blocks
// in it, which have a size of their own.
func hidingStyle(style string, inline bool) bool {
	clipped, flat := false, false
	for d := range strings.SplitSeq(strings.ToLower(style), ";") {
		key, value, _ := strings.Cut(d, ":")
		value = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "!important"))
		switch strings.TrimSpace(key) {
		case "display":
			if value == "none" {
				return true
			}
		case "visibility":
			if value == "hidden" || value == "collapse" {
				return true
			}
		case "mso-hide":
			if value == "all" {
				return true
			}
		case "opacity":
			if small(value) {
				return true
			}
		case "color":
			if value == "transparent" {
				return true
			}
		case "font-size":
			if n, ok := length(value); inline && ok && n <= 1 && !strings.HasSuffix(value, "em") && !strings.HasSuffix(value, "%") || inline && ok && n == 0 {
				return true
			}
		case "left", "top", "right", "text-indent", "margin-left":
			if n, ok := length(value); ok && n <= -999 {
				return true
			}
		case "overflow":
			clipped = value == "hidden"
		case "height", "max-height", "width", "max-width":
			n, ok := length(value)
			flat = flat || ok && n == 0
		}
	}
	return clipped && flat
}

// length is the number of a CSS length.
func length(value string) (float64, bool) {
	n, err := strconv.ParseFloat(strings.TrimRight(value, "abcdefghijklmnopqrstuvwxyz%"), 64)
	return n, err == nil
}

// maxVeils is the most classes that are known to hide.
const maxVeils = 1000

// hideClasses learns from a style sheet which classes hide. What stands in a
// condition (@media) is for other screens than the one we think of.
func (h *htmlReader) hideClasses(css string) {
	depth := 0
	selectors := ""
	for len(css) > 0 {
		i := strings.IndexAny(css, "{}")
		if i < 0 {
			return
		}
		text, brace := css[:i], css[i]
		css = css[i+1:]
		if brace == '{' {
			depth++
			selectors = text
			continue
		}
		if depth == 1 && hidingStyle(text, false) {
			for s := range strings.SplitSeq(selectors, ",") {
				s = strings.TrimSpace(s)
				_, class, ok := strings.Cut(s, ".")
				if ok && len(h.veils) < maxVeils && !strings.ContainsAny(class, " .:>+~[#") {
					if h.veils == nil {
						h.veils = map[string]bool{}
					}
					h.veils[class] = true
				}
			}
		}
		depth = max(depth-1, 0)
	}
}

func (h *htmlReader) hidesClass(classes string) bool {
	if len(h.veils) == 0 || classes == "" {
		return false
	}
	for c := range strings.FieldsSeq(classes) {
		if h.veils[c] {
			return true
		}
	}
	return false
}

// closeVeils gives the hidden words that were met.
func (h *htmlReader) closeVeils() {
	if s := strings.TrimSpace(h.buried.String()); s != "" {
		h.to.text("", 0, true, s)
	}
	h.buried.Reset()
}
