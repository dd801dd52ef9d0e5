package pdftext

import (
	"math"
	"strings"
	"unicode/utf8"
)

// font gives the glyphs of codes.
type font struct {
	glyphs []glyph // by code
	// composite fonts have codes of two bytes (9.7).
	composite bool
	// missing is the width of codes beyond glyphs.
	missing float32
	// blank is the width of a blank, 0 when the font has none.
	blank float32
}

// glyph is what a code shows.
type glyph struct {
	// r is its character; 0 when it is not known.
	r rune
	// ascii is r if that is all it shows and printable; otherwise 0.
	ascii byte
	// more are the characters after the first: of a ligature.
	more string
	// width is how far it moves, in text space for size 1.
	width float32
}

// glyph gives the glyph of a code; not known ones have no character.
func (f *font) glyph(code int) glyph {
	if code < len(f.glyphs) {
		return f.glyphs[code]
	}
	return glyph{width: f.missing}
}

// code is the first code of s.
func (f *font) code(s []byte) int {
	if f.composite {
		return int(s[0])<<8 | int(s[1])
	}
	return int(s[0])
}

// plain gives the glyph of the first code of s if it is one of ASCII, otherwise nil.
func (f *font) plain(s []byte) *glyph {
	code := int(s[0])
	if f.composite {
		code = code<<8 | int(s[1])
	}
	if code < len(f.glyphs) && f.glyphs[code].ascii != 0 {
		return &f.glyphs[code]
	}
	return nil
}

func (g *glyph) set(text string) {
	if text == "" {
		return
	}
	r, n := utf8.DecodeRuneInString(text)
	if g.more = text[n:]; rightToLeft(r) || strings.ContainsFunc(g.more, rightToLeft) {
		g.more = ""
		return // such text is drawn in another order than it is read
	}
	g.r = r
}

// rightToLeft tells letters of Hebrew, Arabic and their kin.
func rightToLeft(r rune) bool {
	return r >= 0x590 && r <= 0x8ff || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r < 0xfeff || r >= 0x10800 && r <= 0x10fff || r >= 0x1e800 && r <= 0x1efff
}

// font reads the font of a resource; fonts are kept by their reference.
func (d *Document) font(o object) (*font, error) {
	r, shared := o.(ref)
	if f := d.fonts[r]; shared && f != nil {
		return f, nil
	}
	dd, err := d.dict(o)
	if err != nil {
		return nil, err
	}
	var f *font
	switch subtype, _ := dd["Subtype"].(name); subtype {
	case "Type0":
		f, err = d.compositeFont(dd)
	case "Type1", "MMType1", "TrueType", "Type3":
		f, err = d.simpleFont(dd, subtype)
	default:
		err = unclean("kind of font %q", subtype)
	}
	if err != nil {
		return nil, err
	}
	for i := range f.glyphs {
		g := &f.glyphs[i]
		if (g.r == ' ' || g.r == 0xa0) && g.more == "" && g.width > 0 && f.blank == 0 {
			f.blank = g.width
		}
		if g.r >= ' ' && g.r <= '~' && g.more == "" && g.width >= 0 {
			g.ascii = byte(g.r)
		}
	}
	if d.kept += 32 * len(f.glyphs); d.kept > d.limits.Kept {
		return nil, unclean("too many fonts")
	}
	if shared {
		d.fonts[r] = f
	}
	return f, nil
}

// texts reads ToUnicode, empty when there is none.
func (d *Document) texts(dd dict) (map[int]string, error) {
	o, err := d.resolve(dd["ToUnicode"])
	if err != nil || o == nil {
		return nil, err
	}
	if o == name("Identity-H") { // each code is its own character
		return nil, unclean("ToUnicode")
	}
	s, err := d.stream(o)
	if err != nil {
		return nil, err
	}
	data, err := d.decode(s, nil)
	if err != nil {
		return nil, err
	}
	return toUnicode(data)
}

func (d *Document) simpleFont(dd dict, subtype name) (*font, error) {
	base, _ := dd["BaseFont"].(name)
	if strings.ContainsFunc(string(base), func(r rune) bool { return r > '~' }) {
		return nil, unclean("font with a foreign name") // readers take its codes for those of a national set
	}
	f := &font{glyphs: make([]glyph, 256)}
	texts, err := d.texts(dd)
	if err != nil {
		return nil, err
	}
	descriptor, err := d.dict(dd["FontDescriptor"])
	if err != nil {
		return nil, err
	}
	encoded, err := d.encoding(dd, descriptor, subtype)
	if err != nil {
		return nil, err
	}
	if !embedded(descriptor) && subtype != "Type3" && symbols(string(base)) && dd["Widths"] != nil {
		return nil, unclean("symbols with an encoding")
	}
	if embedded(descriptor) && subtype != "Type3" && d.contradict(dd, texts, &encoded) {
		return nil, unclean("font that tells other letters than it has")
	}
	// Viewers draw letters of fonts they have by the encoding, whatever ToUnicode
	// tells.
	drawn := !embedded(descriptor) && subtype != "Type3"
	for c := range f.glyphs {
		text, told := texts[c]
		if e := encoded[c]; !told || drawn && e > " " && e < "\x7f" {
			text = e
		}
		f.glyphs[c].set(text)
	}
	return f, d.simpleWidths(f, dd, descriptor, subtype)
}

