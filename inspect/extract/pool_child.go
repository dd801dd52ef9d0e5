package extract

import (
	"bufio"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/extract/pdfium"
	"github.com/postlock/postlock/inspect/extract/pdftext"
)

// How a Pool tells a process that it is a worker.
const (
	workerEnv = "POSTLOCK_EXTRACT_WORKER"
	cacheEnv  = "POSTLOCK_EXTRACT_CACHE"
	memoryEnv = "POSTLOCK_EXTRACT_MEMORY"
	modeWork  = "work"
	// modeHeir is modeWork with the PDF reader ready before the first file.
	modeHeir    = "heir"
	modePrepare = "prepare"
	// modeRecognise runs the program of the arguments, see runTesseract.
	modeRecognise = "recognise"
)

// room is how many bytes a worker has for a file from the beginning. Those that no
// file has touched cost no memory, but the garbage collector counts them: it runs
// after as many bytes of garbage as it lets stand beside them (GOGC), not after
// every two megabytes.
const room = 24 << 20

// maxKept is the longest file whose room serves the next one: what was touched stays
// with the worker.
const maxKept = 8 << 20

// RunWorkerIfAsked turns this process into an extraction worker when a Pool
// started it as one, and does not return then. Call it first in main, and in
// TestMain of tests that use a Pool.
func RunWorkerIfAsked() {
	switch os.Getenv(workerEnv) {
	case "":
		return
	case modePrepare:
		if err := preparePDF(os.Getenv(cacheEnv)); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	runtime.AddCleanup(new([64]byte), func(int) { debug.SetGCPercent(laterGC) }, 0) // once it has run
	memory, _ := strconv.ParseInt(os.Getenv(memoryEnv), 10, 64)
	if os.Getenv(workerEnv) == modeRecognise {
		if len(os.Args) > 1 {
			runTesseract(memory, os.Args[1:])
		}
		os.Exit(1)
	}
	missing := confine(memory, os.Getenv(cacheEnv))
	c := child{data: make([]byte, 0, room), r: bufio.NewReaderSize(os.Stdin, 16<<10), w: bufio.NewWriterSize(os.Stdout, chunkSize)}
	c.engines.cache = os.Getenv(cacheEnv)
	c.engines.ocr = c.recognise
	if os.Getenv(workerEnv) == modeHeir {
		c.engines.open() // what fails here will be told of the file that needs it
		runtime.GC()     // starting it leaves as much garbage as it keeps
	}
	c.frame(frameHello, []byte(strings.Join(missing, ", ")))
	c.flush()
	for c.next() {
	}
	os.Exit(0)
}

// child is the worker's own end.
type child struct {
	r       *bufio.Reader
	w       *bufio.Writer
	data    []byte
	enc     encoder
	engines engines
}

// engines are what is costly to start and serves many files.
type engines struct {
	cache    string
	pdf      *pdfium.Engine
	inflates []io.ReadCloser // see inflate
	windows  [][]byte        // of xmlReaders that have ended
	chars    []pdftext.Char  // of a page that was laid out
	strings  []byte          // of a workbook that was read, and where each ends
	ends     []uint32
	pending  []byte // of a sink that has ended
	// ocr reads the words of a portable greymap as tesseract's table, or says
	// why not. It is set where job.pictures may be.
	ocr func(picture []byte) (tsv []byte, detail string)
}

// window is a buffer for an xmlReader, to be given back.
func (e *engines) window() []byte {
	n := len(e.windows)
	if n == 0 {
		return make([]byte, xmlWindow)
	}
	w := e.windows[n-1]
	e.windows = e.windows[:n-1]
	return w
}

// giveBack keeps a window for the next part, unless a long tag made it grow.
func (e *engines) giveBack(window []byte) {
	if len(window) == xmlWindow {
		e.windows = append(e.windows, window)
	}
}

// next reads one job; false when the pool has closed the pipe.
func (c *child) next() bool {
	kind, payload, err := readFrame(c.r)
	if err != nil || kind != frameJob {
		return false
	}
	var d decoder
	d.reset(payload)
	j := d.job()
	if d.err != nil || !c.receive() {
		return false
	}
	moreCPU(j.limits.Time)
	s := newSink(c, j)
	s.engines, s.shown.text = &c.engines, c.engines.pending
	s.read(c.data)
	c.engines.pending = s.shown.text[:0]
	if len(c.data) > maxKept {
		c.data = make([]byte, 0, room)
	}
	if cap(c.engines.chars) > 1<<16 {
		c.engines.chars = nil
	}
	switch {
	case s.tainted:
		c.frame(frameFinished, []byte{unfit})
	case c.engines.pdf != nil:
		c.frame(frameFinished, []byte{runsPDFium})
	default:
		c.frame(frameFinished, nil)
	}
	return c.flush()
}

func (c *child) receive() bool {
	c.data = c.data[:0]
	for {
		kind, err := c.r.ReadByte()
		if err != nil {
			return false
		}
		n, err := readLength(c.r)
		switch {
		case err != nil:
			return false
		case kind == frameEnd:
			return true
		case kind != frameData:
			return false
		}
		at := len(c.data)
		if cap(c.data)-at < n {
			grown := make([]byte, at, max(2*cap(c.data), at+n))
			copy(grown, c.data)
			c.data = grown
		}
		c.data = c.data[:at+n]
		if _, err := io.ReadFull(c.r, c.data[at:]); err != nil {
			return false
		}
	}
}

// A write that fails means that the pool is gone.
func (c *child) frame(kind byte, payload []byte) {
	if err := writeFrame(c.w, kind, payload); err != nil {
		os.Exit(0)
	}
}

func (c *child) flush() bool { return c.w.Flush() == nil }

func (c *child) begin(path string) {
	c.enc.reset()
	c.enc.string(path)
	c.frame(frameBegin, c.enc.b)
	c.flush() // so that the pool knows whom to blame
}

// words implements emitter; so do Row and Unreadable.
func (c *child) words(at inspect.Place, hidden bool, t []byte) {
	c.enc.reset()
	c.enc.text(at, hidden, t)
	c.frame(frameText, c.enc.b)
}

func (c *child) Row(r inspect.Row) {
	c.enc.reset()
	c.enc.row(r)
	if len(c.enc.b) > maxFrame {
		c.Unreadable(inspect.Unreadable{Where: r.Place, Why: inspect.OverLimit, Detail: "a row of more than 32 MiB"})
		return
	}
	c.frame(frameRow, c.enc.b)
}

func (c *child) Unreadable(u inspect.Unreadable) {
	c.enc.reset()
	c.enc.unreadable(u)
	c.frame(frameUnreadable, c.enc.b)
}
