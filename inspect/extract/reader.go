package extract

import (
	"archive/zip"
	"io"

	"github.com/postlock/postlock/inspect"
)

// file is what a format's reader is given: the whole bytes, in the worker's
// memory.
type file struct {
	// path is inspect.Place.Path of everything found in it.
	path string
	// name and declared are claims of the sender; content decides.
	name, declared, charset string
	data                    []byte
	// rest is what follows data where the file is read as it arrives; else nil.
	rest io.Reader
	// depth counts the containers around it.
	depth int
	// hidden is set when a person would not come to see this file (an
	// object embedded in a hidden sheet).
	hidden bool
	// as is the kind when it is known beforehand; kindUnknown has it told by
	// the content.
	as kind
	// pictures is set when words in pictures are wanted.
	pictures bool
	// zip and zipErr are the central directory, see directory.
	zip    *zip.Reader
	zipErr error
}

// with is the same file with other bytes, as after decrypting.
func (f *file) with(data []byte) *file {
	g := *f
	g.data, g.zip, g.zipErr = data, nil, nil
	return &g
}

// output is where readers put what they find. Its methods apply the limits and
// never fail; a reader asks stopped between rows to end early.
type output interface {
	// text gives words of one part (sheet, page, "comments"); line is 0 when unknown.
	text(part string, line int, hidden bool, s string)
	// row gives one table row; hiddenCells may be nil.
	row(r inspect.Row)
	// unreadable says that the file, or a part of it, was not read.
	unreadable(part string, why inspect.Why, detail string)
	// child has a file inside this one read: an archive's member, an
	// attachment, an embedded workbook.
	child(name string, data []byte, hidden bool)
	// stopped is true when a limit ended the reading of this message.
	stopped() bool
}

// reader reads one format. It returns an error for damaged input, after having
// given the output all that could be read.
type reader func(f *file, to output) error