// symbols tells fonts whose glyphs are not those of an encoding for letters.
func symbols(base string) bool {
	base = strings.ToLower(base)
	return strings.Contains(base, "symbol") || strings.Contains(base, "dings")
}

// Flags of a font descriptor (9.8.2).
const nonsymbolic = 1 << 5

// encoding gives the text of each code by Encoding (9.6.6).
func (d *Document) encoding(dd, descriptor dict, subtype name) (texts [256]string, err error) {
	o, err := d.resolve(dd["Encoding"])
	if err != nil {
		return texts, err
	}
	base, differences := o, array(nil)
	if _, ok := o.(name); !ok && o != nil {
		encoding, err := d.dict(o)
		if err != nil {
			return texts, err
		}
		base = encoding["BaseEncoding"]
		if differences, err = d.array(encoding["Differences"]); err != nil {
			return texts, err
		}
	}
	if base == nil && subtype != "Type3" {
		flags, err := d.integer(descriptor["Flags"])
		if err != nil {
			return texts, err
		}
		_, known := standardFont(dd["BaseFont"])
		if !embedded(descriptor) && known || flags&nonsymbolic != 0 && (subtype == "TrueType" || !embedded(descriptor)) {
			base = name("StandardEncoding")
		}
	}
	if n, ok := base.(name); ok {
		table, ok := baseEncoding(n)
		if !ok {
			return texts, unclean("encoding %q", n)
		}
		for c, r := range table {
			if r != 0 {
				texts[c] = string(r)
			}
		}
	}
	return texts, d.differ(&texts, differences)
}

// differ applies Differences: [code name name … code name …].
func (d *Document) differ(texts *[256]string, differences array) error {
	code := -1
	for _, o := range differences {
		o, err := d.resolve(o)
		if err != nil {
			return err
		}
		switch v := o.(type) {
		case int:
			code = v
		case name:
			if code < 0 || code > 255 {
				return unclean("differences of an encoding")
			}
			texts[code] = glyphText(string(v))
			code++
		default:
			return unclean("differences of an encoding")
		}
	}
	return nil
}

// embedded tells whether the font brings its glyphs, and with them an encoding
// of its own.
func embedded(descriptor dict) bool {
	return descriptor["FontFile"] != nil || descriptor["FontFile2"] != nil || descriptor["FontFile3"] != nil
}

// simpleWidths reads Widths (9.6.2), which only standard fonts may lack.
func (d *Document) simpleWidths(f *font, dd, descriptor dict, subtype name) error {
	widths, err := d.array(dd["Widths"])
	if err != nil {
		return err
	}
	if widths == nil {
		return f.standard(dd["BaseFont"], embedded(descriptor) || subtype == "Type3")
	}
	if len(widths) > 256 {
		return unclean("widths")
	}
	scale := 0.001
	if subtype == "Type3" {
		matrix, err := d.numbers(dd["FontMatrix"], 6)
		if err != nil {
			return err
		}
		scale = math.Abs(matrix[0])
	}
	missing, known := number(descriptor["MissingWidth"])
	for c := range f.glyphs {
		f.glyphs[c].width = float32(missing * scale)
	}
	first, err := d.integer(dd["FirstChar"])
	if err != nil {
		return err
	}
	for i, o := range widths {
		o, err := d.resolve(o)
		if err != nil {
			return err
		}
		w, ok := number(o)
		if !ok || w < 0 {
			return unclean("width")
		}
		if c := first + i; c >= 0 && c < 256 {
			f.glyphs[c].width = float32(w * scale)
		}
	}
	for c := range f.glyphs {
		if !known && (c < first || c >= first+len(widths)) {
			f.glyphs[c].r = 0 // no one knows where the next one stands
		}
	}
	return nil
}

