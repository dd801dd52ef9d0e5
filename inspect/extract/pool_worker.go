package extract

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/postlock/postlock/inspect"
)

// worker is the pool's end of one worker process.
type worker struct {
	pool   *Pool
	cmd    *exec.Cmd
	in     *os.File
	out    *os.File
	w      *bufio.Writer
	r      *bufio.Reader
	stderr *tail
	exited chan struct{}
	chunk  []byte // of the file on its way
	jobs   int
	// pdfium is set when it has needed PDFium: see heirs.
	pdfium bool
	// lent is set when it stands beside the pool's workers: see recognise.
	lent bool
}

// helloTime is how long a new process may take until it says that it is a
// worker; a program that does not call RunWorkerIfAsked never says so.
const helloTime = 20 * time.Second

// newWorker starts a worker in modeWork or modeHeir.
func (p *Pool) newWorker(mode string) (*worker, error) {
	select {
	case <-p.prepared:
	case <-p.stopped:
		return nil, errClosed
	}
	w := &worker{pool: p, stderr: &tail{}, exited: make(chan struct{})}
	stdin, in, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	out, stdout, err := os.Pipe()
	if err != nil {
		stdin.Close()
		in.Close()
		return nil, err
	}
	w.cmd = p.command(mode)
	w.cmd.Stdin, w.cmd.Stdout, w.cmd.Stderr = stdin, stdout, w.stderr
	err = p.onStarter(w.cmd.Start)
	stdin.Close()
	stdout.Close()
	if err != nil {
		in.Close()
		out.Close()
		return nil, err
	}
	w.in, w.out, w.w, w.r = in, out, bufio.NewWriterSize(in, chunkSize+frameHead), bufio.NewReaderSize(out, chunkSize)
	widen(in, out)
	go func() {
		w.cmd.Wait()
		close(w.exited)
	}()
	if err := w.hello(); err != nil {
		w.kill()
		return nil, err
	}
	p.started.Add(1)
	return w, nil
}

func (w *worker) hello() error {
	timer := time.AfterFunc(helloTime, func() { w.cmd.Process.Kill() })
	defer timer.Stop()
	kind, notes, err := readFrame(w.r)
	if err != nil || kind != frameHello {
		return fmt.Errorf("%s did not answer as a worker (is RunWorkerIfAsked called first in main?): %s", w.cmd.Path, w.stderr.reason())
	}
	if len(notes) > 0 {
		w.pool.noteOnce.Do(func() { w.pool.opts.Log.Warn("extraction sandbox is incomplete", "missing", string(notes)) })
	}
	return nil
}

func (w *worker) alive() bool {
	select {
	case <-w.exited:
		return false
	default:
		return true
	}
}

// kill ends the process and waits until it is gone.
func (w *worker) kill() {
	w.cmd.Process.Kill()
	w.in.Close()
	w.out.Close()
	<-w.exited
}

// run has one file read. keep tells whether the worker is fit for another.
func (w *worker) run(ctx context.Context, f inspect.File, to inspect.Sink) (keep bool, err error) {
	w.jobs++
	stop := context.AfterFunc(ctx, func() { w.cmd.Process.Kill() })
	defer stop()
	defer func() {
		if ctx.Err() != nil {
			keep, err = false, ctx.Err()
		}
	}()
	size, err := w.send(f)
	switch {
	case errors.Is(err, errBody):
		return false, err
	case size > w.pool.opts.Limits.File:
		to.Unreadable(inspect.Unreadable{Where: inspect.Place{Path: f.Path}, Why: inspect.OverLimit,
			Detail: fmt.Sprintf("larger than %d bytes", w.pool.opts.Limits.File)})
		_, err = io.Copy(io.Discard, f.Body)
		return false, err
	}
	// A failed write means a dead worker; receive says why.
	return w.receive(ctx, f, to), nil
}

// errBody marks faults of the file's own reader.
var errBody = errors.New("reading the file")

// chunkSize is how much of a file is sent at a time.
const chunkSize = 64 << 10

// send gives the worker the job and the bytes, at most one byte more than the
// limit.
func (w *worker) send(f inspect.File) (size int64, err error) {
	var e encoder
	e.job(job{path: f.Path, name: f.Name, declared: f.Type, charset: f.Charset, limits: w.pool.opts.Limits, pictures: f.Pictures != nil})
	err = writeFrame(w.w, frameJob, e.b)
	if w.chunk == nil {
		w.chunk = make([]byte, chunkSize)
	}
	for {
		n, readErr := f.Body.Read(w.chunk)
		if size += int64(n); size > w.pool.opts.Limits.File {
			return size, nil
		}
		if n > 0 && err == nil {
			err = writeFrame(w.w, frameData, w.chunk[:n])
		}
		if readErr == io.EOF {
			break
		}
		if readErr != nil {
			return size, fmt.Errorf("%w: %w", errBody, readErr)
		}
	}
	if err == nil {
		err = writeFrame(w.w, frameEnd, nil)
	}
	if err == nil {
		err = w.w.Flush()
	}
	return size, err
}

