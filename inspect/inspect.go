// Package inspect reads a message once and reports what it would give away: how
// many people, what is said of them, which strangers would see each other's
// addresses, and what could not be read. It knows no network, clock or database.
//
// The words of that report live here; the work is done by message (MIME),
// extract (files to text and rows), detect (text and rows to people) and
// judged by rule. Text and rows flow through this package: extract and detect
// do not know each other.
package inspect

import (
	"context"
	"io"
	"time"

	"github.com/postlock/postlock/inspect/message"
)

// File is one attachment or body to be read.
type File struct {
	// Path is where it stands, see Place.Path.
	Path string
	// Name and Type are what the message claims; content decides.
	Name, Type string
	// Charset is declared for text; empty when it is not.
	Charset string
	// Body is read to its end, once.
	Body io.Reader
	// Pictures is what the message may spend on words in pictures; nil when
	// pictures are not to be read.
	Pictures *Pictures
}

// Pictures says how words in pictures and scanned pages are read. One value
// serves all files of one message, one after another: an Extractor takes from
// Time what it spends, and reports as Picture what it could not read for it.
type Pictures struct {
	// Languages are names of tesseract's: "deu", "dan". Those that are not
	// installed are passed over.
	Languages []string
	// Time is what is left, on the clock.
	Time time.Duration
}

// Extractor turns a file into text and rows. What cannot be read goes to the
// sink as Unreadable; an error is our own fault (no worker could be started,
// the context ended) and means that nobody knows what is in the file.
type Extractor interface {
	Extract(ctx context.Context, f File, to Sink) error
}

// Detector takes all text and rows of one message and tells the people in it.
type Detector interface {
	Text(Text)
	Row(Row)
	// Result is called once, at the end.
	Result() (people []Group, findings []Finding)
}

// Parties are those whom a message is from and to. They are not subjects.
type Parties struct {
	// Addresses are of the envelope and of From, Sender, Reply-To, To and Cc.
	Addresses []message.Address
	// Names are the display names beside those addresses.
	Names []string
	// Own are the office's domains, lower case.
	Own []string
}
