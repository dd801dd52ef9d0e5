// Package known recognises the office's own people and the office's own forms
// in a message, by keyed hashes: an exact data match that needs no sign besides.
//
// A list of members or pupils is turned once into a file (Builder) that holds,
// for every value of every person, an HMAC-SHA-256 of its normal form, truncated
// to 64 bits, and the numbers of the rows it stands in. Whoever has the file
// without the key learns nothing but how many people there are. A Matcher reads
// one message, forms the same hashes of all that could be a value, and tells the
// persons of whom two different columns stand together in one record.
package known

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"time"
)

// KeySize is the length of a key in bytes.
const KeySize = 32

// Register is all that one office's detectors know. It never changes and may be
// used from many goroutines; nil knows nobody.
type Register struct {
	Lists []*List
	Forms []*Form
}

// Column is a set of what was matched of one person.
type Column uint16

// The columns. Both kinds of name count as one column, both of address too.
const (
	Name     Column = 1 << iota
	Initial         // an initial and the family name
	Birth           // date of birth
	Phone           // telephone number
	Email           // e-mail address
	ID              // national identification number
	Member          // number of the member or pupil
	Postcode        // postcode and house number
	Street          // street and house number
	short           // the member number has few digits
)

// tag is the letter that keeps the hashes of two columns apart.
func (c Column) tag() byte {
	for i := range 9 {
		if c == 1<<i {
			return "njbpeimas"[i]
		}
	}
	return '?'
}

// kinds counts the different columns.
func (c Column) kinds() (n int) {
	for _, same := range [...]Column{Name | Initial, Birth, Phone, Email, ID, Member, Postcode | Street} {
		if c&same != 0 {
			n++
		}
	}
	return n
}

// enough tells whether what was matched is one person beyond doubt. A date and
// a short number stand in many tables that are about nobody.
func (c Column) enough() bool {
	return c.kinds() >= 2 && (c&short == 0 || c.kinds() > 2 || c&(Birth|Postcode|Street) == 0)
}

// personal are the columns that a household does not share.
const personal = Name | Initial | Birth | Email | ID | Member

// ErrKey means that a file was made with another key.
var ErrKey = errors.New("it was made with another key")

// ErrDamaged means that a file is not as it was written.
var ErrDamaged = errors.New("it is damaged")

// derive makes a key for one use.
func derive(key []byte, use string) []byte {
	m := hmac.New(sha256.New, key)
	m.Write([]byte("postlock " + use))
	return m.Sum(nil)
}

// cheap makes the keyed hash that most words stop at.
func cheap(key []byte) sip {
	k := derive(key, "filter")
	return sip{binary.LittleEndian.Uint64(k), binary.LittleEndian.Uint64(k[8:])}
}

// List is an opened list of people. It is safe for concurrent use.
type List struct {
	// Name is the list's name in rules.toml; the opener sets it.
	Name string
	// Made is when the list was imported.
	Made time.Time

	key     []byte
	filter  sip
	columns Column
	rows    int
	// The parts of the file, as they lie in it.
	bloom     []byte
	protected []byte
	buckets   []byte // first hash of each bucket, 32 bits
	bits      uint
	hashes    []byte // sorted, 64 bits
	offsets   []byte // of each hash's rows, 32 bits
	postings  []byte // rows, 32 bits
}

// People is how many persons the list holds.
func (l *List) People() int { return l.rows }

// Protected is how many of them have a secret address.
func (l *List) Protected() (n int) {
	for i := range l.rows {
		if l.secret(uint32(i)) {
			n++
		}
	}
	return n
}

// Columns are those of which at least one person has a value.
func (l *List) Columns() Column { return l.columns }

func (l *List) secret(row uint32) bool {
	i := int(row >> 3)
	return i < len(l.protected) && l.protected[i]>>(row&7)&1 != 0
}

// token is the hash under which a value stands in the file.
func token(mac []byte) uint64 { return binary.BigEndian.Uint64(mac) }
