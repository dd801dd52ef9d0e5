package extract

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"strings"
)

// readFlatOPC reads a package written as one XML file (Word's "XML document"):
// its parts are put into a zip and read as the document they are.
func readFlatOPC(f *file, s *sink) error {
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	x := newXML(bytes.NewReader(decode(f.data, f.charset)))
	name := ""
	for t := x.next(); t != xmlEOF && !s.stopped(); t = x.next() {
		if t != xmlStart {
			continue
		}
		switch string(x.name) {
		case "part":
			name = strings.TrimPrefix(x.attr("name"), "/")
		case "xmlData", "binaryData":
			w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
			if err != nil {
				return err
			}
			if string(x.name) == "binaryData" {
				data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(x.words("")), ""))
				if err != nil {
					return damaged("broken part")
				}
				w.Write(data)
				continue
			}
			copyXML(x, w.Write)
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	g := f.with(packed.Bytes())
	switch k := zipKind(g); k {
	case kindDOCX:
		return readDOCX(g, s)
	case kindXLSX:
		return readXLSX(g, s)
	case kindPPTX:
		return readPPTX(g, s)
	}
	return readZip(g, s)
}

// copyXML writes the content of the element that just began.
func copyXML(x *xmlReader, write func([]byte) (int, error)) {
	for depth := 1; ; {
		t := x.next()
		switch t {
		case xmlEOF:
			return
		case xmlStart:
			depth++
			write([]byte("<" + string(x.name) + string(x.attrs) + ">"))
		case xmlEnd:
			if depth--; depth == 0 {
				return
			}
			write([]byte("</" + string(x.name) + ">"))
		case xmlText:
			write([]byte(strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(string(x.text))))
		}
	}
}
