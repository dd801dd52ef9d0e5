// Package extract reads files, whatever an office sends, down to the last cell:
// text and table rows with their places, in worker processes that a hostile
// file can kill without harm.
//
// A Pool hands a file's bytes to a worker, the same executable started again
// (RunWorkerIfAsked), and passes on what comes back. Inside the worker a file
// goes through kindOf (type by content), one reader of the table in kind_readers.go
// and sink, which applies the limits; files inside files take the same way one
// level deeper. Short text and separated values take it in this process, see
// Pool.quick, and so do photographs that nobody wants read, see Pool.photograph.
//
// # Where things are
//
// The way of a file: pool.go starts workers (pool_worker.go, pool_prepare.go,
// pool_heir.go), pool_frame.go is what they say to each other, pool_child.go the worker's
// end of it, sandbox_*.go what a worker may still do. kind*.go tell what a file is and have
// it read, sink.go takes what the readers give (reader.go). A new format needs a kind, a
// line in kind_readers.go and a file with its reader.
//
// Readers are called after their format, families of them by a first word: archive_, mail_,
// ooxml_, picture_ and text_. Several share:
//
//   - archive_zip.go and ooxml.go what docx, pptx, xlsx and ooxml_flat read of their
//     package; odf too
//   - ole*.go the compound files of doc, xls, ppt and mail_msg; ooxml_encrypted.go those that
//     a password which everybody knows encrypts
//   - xml_reader.go a reader of XML that holds one token and knows no entities but XML's own
//   - grid.go the tables of documents, which are tables or only laid out so
//   - text*.go and csv*.go plain text: blocks that are tables, values with marks between
//     them, records of names and values (text_records.go)
//   - text_charset.go and text_disguise.go letters: in which encoding, and which only look
//     like others
//   - vcard.go the content lines of cards and calendars (ical.go)
//   - picture*.go the words of pictures, read by tesseract (picture_ocr.go)
//
// A PDF is read by package pdftext where it is clean beyond doubt, elsewhere by PDFium
// (package pdfium); both give characters with their places. pdf_layout.go makes words and
// lines of them, pdf_block.go, pdf_rows.go, pdf_ruled.go, pdf_room.go and pdf_labels.go
// tables and labels, pdf_paragraph.go running text, and pdf_pages.go puts together what a
// page's end cuts.
//
// Readers are as forgiving as the programs that people open such files with, give what
// could be read, and return an error for the rest: whatever somebody could read and
// Postlock could not has to be held. Every loop over foreign bytes has a bound that is
// named.
package extract

import (
	"log/slog"
	"runtime"
	"time"
)

// Limits bound the reading of one file with everything inside it. Zero fields
// mean their default.
type Limits struct {
	// File is the most bytes of one file, as attached or as a member of a
	// container; default 128 MiB. It is held in the worker's memory.
	File int64
	// Inflated is the most bytes that all decompression together may give;
	// default 2 GiB. It is streamed, not held.
	Inflated int64
	// Ratio is the most bytes one compressed byte may give, counted from
	// 32 MiB of output on; default 2000 (a sheet of equal rows reaches 300).
	Ratio int64
	// Depth is the most containers around a file; default 8.
	Depth int
	// Members is the most files inside one file, on all levels; default 10,000.
	Members int
	// Columns is how far cells keep their column; those further right follow
	// without gaps. Default 512.
	Columns int
	// Output is the most bytes of text and cells; default 1 GiB.
	Output int64
	// Pages is the most pages of a PDF; default 5,000.
	Pages int
	// Time is how long one file may take, on the clock and of CPU time each;
	// default 60 s.
	Time time.Duration
	// Memory is the most a worker may hold (RLIMIT_DATA); default 768 MiB.
	Memory int64
}

func (l Limits) withDefaults() Limits {
	def(&l.File, 128<<20)
	def(&l.Inflated, 2<<30)
	def(&l.Ratio, 2000)
	def(&l.Depth, 8)
	def(&l.Members, 10_000)
	def(&l.Columns, 512)
	def(&l.Output, 1<<30)
	def(&l.Pages, 5_000)
	def(&l.Time, time.Minute)
	def(&l.Memory, 768<<20)
	return l
}

// Options set up a Pool. The zero value serves.
type Options struct {
	Limits Limits
	// Workers is the number of processes; default GOMAXPROCS.
	Workers int
	// Jobs is how many files a worker reads before its successor is started, which
	// takes over as soon as it is ready; default 1,000: a new one costs as much as ten files.
	Jobs int
	// Cache is a folder for compiled code, made when it does not exist;
	// default "postlock" in the user's cache folder, or a temporary one.
	Cache string
	// Executable is started as worker; default os.Executable.
	Executable string
	// Log takes what goes wrong, never content; default discards.
	Log *slog.Logger
}

func (o Options) withDefaults() Options {
	o.Limits = o.Limits.withDefaults()
	def(&o.Workers, runtime.GOMAXPROCS(0))
	def(&o.Jobs, 1000)
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

func def[T comparable](field *T, value T) {
	if zero := *new(T); *field == zero {
		*field = value
	}
}
