package pdftext

// inlineImage skips a picture inside the content (8.9.7). Its length must be
// certain, so that no text hides in what another reader takes for the picture.
func (w *walker) inlineImage() error {
	l := &w.l
	d := dict{}
	for !l.keyword("ID") {
		if l.space(); l.bad || l.at >= len(l.b) || l.b[l.at] != '/' || len(d) > 50 {
			return unclean("inline image")
		}
		key := name(l.name())
		if _, twice := d[key]; twice {
			return unclean("inline image")
		}
		d[key] = l.object()
	}
	if l.at >= len(l.b) || class[l.b[l.at]] != white {
		return unclean("inline image")
	}
	l.at++
	n, err := w.imageLength(d, l.b[l.at:])
	if err != nil {
		return err
	}
	if n < 0 || n > len(l.b)-l.at {
		return unclean("inline image")
	}
	l.at += n
	for l.at < len(l.b) && class[l.b[l.at]] == white {
		l.at++
	}
	if string(l.word()) != "EI" {
		return unclean("inline image")
	}
	w.images++
	w.pictures++
	return nil
}

// imageLength is the number of bytes of an inline image. What is compressed must
// hold the samples and no more: some readers stop when they have them.
func (w *walker) imageLength(d dict, data []byte) (int, error) {
	samples, err := rawLength(d)
	if err != nil || samples > w.d.limits.Stream {
		return 0, unclean("inline image")
	}
	filter := either(d, "F", "Filter")
	if a, ok := filter.(array); ok && len(a) == 1 {
		filter = a[0]
	}
	switch filter {
	case nil:
		return samples, nil
	case name("Fl"), name("FlateDecode"):
		if either(d, "DP", "DecodeParms") != nil {
			return 0, unclean("predictor of an inline image")
		}
		if cap(w.image) <= samples {
			w.image = make([]byte, 0, samples+1)
		}
		out, n, err := w.d.inflate.all(data, w.image, samples)
		if err == nil && len(out) != samples {
			err = unclean("inline image")
		}
		return n, err
	}
	return 0, unclean("filter of an inline image")
}

// rawLength counts the samples.
func rawLength(d dict) (int, error) {
	width, ok1 := either(d, "W", "Width").(int)
	height, ok2 := either(d, "H", "Height").(int)
	bits, _ := either(d, "BPC", "BitsPerComponent").(int)
	colors := 0
	space := either(d, "CS", "ColorSpace")
	if a, ok := space.(array); ok && len(a) > 0 && (a[0] == name("I") || a[0] == name("Indexed")) {
		space = name("G")
	}
	switch space {
	case name("G"), name("DeviceGray"):
		colors = 1
	case name("RGB"), name("DeviceRGB"):
		colors = 3
	case name("CMYK"), name("DeviceCMYK"):
		colors = 4
	}
	for short, long := range map[name]name{"W": "Width", "H": "Height", "BPC": "BitsPerComponent", "CS": "ColorSpace", "IM": "ImageMask", "F": "Filter", "DP": "DecodeParms"} {
		ok1 = ok1 && (d[short] == nil || d[long] == nil)
	}
	if either(d, "IM", "ImageMask") == true {
		ok1 = ok1 && space == nil && bits <= 1
		colors, bits = 1, 1
	}
	if !ok1 || !ok2 || width < 0 || height < 0 || width > 1<<16 || height > 1<<16 || bits < 1 || bits > 16 || colors == 0 {
		return 0, unclean("inline image")
	}
	return (width*bits*colors + 7) / 8 * height, nil
}

func either(d dict, short, long name) object {
	if o := d[short]; o != nil {
		return o
	}
	return d[long]
}
