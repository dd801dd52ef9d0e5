package ident

// Scan appends to hits everything it finds in a running text, in the order of
// their starts as far as they do not overlap, and returns the longer slice. It
// reads the text once and does not allocate when hits has room.
func Scan(text string, hits []Hit) []Hit {
	return hits
}
