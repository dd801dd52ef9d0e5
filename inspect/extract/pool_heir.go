package extract

import "sync"

// heirs are successors of workers that have read their files. One is started
// while the worker still works, so that no file waits for it. Where the worker has
// needed PDFium, its successor has that ready when it takes over; elsewhere starting it
// would cost more than all else of a new process. There is one at a time, for the
// memory it holds.
type heirs struct {
	ready  chan *worker // room for one
	making sync.Mutex   // held while one is made, and until it lies in ready
	made   sync.WaitGroup
}

// heir is a successor that is ready; nil when there is none.
func (p *Pool) heir() *worker {
	select {
	case w := <-p.heirs.ready:
		if w.alive() {
			return w
		}
		w.kill()
	default:
	}
	return nil
}

// relieve gives the worker that takes over from one that has read its files. As long as
// there is none it goes on itself, up to twice as many files; nil then.
func (p *Pool) relieve(w *worker) *worker {
	if next := p.heir(); next != nil {
		w.kill()
		return next
	}
	if w.jobs >= 2*p.opts.Jobs {
		w.kill()
		return nil
	}
	mode := modeWork
	if w.pdfium {
		mode = modeHeir
	}
	if p.heirs.making.TryLock() {
		p.heirs.made.Go(func() {
			defer p.heirs.making.Unlock()
			p.breed(mode)
		})
	}
	return w
}

// breed starts a successor unless one waits.
func (p *Pool) breed(mode string) {
	if len(p.heirs.ready) > 0 {
		return
	}
	w, err := p.newWorker(mode)
	switch {
	case err == nil:
		p.heirs.ready <- w
	case err != errClosed:
		p.opts.Log.Warn("starting an extraction worker's successor", "error", err)
	}
}

// end ends the successor that nobody will need, once no file is being read.
func (h *heirs) end() {
	h.made.Wait()
	select {
	case w := <-h.ready:
		w.kill()
	default:
	}
}
