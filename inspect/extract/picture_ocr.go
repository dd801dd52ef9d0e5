package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/postlock/postlock/inspect"
)

// Words in pictures are read by tesseract, a C++ program that hostile pictures
// may break. A worker decodes a picture and asks the pool with the plain grey
// pixels; the pool runs tesseract for it, confined as workers are (see
// runTesseract), and hands back its table of words, which the worker takes apart.

// recognise has the words of a picture read and gives them as rows and lines.
func (s *sink) recognise(part string, img *image.Gray) {
	tsv, detail := s.engines.ocr(pgm(legible(img)))
	if detail != "" {
		s.unreadable(part, inspect.Picture, detail)
		return
	}
	words := seenWords(tsv)
	if len(words) == 0 {
		return
	}
	straighten(words)
	layOut(seenChars(words), part, s)
}

// recognise asks the pool for the words of a picture.
func (c *child) recognise(picture []byte) (tsv []byte, detail string) {
	c.frame(framePicture, picture)
	if !c.flush() {
		os.Exit(0)
	}
	kind, payload, err := readFrame(c.r)
	if err != nil || kind != frameWords {
		os.Exit(0) // the pool is gone
	}
	d := decoder{s: string(payload)}
	detail = d.string()
	return []byte(d.s), detail
}

// recogniser runs tesseract for a Pool.
type recogniser struct {
	program string        // empty when there is none
	running chan struct{} // one for each process that may run
	lent    chan struct{} // one for each worker that may wait beside the pool's

	mu        sync.Mutex
	installed []string // languages; nil until they were asked for
}

func newRecogniser(workers int) *recogniser {
	r := &recogniser{running: make(chan struct{}, max(1, workers/2)), lent: make(chan struct{}, 4*workers)}
	if program, err := exec.LookPath("tesseract"); err == nil && canRunTesseract {
		r.program = program
	}
	return r
}

// What one picture may take.
const (
	pictureTime = 20 * time.Second // of the processor
	maxWords    = 8 << 20          // bytes of tesseract's table
	// orientation is the data by which tesseract tells how a page lies.
	orientation = "osd"
)

// words has the picture, a portable greymap, read in the time that the message
// has left for it. detail says why not.
func (p *Pool) words(ctx context.Context, picture []byte, want *inspect.Pictures) (tsv []byte, detail string) {
	began := time.Now()
	defer func() { want.Time -= time.Since(began) }()
	if want.Time <= 0 {
		return nil, "the time for the message's pictures was over"
	}
	ctx, cancel := context.WithTimeout(ctx, want.Time)
	defer cancel()
	select {
	case p.ocr.running <- struct{}{}:
		defer func() { <-p.ocr.running }()
	case <-ctx.Done():
		return nil, "other pictures took the time"
	}
	languages, psm, err := p.languages(ctx, want.Languages)
	if err != nil {
		return nil, err.Error()
	}
	// Sparse text, and how the page lies: tables keep all of their cells, in
	// no order, which is made anew from the places. Without a resolution
	// tesseract guesses one, and at times sees nothing at all.
	tsv, err = p.tesseract(ctx, picture, "-", "-", "-l", languages, "--psm", psm, "--dpi", "200", "tsv")
	switch {
	case ctx.Err() != nil:
		return nil, "not read in its time"
	case err == nil:
		return tsv, ""
	case strings.Contains(err.Error(), "CPU time limit"): // SIGXCPU
		return nil, fmt.Sprintf("not read in %v", pictureTime)
	}
	p.opts.Log.Warn("tesseract failed", "error", err)
	return nil, "tesseract failed"
}

var errNoTesseract = errors.New("tesseract is not installed")

// languages picks the wanted languages that are installed, and the mode of page
// segmentation that the installed data allow.
func (p *Pool) languages(ctx context.Context, want []string) (languages, psm string, err error) {
	installed, err := p.Recogniser(ctx)
	if err != nil {
		return "", "", err
	}
	psm = "11"
	if slices.Contains(installed, orientation) {
		psm = "12"
	}
	var have []string
	for _, l := range want {
		if slices.Contains(installed, l) && l != orientation {
			have = append(have, l)
		}
	}
	if len(have) == 0 {
		return "", "", fmt.Errorf("tesseract has none of the languages %s", strings.Join(want, ", "))
	}
	return strings.Join(have, "+"), psm, nil
}

// Recogniser tells the languages in which words in pictures can be read; the
// error says in a person's words why they cannot be read at all.
func (p *Pool) Recogniser(ctx context.Context) ([]string, error) {
	p.ocr.mu.Lock()
	defer p.ocr.mu.Unlock()
	if p.ocr.program == "" {
		return nil, errNoTesseract
	}
	if p.ocr.installed != nil {
		return p.ocr.installed, nil
	}
	list, err := p.tesseract(ctx, nil, "--list-langs")
	if err != nil {
		p.opts.Log.Warn("tesseract does not start", "error", err)
		return nil, errors.New("tesseract does not start")
	}
	for line := range strings.Lines(string(list)) {
		if line = strings.TrimSpace(line); !strings.Contains(line, " ") && line != "" {
			p.ocr.installed = append(p.ocr.installed, line)
		}
	}
	return p.ocr.installed, nil
}

// tesseract runs the program, confined, with a picture as its input.
func (p *Pool) tesseract(ctx context.Context, input []byte, args ...string) ([]byte, error) {
	own := p.command(modeRecognise)
	cmd := exec.CommandContext(ctx, own.Path, append([]string{p.ocr.program}, args...)...)
	cmd.Env, cmd.Dir, cmd.SysProcAttr = own.Env, own.Dir, own.SysProcAttr
	if prefix := os.Getenv(tessdataEnv); prefix != "" {
		cmd.Env = append(cmd.Env, tessdataEnv+"="+prefix)
	}
	out, said := &bounded{left: maxWords}, &tail{}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(input), out, said
	cmd.WaitDelay = time.Second
	if err := p.onStarter(cmd.Start); err != nil {
		return nil, err
	}
	err := cmd.Wait()
	if err != nil {
		err = fmt.Errorf("%w (%s)", err, said.reason())
	}
	return out.b.Bytes(), err
}

// bounded keeps at most so many bytes of an output, and ends a program that
// writes more.
type bounded struct {
	b    bytes.Buffer
	left int
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, io.ErrShortWrite
	}
	return b.b.Write(p)
}

const tessdataEnv = "TESSDATA_PREFIX"
