package pdftext

// object is what ISO 32000-1, 7.3 calls one: nil, bool, int, float64, string,
// name, ref, array, dict or *stream.
type object any

type (
	name  string
	array []object
	dict  map[name]object
)

// ref points to an indirect object.
type ref struct{ num, gen int }

// stream is a dictionary with its bytes, still encoded.
type stream struct {
	dict
	raw []byte
}

// number gives an int or float64 as float64.
func number(o object) (float64, bool) {
	switch n := o.(type) {
	case int:
		return float64(n), true
	case float64:
		return n, true
	}
	return 0, false
}

// numbers gives an array of exactly n numbers.
func (d *Document) numbers(o object, n int) ([]float64, error) {
	a, err := d.array(o)
	if err != nil {
		return nil, err
	}
	if len(a) != n {
		return nil, unclean("array of %d, not %d", len(a), n)
	}
	out := make([]float64, n)
	for i := range a {
		v, err := d.resolve(a[i])
		if err != nil {
			return nil, err
		}
		var ok bool
		if out[i], ok = number(v); !ok {
			return nil, unclean("no number")
		}
	}
	return out, nil
}

// resolve follows a reference; an object that does not exist is nil (7.3.10).
func (d *Document) resolve(o object) (object, error) {
	r, ok := o.(ref)
	if !ok {
		return o, nil
	}
	return d.load(r)
}

// dict resolves a dictionary; nil is an empty one.
func (d *Document) dict(o object) (dict, error) {
	o, err := d.resolve(o)
	if err != nil {
		return nil, err
	}
	switch v := o.(type) {
	case nil:
		return nil, nil
	case dict:
		return v, nil
	case *stream:
		return v.dict, nil
	}
	return nil, unclean("no dictionary")
}

// array resolves an array; nil is an empty one.
func (d *Document) array(o object) (array, error) {
	o, err := d.resolve(o)
	if err != nil {
		return nil, err
	}
	a, ok := o.(array)
	if o != nil && !ok {
		return nil, unclean("no array")
	}
	return a, nil
}

// stream resolves a stream; nil is none.
func (d *Document) stream(o object) (*stream, error) {
	o, err := d.resolve(o)
	if err != nil {
		return nil, err
	}
	s, ok := o.(*stream)
	if o != nil && !ok {
		return nil, unclean("no stream")
	}
	return s, nil
}

// integer resolves a whole number; nil is 0.
func (d *Document) integer(o object) (int, error) {
	o, err := d.resolve(o)
	if err != nil {
		return 0, err
	}
	n, ok := o.(int)
	if o != nil && !ok {
		return 0, unclean("no integer")
	}
	return n, nil
}
