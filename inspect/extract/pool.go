package extract

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/postlock/postlock/inspect"
)

// Pool reads files in worker processes. It implements inspect.Extractor and may
// be used from many goroutines; calls beyond the number of workers wait.
type Pool struct {
	opts     Options
	slots    chan *worker // nil where none runs yet
	start    chan func()  // see starter
	stopped  chan struct{}
	temp     string // to be removed by Close
	once     sync.Once
	noteOnce sync.Once
	prepared chan struct{} // closed when the cache is ready
	heads    sync.Pool     // of *[quickBytes]byte
	photos   chan []byte   // see photograph
	ocr      *recogniser
	heirs    heirs

	started, broken atomic.Int64
}

var _ inspect.Extractor = (*Pool)(nil)

// NewPool makes a pool. Workers start with the first files, once the compiled
// PDF reader lies in the cache: seconds the first time on a machine, a tenth of
// one from then on.
func NewPool(opts Options) (*Pool, error) {
	if os.Getenv(workerEnv) != "" { // or workers would start workers without end
		return nil, errors.New("extract: this process was started as a worker, and main or TestMain did not call RunWorkerIfAsked")
	}
	p := &Pool{opts: opts.withDefaults(), start: make(chan func()), stopped: make(chan struct{}), prepared: make(chan struct{})}
	if p.opts.Executable == "" {
		exe, err := os.Executable()
		if err != nil {
			return nil, fmt.Errorf("finding the worker's executable: %w", err)
		}
		p.opts.Executable = exe
	}
	if err := p.openCache(); err != nil {
		return nil, err
	}
	p.ocr = newRecogniser(p.opts.Workers)
	p.slots = make(chan *worker, p.opts.Workers)
	p.photos = make(chan []byte, p.opts.Workers)
	p.heirs.ready = make(chan *worker, 1)
	for range p.opts.Workers {
		p.slots <- nil
		p.photos <- nil
	}
	go p.starter()
	go p.prepare()
	return p, nil
}

func (p *Pool) openCache() error {
	if p.opts.Cache == "" {
		if dir, err := os.UserCacheDir(); err == nil {
			dir = filepath.Join(dir, "postlock")
			if os.MkdirAll(dir, 0o700) == nil {
				p.opts.Cache = dir
				return nil
			}
		}
		dir, err := os.MkdirTemp("", "postlock-cache-")
		if err != nil {
			return fmt.Errorf("making a folder for compiled code: %w", err)
		}
		p.opts.Cache, p.temp = dir, dir
		return nil
	}
	if err := os.MkdirAll(p.opts.Cache, 0o700); err != nil {
		return fmt.Errorf("making the folder for compiled code: %w", err)
	}
	return nil
}

// starter starts every process from one thread that lives as long as the pool:
// the kernel sends Pdeathsig when the starting thread ends, not the process.
func (p *Pool) starter() {
	runtime.LockOSThread()
	unhurried()
	for {
		select {
		case f := <-p.start:
			f()
		case <-p.stopped:
			return
		}
	}
}

func (p *Pool) onStarter(f func() error) error {
	result := make(chan error, 1)
	select {
	case p.start <- func() { result <- f() }:
		return <-result
	case <-p.stopped:
		return errClosed
	}
}

var errClosed = errors.New("extract: pool is closed")

// Close ends the workers. Calls of Extract that still run fail.
func (p *Pool) Close() error {
	p.once.Do(p.shutdown)
	return nil
}

func (p *Pool) shutdown() {
	close(p.stopped)
	for range p.opts.Workers {
		if w := <-p.slots; w != nil {
			w.kill()
		}
	}
	p.heirs.end()
	<-p.prepared
	if p.temp != "" {
		if err := os.RemoveAll(p.temp); err != nil {
			p.opts.Log.Warn("removing compiled code", "error", err)
		}
	}
}

// Started is how many worker processes were started so far. Most of those that
// ended had done their jobs, see Broken.
func (p *Pool) Started() int64 { return p.started.Load() }

// Broken is how many workers ended before their time: a file crashed them, took
// too long or asked for too much.
func (p *Pool) Broken() int64 { return p.broken.Load() }

// Extract implements inspect.Extractor. A file that kills its worker, keeps it
// busy too long or makes it lie is reported as Unreadable; the error is for
// what is not the file's fault.
func (p *Pool) Extract(ctx context.Context, f inspect.File, to inspect.Sink) error {
	f = clean(f)
	if done, err := p.quick(ctx, &f, to); done || err != nil {
		return err
	}
	if done, err := p.photograph(&f, to); done || err != nil {
		return err
	}
	w, err := p.take(ctx)
	if err != nil {
		return err
	}
	keep := false
	defer func() {
		if w.lent {
			w.kill()
			<-p.ocr.lent
			return
		}
		switch {
		case !keep:
			w.kill()
			w = nil
		case w.jobs >= p.opts.Jobs:
			w = p.relieve(w)
		}
		select {
		case <-p.stopped:
			if w != nil {
				w.kill()
			}
			p.slots <- nil
		default:
			p.slots <- w
		}
	}()
	if keep, err = w.run(ctx, f, to); !keep {
		p.broken.Add(1)
	}
	return err
}

// take waits for a slot and sees to it that a worker stands in it.
func (p *Pool) take(ctx context.Context) (w *worker, err error) {
	select {
	case w = <-p.slots:
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-p.stopped:
		return nil, errClosed
	}
	if w != nil && w.alive() {
		return w, nil
	}
	if w != nil {
		w.kill()
	}
	if w = p.heir(); w != nil {
		return w, nil
	}
	if w, err = p.newWorker(modeWork); err != nil {
		p.slots <- nil
		return nil, fmt.Errorf("starting an extraction worker: %w", err)
	}
	return w, nil
}

// clean makes the claims of the message valid UTF-8 and short.
func clean(f inspect.File) inspect.File {
	for _, s := range []*string{&f.Path, &f.Name, &f.Type, &f.Charset} {
		*s = strings.ToValidUTF8(*s, "�")
		if len(*s) > 1<<10 {
			*s = strings.ToValidUTF8((*s)[:1<<10], "")
		}
	}
	if f.Path == "" {
		f.Path = f.Name
	}
	return f
}