// standardFont tells which standard font a name means.
func standardFont(o object) (n name, ok bool) {
	s, _ := o.(name)
	l := strings.ToLower(string(s))
	bold, slanted := strings.Contains(l, "bold"), strings.Contains(l, "italic") || strings.Contains(l, "oblique")
	switch {
	case strings.HasPrefix(l, "courier"):
		return "Courier", true
	case l == "arial", strings.HasPrefix(l, "arialmt"), strings.HasPrefix(l, "arial,"), strings.HasPrefix(l, "arial-"), l == "helvetica", strings.HasPrefix(l, "helvetica-bold"), strings.HasPrefix(l, "helvetica-oblique"):
		if bold {
			return "Helvetica-Bold", true
		}
		return "Helvetica", true
	case !strings.HasPrefix(l, "times"):
		return "", false
	case bold && slanted:
		return "Times-BoldItalic", true
	case bold:
		return "Times-Bold", true
	case slanted:
		return "Times-Italic", true
	}
	return "Times-Roman", true
}

// standard sets the widths of a standard font.
func (f *font) standard(base object, bringsGlyphs bool) error {
	n, ok := standardFont(base)
	if !ok || bringsGlyphs {
		if base == name("ZapfDingbats") && !bringsGlyphs {
			f.dingbats()
			return nil
		}
		for c := range f.glyphs { // unclean when one is shown
			f.glyphs[c].r = 0
		}
		return nil
	}
	if n == "Courier" {
		for c := range f.glyphs {
			f.glyphs[c].width = 0.6
		}
		return nil
	}
	byRune := map[rune]uint16{}
	for i, w := range standardWidths[n] {
		byRune[winAnsi[i+' ']] = w
	}
	for c := range f.glyphs {
		g := &f.glyphs[c]
		if w := byRune[g.r]; w > 0 {
			g.width = float32(w) / 1000
		} else {
			g.r = 0
		}
	}
	return nil
}

// dingbats sets the codes of ZapfDingbats (D.6) that forms tick boxes with, all
// of about one width.
func (f *font) dingbats() {
	elsewhere := map[int]rune{0x25: '☎', 0x2a: '☛', 0x2b: '☞', 0x48: '★', 0x6c: '●', 0x6e: '■', 0x73: '▲', 0x74: '▼', 0x75: '◆', 0x77: '◗'}
	for c := range f.glyphs {
		g := &f.glyphs[c]
		*g = glyph{width: 0.8}
		switch {
		case c == ' ':
			*g = glyph{r: ' ', width: 0.278}
		case elsewhere[c] != 0:
			g.r = elsewhere[c]
		case c > ' ' && c < 0x7f:
			g.r = rune(0x2700 + c - ' ')
		}
	}
}

// compositeFont reads a font with codes of two bytes and a ToUnicode; other
// CMaps than Identity-H are for a reader that has them.
func (d *Document) compositeFont(dd dict) (*font, error) {
	if dd["Encoding"] != name("Identity-H") {
		return nil, unclean("encoding of a composite font")
	}
	texts, err := d.texts(dd)
	if err != nil {
		return nil, err
	}
	descendants, err := d.array(dd["DescendantFonts"])
	if err != nil || len(descendants) != 1 {
		return nil, unclean("descendant fonts")
	}
	cid, err := d.dict(descendants[0])
	if err != nil {
		return nil, err
	}
	missing, ok := number(cid["DW"])
	if !ok {
		missing = 1000
	}
	f := &font{composite: true, missing: float32(missing / 1000)}
	last := 0
	for code := range texts {
		if code > 0xffff {
			return nil, unclean("code of a composite font")
		}
		last = max(last, code)
	}
	f.glyphs = make([]glyph, last+1)
	for code := range f.glyphs {
		f.glyphs[code].width = f.missing
	}
	for code, text := range texts {
		f.glyphs[code].set(text)
	}
	return f, d.compositeWidths(f, cid["W"])
}

// compositeWidths reads W: "c [w w …]" and "first last w" (9.7.4.3).
func (d *Document) compositeWidths(f *font, o object) error {
	list, err := d.array(o)
	if err != nil {
		return err
	}
	count := 0
	set := func(code int, o object) bool {
		if count++; count > maxMappings {
			return false
		}
		o, err := d.resolve(o)
		w, ok := number(o)
		ok = ok && err == nil && w >= 0
		if ok && code >= 0 && code < len(f.glyphs) {
			f.glyphs[code].width = float32(w / 1000)
		}
		return ok
	}
	for len(list) >= 2 {
		first, ok := list[0].(int)
		next, err := d.resolve(list[1])
		if err != nil {
			return err
		}
		switch v := next.(type) {
		case array:
			for i, w := range v {
				ok = ok && set(first+i, w)
			}
			list = list[2:]
		case int:
			if len(list) < 3 || v < first || v > 0xffff {
				return unclean("widths of a composite font")
			}
			for code := max(first, 0); ok && code <= min(v, len(f.glyphs)-1); code++ {
				ok = ok && set(code, list[2])
			}
			list = list[3:]
		default:
			ok = false
		}
		if !ok {
			return unclean("widths of a composite font")
		}
	}
	if len(list) > 0 {
		return unclean("widths of a composite font")
	}
	return nil
}