// receive passes on what the worker finds until it has finished, dies, lies or
// exceeds its time. It tells whether the worker can be used again.
func (w *worker) receive(ctx context.Context, f inspect.File, to inspect.Sink) (keep bool) {
	var late onceFlag
	deadline := time.Now().Add(w.pool.opts.Limits.Time)
	timer := time.AfterFunc(w.pool.opts.Limits.Time, func() { late.set(); w.cmd.Process.Kill() })
	defer timer.Stop()
	path, at := f.Path, f.Path
	var d decoder
	for {
		kind, payload, err := readFrame(w.r)
		if err != nil {
			w.gone(at, path, late.isSet(), to)
			return false
		}
		d.reset(payload)
		switch kind {
		case frameBegin:
			at = d.string()
			d.check(path, at)
		case frameText:
			t := d.text()
			if d.check(path, t.Place.Path); d.err == nil {
				to.Text(t)
			}
		case frameRow:
			r := d.row()
			if d.check(path, r.Place.Path); d.err == nil {
				to.Row(r)
			}
		case frameUnreadable:
			u := d.unreadable()
			if d.check(path, u.Where.Path); d.err == nil {
				to.Unreadable(u)
			}
		case framePicture:
			if f.Pictures == nil {
				d.err = errFrame
				break
			}
			timer.Stop() // pictures have a time of their own
			began := time.Now()
			w.recognise(ctx, payload, f.Pictures)
			deadline = deadline.Add(time.Since(began))
			timer.Reset(time.Until(deadline))
		case frameFinished:
			w.pdfium = len(payload) == 1 && payload[0] == runsPDFium
			return len(payload) == 0 || w.pdfium
		default:
			d.err = errFrame
		}
		if d.err != nil {
			w.pool.opts.Log.Error("extraction worker sent nonsense")
			to.Unreadable(inspect.Unreadable{Where: inspect.Place{Path: path}, Why: inspect.Damaged, Detail: "it misled its reader"})
			return false
		}
	}
}

// recognise answers a worker that wants the words of a picture. While it waits
// for them, another may take its place in the pool, so that a message with thirty
// photographs does not stop those behind it.
func (w *worker) recognise(ctx context.Context, picture []byte, want *inspect.Pictures) {
	if !w.lent {
		select {
		case w.pool.ocr.lent <- struct{}{}:
			w.lent = true
			w.pool.slots <- nil
		default:
		}
	}
	tsv, detail := w.pool.words(ctx, picture, want)
	var e encoder
	e.string(detail)
	e.b = append(e.b, tsv...)
	if writeFrame(w.w, frameWords, e.b) == nil {
		w.w.Flush() // if it fails the worker is dead, and reading says why
	}
}

// check holds the worker to paths inside the file it was given.
func (d *decoder) check(path, got string) {
	if rest, ok := strings.CutPrefix(got, path); !ok || rest != "" && !strings.HasPrefix(rest, " > ") {
		d.err = errFrame
	}
}

// gone reports the file that a worker died of.
func (w *worker) gone(at, path string, late bool, to inspect.Sink) {
	w.cmd.Process.Kill()
	select {
	case <-w.exited:
	case <-time.After(5 * time.Second):
	}
	why, detail := inspect.Damaged, "reading it crashed"
	switch reason := w.stderr.reason(); {
	case late || reason == "cpu":
		why, detail = inspect.TimedOut, fmt.Sprintf("not read in %v", w.pool.opts.Limits.Time)
	case reason == "memory":
		why, detail = inspect.OverLimit, "wanted too much memory"
	}
	w.pool.opts.Log.LogAttrs(context.Background(), slog.LevelWarn, "extraction worker lost", slog.String("why", string(why)), slog.String("reason", w.stderr.reason()))
	to.Unreadable(inspect.Unreadable{Where: inspect.Place{Path: at}, Why: why, Detail: detail})
	if at != path {
		to.Unreadable(inspect.Unreadable{Where: inspect.Place{Path: path}, Why: why, Detail: "the rest of it was not read"})
	}
}

// tail keeps the beginning of what a worker says on standard error: Go puts the
// cause of death first. It never goes into a log as it is.
type tail struct {
	mu sync.Mutex
	b  []byte
}

func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if room := 4<<10 - len(t.b); room > 0 {
		t.b = append(t.b, b[:min(room, len(b))]...)
	}
	return len(b), nil
}

// reason names the cause of death in our words.
func (t *tail) reason() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, c := range []struct{ mark, reason string }{
		{"out of memory", "memory"}, {"cannot allocate memory", "memory"}, {"SIGXCPU", "cpu"},
		{"stack overflow", "stack"}, {"stack exceeds", "stack"}, {"panic:", "panic"}, {"fatal error:", "fatal error"},
	} {
		if bytes.Contains(t.b, []byte(c.mark)) {
			return c.reason
		}
	}
	return "killed"
}

type onceFlag struct {
	mu sync.Mutex
	on bool
}

func (f *onceFlag) set()        { f.mu.Lock(); f.on = true; f.mu.Unlock() }
func (f *onceFlag) isSet() bool { f.mu.Lock(); defer f.mu.Unlock(); return f.on }

// laterGC is GOGC: starting the PDF reader leaves as much garbage as it keeps. A worker begins
// with firstGC, by which the garbage collector first runs at 40 MiB, not while the
// process starts, as a worker that reads one small file never needs it: see calm.
const laterGC, firstGC = 50, 1000

func gcPercent(mode string) int {
	if mode == modeWork || mode == modeHeir {
		return firstGC
	}
	return laterGC
}

// command is the executable as a worker, with an environment of its own. One file is
// read by one goroutine; a second processor would be woken at every turn of the
// garbage collector and find nothing to do.
func (p *Pool) command(mode string) *exec.Cmd {
	cmd := exec.Command(p.opts.Executable)
	cmd.Env = []string{
		workerEnv + "=" + mode,
		cacheEnv + "=" + p.opts.Cache,
		memoryEnv + "=" + fmt.Sprint(p.opts.Limits.Memory),
		"GOMEMLIMIT=" + fmt.Sprint(p.opts.Limits.Memory*6/10),
		"GOMAXPROCS=1",
		"GOGC=" + fmt.Sprint(gcPercent(mode)),
		"GOTRACEBACK=none",
	}
	cmd.Dir = "/"
	cmd.SysProcAttr = sysProcAttr()
	return cmd
}
