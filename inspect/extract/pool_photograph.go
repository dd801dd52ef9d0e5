package extract

import (
	"bytes"
	"io"

	"github.com/postlock/postlock/inspect"
)

// maxPhotograph is the largest picture that is looked at without a worker.
const maxPhotograph = 12 << 20

// photograph answers for a JPEG or PNG that nobody wants read: that is most of the
// bytes of all mail, and the way to a worker and back would cost more than all that
// is done with them. It is held in one of a few buffers until its end is known: what
// might be an archive, too, goes to a worker as it is, like everything that does not
// fit.
func (p *Pool) photograph(f *inspect.File, to inspect.Sink) (done bool, err error) {
	if f.Pictures != nil {
		return false, nil
	}
	var head [8]byte
	n, err := io.ReadFull(f.Body, head[:])
	read := func(held []byte, err error) (bool, error) {
		f.Body = io.MultiReader(bytes.NewReader(held), errReader{err, f.Body})
		return false, nil
	}
	switch {
	case err == io.EOF || err == io.ErrUnexpectedEOF || err == nil && !bytes.HasPrefix(head[:], []byte("\xff\xd8\xff")) && string(head[:]) != "\x89PNG\r\n\x1a\n":
		return read(head[:n], nil)
	case err != nil:
		return read(head[:n], err)
	}
	var buf []byte
	select {
	case buf = <-p.photos:
	default:
		return read(head[:], nil)
	}
	held, err := readInto(append(buf[:0], head[:]...), f.Body)
	defer func() {
		if done { // what goes on to a worker is read from the buffer until then
			p.photos <- held
		} else {
			p.photos <- nil
		}
	}()
	if err != io.EOF || mayHide(held) {
		if err == io.EOF {
			err = nil
		}
		return read(held, err)
	}
	if len(held) >= minPicture {
		to.Unreadable(inspect.Unreadable{Where: inspect.Place{Path: f.Path}, Why: inspect.Picture})
	}
	return true, nil
}

// readInto reads up to maxPhotograph bytes behind what buf holds. The error is
// io.EOF when that is all, nil when there is more.
func readInto(buf []byte, r io.Reader) ([]byte, error) {
	for len(buf) < maxPhotograph {
		if len(buf) == cap(buf) {
			grown := make([]byte, len(buf), min(max(2*cap(buf), 1<<20), maxPhotograph))
			copy(grown, buf)
			buf = grown
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		if buf = buf[:len(buf)+n]; err != nil {
			return buf, err
		}
	}
	return buf, nil
}
