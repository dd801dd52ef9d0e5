package extract

import "encoding/hex"

// word acts on a control word. Destinations first, then formatting, then
// characters that have a name.
func (p *rtfParser) word(word string, n int, has, star bool) {
	switch {
	case p.destination(word, star):
	case p.format(word, n, has):
	case p.table(word):
	default:
		p.named(word)
	}
}

// destination opens the groups that hold something else than body text. An
// unknown one behind \* has no text to show (RTF 1.9.1, "Destinations").
func (p *rtfParser) destination(word string, star bool) bool {
	st := &p.state
	switch word {
	case "fonttbl":
		st.fonttbl = true
	case "pict":
		st.skip, st.picture, st.pict, p.object = !p.f.pictures, p.f.pictures, true, nil
	case "emfblip", "wmetafile": // words are drawn in it
		if st.pict {
			st.skip, st.picture = false, true
		}
	case "colortbl", "stylesheet", "listtable", "listoverridetable", "rsidtbl", "themedata", "colorschememapping",
		"latentstyles", "datastore", "generator", "xmlnstbl", "filetbl", "pgptbl", "bkmkstart", "bkmkend", "datafield",
		"panose", "falt", "fname", "listtext", "pntext", "nonshppict", "mmathPr", "wgrffmtfilter", "revtbl", "blipuid",
		"objclass", "objalias", "objsect", "objtime", "atrfstart", "atrfend", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc":
		st.skip = true
	case "info", "userprops", "docvar":
		st.skip, st.info, st.part, st.unseen = false, true, "properties", true
	case "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf":
		st.part = "headers and footers"
	case "footnote":
		st.part = "footnotes"
	case "annotation", "atnid", "atnauthor":
		st.skip, st.part, st.unseen = false, "comments", true
	case "fldinst":
		st.field = true
	case "fldrslt":
		st.field = false
	case "objdata":
		st.object, p.object = true, nil
	case "htmltag", "mhtmltag":
		st.tag = word == "htmltag"
		st.skip = !st.tag
	case "ud": // the Unicode twin in \upr
		st.skip = false
	case "shppict", "shpinst", "shptxt", "result", "object", "shp", "shpgrp", "sp", "do", "dptxbxtext", "docvars":
		// text inside is shown
	case "formfield", "ffdeftext", "ffl", "propname", "staticval":
		st.unseen = true
	case "sn":
		p.property, st.skip, st.picture, st.name = "", false, false, true
	case "sv":
		p.value(st)
	case "upr", "nesttableprops", "objname", "nonesttables":
		st.skip = true
	default:
		if star {
			st.skip = true
		}
		return star
	}
	return true
}

// value opens the value of a shape's property: its description and the letters it
// draws are words, the others measures and colours.
func (p *rtfParser) value(st *rtfState) {
	switch p.property {
	case "wzDescription":
		st.part, st.unseen = "descriptions", true
	case "gtextUNICODE":
		st.part = "drawing"
	default:
		st.skip = true
		return
	}
	st.skip, st.picture = false, false
}

// format is what changes how text is read or whether it is seen.
func (p *rtfParser) format(word string, n int, has bool) bool {
	on := !has || n != 0
	st := &p.state
	switch word {
	case "ansicpg":
		p.cp = n
	case "mac":
		p.cp = 10000
	case "pc":
		p.cp = 437
	case "pca":
		p.cp = 850
	case "f":
		if st.fonttbl {
			p.font = n
		} else {
			st.font = n
		}
	case "fcharset":
		if cp := charsetCodePage(n); cp != 0 && st.fonttbl && len(p.fonts) < 1<<16 {
			p.fonts[p.font] = cp
		}
	case "cpg":
		if st.fonttbl && len(p.fonts) < 1<<16 {
			p.fonts[p.font] = n
		}
	case "deff":
		st.font = n
	case "plain":
		st.unseen = st.part == "comments" || st.info
	case "v", "deleted", "webhidden":
		st.unseen = on || st.part == "comments" || st.info
	case "uc":
		st.uc = min(max(n, 0), 16)
	case "u":
		p.unicode(n)
	case "bin":
		p.binary(n)
	case "fromhtml":
		p.html = on
	case "htmlrtf":
		p.htmlrtf = on
	default:
		return false
	}
	return true
}

// binary skips the bytes of \bin, which may hold braces; those of an object
// are kept.
func (p *rtfParser) binary(n int) {
	n = min(max(n, 0), len(p.data)-p.at)
	if (p.state.object || p.state.picture) && len(p.object) < maxRTFObject {
		p.object = hex.AppendEncode(p.object, p.data[p.at:p.at+n])
	}
	p.at += n
}

// charsetCodePage is the code page of a Windows font charset; 0 for the
// document's own.
func charsetCodePage(n int) int {
	pages := map[int]int{0: 1252, 77: 10000, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254,
		163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850}
	return pages[n]
}

// table is rows, cells and paragraphs.
func (p *rtfParser) table(word string) bool {
	st := &p.state
	if st.skip && word != "nestrow" {
		return false
	}
	switch word {
	case "par", "sect", "page", "column":
		if p.html {
			p.give("\n")
		}
		p.output().paragraph(*st)
		if (word == "page" || word == "sect") && !p.html && !st.inTable {
			p.give("\f") // a mail merge has a letter on each page
		}
	case "pard":
		st.inTable, st.nested = false, 0
	case "intbl":
		st.inTable = true
	case "itap":
		st.nested = 0
	case "trowd":
	case "trhdr":
		p.output().open(1).header = true
	case "cell":
		p.output().endCell(1)
	case "nestcell":
		p.output().endCell(2)
	case "row":
		p.output().endRow(1, false)
	case "nestrow":
		p.output().endRow(2, false)
	default:
		return false
	}
	return true
}

// named are characters with a name.
func (p *rtfParser) named(word string) {
	switch word {
	case "tab":
		p.give("\t")
	case "line":
		p.give("\n")
	case "lquote":
		p.give("‘")
	case "rquote":
		p.give("’")
	case "ldblquote":
		p.give("“")
	case "rdblquote":
		p.give("”")
	case "emdash":
		p.give("—")
	case "endash":
		p.give("–")
	case "bullet":
		p.give("•")
	case "emspace", "enspace", "qmspace":
		p.give(" ")
	}
}
