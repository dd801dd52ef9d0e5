package pdftext

import "bytes"

// loading marks an object that is being read, so that none holds itself.
type loading struct{}

// load reads an indirect object.
func (d *Document) load(r ref) (object, error) {
	if r.num < 0 || r.num >= len(d.entries) {
		return nil, nil
	}
	e := d.entries[r.num]
	if e.kind == unset || e.kind == free {
		return nil, nil
	}
	if e.gen != r.gen {
		return nil, unclean("generation of object %d", r.num)
	}
	if o, ok := d.objects[r.num]; ok {
		if _, ok := o.(loading); ok {
			return nil, unclean("object %d holds itself", r.num)
		}
		return o, nil
	}
	d.objects[r.num] = loading{}
	o, err := d.read(r.num, e)
	if err != nil {
		return nil, err
	}
	if _, ok := o.(ref); ok {
		return nil, unclean("object %d is a reference", r.num)
	}
	d.objects[r.num] = o
	return o, nil
}

func (d *Document) read(num int, e entry) (object, error) {
	if e.kind == packed {
		return d.unpack(num, e)
	}
	got, o, err := d.objectAt(e.at)
	if err == nil && got != num {
		err = unclean("object %d is not where it should be", num)
	}
	return o, err
}

// objectAt reads "12 0 obj … endobj".
func (d *Document) objectAt(at int) (num int, o object, err error) {
	if at < 0 || at >= len(d.data) {
		return 0, nil, unclean("object outside the file")
	}
	l := lexer{b: d.data, at: at}
	num, ok1 := l.object().(int)
	_, ok2 := l.object().(int)
	if !ok1 || !ok2 || !l.keyword("obj") {
		return 0, nil, unclean("no object at %d", at)
	}
	l.refs = true
	if l.keyword("endobj") {
		return num, nil, nil
	}
	o = l.object()
	if l.bad {
		return 0, nil, unclean("object %d", num)
	}
	if dd, ok := o.(dict); ok && l.keyword("stream") {
		o, err = d.streamAt(&l, dd)
		if err != nil {
			return 0, nil, err
		}
	}
	if !l.keyword("endobj") {
		return 0, nil, unclean("object %d has no end", num)
	}
	return num, o, nil
}

// streamAt takes a stream's bytes; endstream must stand where Length says
// (7.3.8.1).
func (d *Document) streamAt(l *lexer, dd dict) (*stream, error) {
	if dd["F"] != nil {
		return nil, unclean("stream in another file")
	}
	switch {
	case bytes.HasPrefix(l.b[l.at:], []byte("\r\n")):
		l.at += 2
	case bytes.HasPrefix(l.b[l.at:], []byte("\n")):
		l.at++
	default:
		return nil, unclean("stream without a line end")
	}
	n, err := d.integer(dd["Length"])
	if err != nil {
		return nil, err
	}
	if n < 0 || n > len(l.b)-l.at || dd["Length"] == nil {
		return nil, unclean("length of a stream")
	}
	raw := l.b[l.at : l.at+n]
	l.at += n
	for l.at < len(l.b) && class[l.b[l.at]] == white {
		l.at++
	}
	if string(l.word()) != "endstream" {
		return nil, unclean("length of a stream")
	}
	return &stream{dd, raw}, nil
}

// objectStream is an object stream, decoded (7.5.7).
type objectStream struct {
	data    []byte
	nums    []int
	offsets []int
}

// unpack reads an object out of an object stream.
func (d *Document) unpack(num int, e entry) (object, error) {
	s, err := d.objectStream(e.at)
	if err != nil {
		return nil, err
	}
	if e.index >= len(s.nums) || s.nums[e.index] != num {
		return nil, unclean("object %d is not in its stream", num)
	}
	l := lexer{b: s.data, at: s.offsets[e.index], refs: true}
	o := l.object()
	if _, ok := o.(ref); ok || l.bad {
		return nil, unclean("object %d", num)
	}
	return o, nil
}

func (d *Document) objectStream(num int) (*objectStream, error) {
	if s := d.packed[num]; s != nil {
		return s, nil
	}
	s, err := d.stream(ref{num, 0})
	if err != nil {
		return nil, err
	}
	if s == nil || s.dict["Type"] != name("ObjStm") {
		return nil, unclean("no object stream")
	}
	data, err := d.decode(s, nil)
	if err != nil {
		return nil, err
	}
	if d.kept += len(data); d.kept > d.limits.Kept {
		return nil, unclean("too many object streams")
	}
	n, _ := s.dict["N"].(int)
	first, _ := s.dict["First"].(int)
	if n < 0 || first < 0 || first > len(data) || n > len(data) {
		return nil, unclean("object stream")
	}
	out := &objectStream{data: data}
	l := lexer{b: data[:first]}
	twice := map[int]bool{}
	for range n {
		num, ok1 := l.object().(int)
		at, ok2 := l.object().(int)
		if !ok1 || !ok2 || at < 0 || first+at > len(data) {
			return nil, unclean("object stream")
		}
		if twice[num] {
			return nil, unclean("object %d twice in a stream", num)
		}
		twice[num] = true
		out.nums, out.offsets = append(out.nums, num), append(out.offsets, first+at)
	}
	d.packed[num] = out
	return out, nil
}
