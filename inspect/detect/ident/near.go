package ident

// Near tells whether one of the words of the hit's kind stands at most window
// bytes before it, or half of that behind it.
func Near(text string, h Hit, window int) bool {
	from, to := max(0, h.Start-window), min(len(text), h.End+window/2)
	return Header(text[from:h.Start], h.Kind) || Header(text[h.End:to], h.Kind)
}

// Header tells whether one of the kind's words stands in a column header or
// another short text.
func Header(header string, k *Kind) bool {
	return false
}
