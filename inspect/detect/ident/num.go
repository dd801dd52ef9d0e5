package ident

// num is a compact number on its way to a check, passed by value so that it
// never escapes to the heap.
type num struct {
	b   [20]byte // ASCII digits and upper-case letters
	n   int
	sep byte // the first separator as written; 0 when there was none
}

// at is the value of the digit at i.
func (n num) at(i int) int { return int(n.b[i] - '0') }
