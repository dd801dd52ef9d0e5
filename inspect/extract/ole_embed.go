package extract

import (
	"cmp"
	"fmt"
	"path"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// readOLE reads a compound file of any kind; the kind decides.
func readOLE(f *file, to output) error {
	if isBareBIFF(f.data) {
		return readXLS(f, to)
	}
	root, err := openOLE(f.data)
	if err != nil {
		return err
	}
	if root.has("Quill") || f.depth == 0 && root.kind() == "ole-package" && !root.packs() {
		to.unreadable("", inspect.Unsupported, "compound file of an unknown program") // Publisher, for one
		return nil
	}
	return readOLENode(f, root, to)
}

// packs tells whether an object's storage has a file in it, see readPackageNode.
func (n *oleNode) packs() bool {
	if n.has("\x01Ole10Native") {
		return true
	}
	for _, name := range []string{"Package", "package_stream", "CONTENTS"} {
		if b, _ := n.find(name).bytes(); looksLikeFile(b) {
			return true
		}
	}
	return false
}

// readOLENode reads a storage, the root of a file or one inside it.
func readOLENode(f *file, n *oleNode, to output) error {
	switch n.kind() {
	case "xls":
		return readXLSNode(f, n, to)
	case "doc":
		return readDOCNode(f, n, to)
	case "ppt":
		return readPPTNode(f, n, to)
	case "msg":
		return readMSGNode(f, n, to)
	case "ole-package":
		return readPackageNode(f, n, to)
	case "encrypted-ooxml":
		to.unreadable("", inspect.Encrypted, "encrypted Office file")
		return nil
	}
	to.unreadable("", inspect.Unsupported, "compound file of an unknown program")
	return nil
}

// readPackageNode hands on the file packed into an object's storage: \x01Ole10Native,
// Package (package_stream by LibreOffice) or CONTENTS.
func readPackageNode(f *file, n *oleNode, to output) error {
	if b, whole := n.find("\x01Ole10Native").bytes(); b != nil {
		if name, data := ole10Native(b); name != "" || looksLikeFile(data) {
			to.child(cmp.Or(name, "object"), data, f.hidden)
		}
		return damagedUnless(whole)
	}
	for _, name := range []string{"Package", "package_stream", "CONTENTS"} {
		if b, whole := n.find(name).bytes(); looksLikeFile(b) {
			to.child(strings.ToLower(name), b, f.hidden)
			return damagedUnless(whole)
		}
	}
	return nil
}

func damagedUnless(whole bool) error {
	if whole {
		return nil
	}
	return fmt.Errorf("%w: a stream is cut short", errOLE)
}

// looksLikeFile tells a document kept whole in an object from the private data
// of a control or a drawing, which say nothing and are no file.
func looksLikeFile(b []byte) bool {
	for _, magic := range []string{"PK\x03\x04", "%PDF", "{\\rtf", "\xD0\xCF\x11\xE0", "<?xml", "<html", "MIME-Version"} {
		if strings.HasPrefix(string(b[:min(len(b), 16)]), magic) {
			return true
		}
	}
	return false
}

// ole10Native takes apart a packaged file ([MS-OLEDS] 2.3.6 and the Packager's
// own layout): size, flags, label, original path, temporary path, data. When it
// is no packager's, the bytes after the size are the data and name is empty.
func ole10Native(b []byte) (name string, data []byte) {
	const package16 = 2
	rest := b[min(len(b), 4):]
	if le16(rest, 0) != package16 {
		return "", rest
	}
	label, rest := cString(rest[2:])
	_, rest = cString(rest)         // the original path
	rest = rest[min(len(rest), 4):] // unused, and the kind
	skip := int64(le32(rest, 0))    // length of the temporary path
	rest = rest[min(len(rest), 4):]
	rest = rest[min(int64(len(rest)), skip):]
	n := int64(le32(rest, 0))
	rest = rest[min(len(rest), 4):]
	if n == 0 || len(rest) == 0 {
		return "", b[min(len(b), 4):]
	}
	return baseName(decodeCodePage(1252, label)), rest[:min(n, int64(len(rest)))]
}

func cString(b []byte) (s, rest []byte) {
	for i, c := range b {
		if c == 0 {
			return b[:i], b[i+1:]
		}
	}
	return b, nil
}

// baseName is the last element of a path of any system, "object" without one.
func baseName(p string) string {
	p = strings.TrimRight(strings.ReplaceAll(p, `\`, "/"), "\x00 ")
	if p == "" {
		return "object"
	}
	return path.Base(p)
}

// embeddedObjects reads the objects in storages directly inside n whose name
// one of the prefixes begins: MBD and LNK in workbooks, "_" in ObjectPool.
func embeddedObjects(f *file, n *oleNode, to output, prefixes ...string) {
	for _, k := range n.kids {
		if !k.storage || to.stopped() || !hasAnyPrefix(k.name, prefixes) {
			continue
		}
		readEmbedded(f, k, k.name, to)
	}
}

// readEmbedded reads a storage inside a file as a file of its own. Objects of
// drawing programs (equations, charts of old) have no text of their own here.
func readEmbedded(f *file, n *oleNode, name string, to output) {
	inner := &file{path: inspect.In(f.path, name), name: name, depth: f.depth + 1, hidden: f.hidden, pictures: f.pictures}
	if inner.depth > n.file.limits.nesting {
		to.unreadable(name, inspect.OverLimit, "objects inside objects")
		return
	}
	at := embeddedOutput{output: to, inner: name}
	if n.kind() == "unknown" {
		if n.has("VisioDocument") {
			at.unreadable("", inspect.Unsupported, "drawing of Visio")
		}
		return
	}
	if err := readOLENode(inner, n, at); err != nil {
		at.unreadable("", inspect.Damaged, err.Error())
	}
}

func hasAnyPrefix(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// embeddedOutput puts what is found in an embedded object into the file around
// it: its name leads the part and its children's names.
type embeddedOutput struct {
	output
	inner string
}

func (e embeddedOutput) part(p string) string {
	if p == "" {
		return e.inner
	}
	return inspect.In(e.inner, p)
}

func (e embeddedOutput) text(part string, line int, hidden bool, s string) {
	e.output.text(e.part(part), line, hidden, s)
}

func (e embeddedOutput) unreadable(part string, why inspect.Why, detail string) {
	e.output.unreadable(e.part(part), why, detail)
}

func (e embeddedOutput) child(name string, data []byte, hidden bool) {
	e.childIn("", name, data, hidden)
}

// childIn gives a file inside what is inside the object.
func (e embeddedOutput) childIn(within, name string, data []byte, hidden bool) {
	at := memberName(e.inner)
	if within != "" {
		at = inspect.In(at, within)
	}
	if to, ok := e.output.(interface {
		childIn(within, name string, data []byte, hidden bool)
	}); ok {
		to.childIn(at, name, data, hidden)
		return
	}
	e.output.child(inspect.In(at, name), data, hidden)
}
