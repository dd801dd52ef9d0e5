package pdfium

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"unicode/utf16"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// Why a document cannot be opened.
var (
	ErrPassword = errors.New("the document wants a password")
	ErrFormat   = errors.New("not a readable PDF document")
	errTrap     = errors.New("PDFium failed")
)

// Document is an open document in its own instance of PDFium. After an error of
// any method but Open's two, only Close may be called.
type Document struct {
	ctx       context.Context
	mod       api.Module
	memory    api.Memory
	functions map[string]api.Function
	doc       uint64
	scratch   uint32 // room for small results
	attached  []Attachment
	err       error
}

const scratchSize = 4096

// Open reads a document with the empty password.
func (e *Engine) Open(ctx context.Context, data []byte) (d *Document, err error) {
	mod, err := e.runtime.InstantiateModule(withMemory(ctx), e.code, wazero.NewModuleConfig().WithName("").WithStartFunctions())
	if err != nil {
		return nil, fmt.Errorf("starting PDFium: %w", err)
	}
	d = &Document{ctx: ctx, mod: mod, memory: mod.Memory(), functions: map[string]api.Function{}}
	d.call("emscripten_stack_init")
	d.call("__wasm_call_ctors")
	d.call("FPDF_InitLibrary")
	d.scratch = uint32(d.call("malloc", scratchSize))
	at := uint32(d.call("malloc", uint64(len(data)+1)))
	if d.err == nil && (at == 0 || !d.memory.Write(at, data)) {
		d.err = errors.New("document is too large for PDFium")
	}
	d.doc = d.call("FPDF_LoadMemDocument", uint64(at), uint64(len(data)), 0)
	if d.err == nil && d.doc == 0 {
		d.err = loadError(d.call("FPDF_GetLastError"))
	}
	if d.err != nil {
		err = d.err
		d.Close()
		return nil, err
	}
	return d, nil
}

// loadError explains FPDF_GetLastError (fpdfview.h).
func loadError(code uint64) error {
	if code == 4 || code == 5 { // FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
		return ErrPassword
	}
	return ErrFormat
}

// Close frees the instance.
func (d *Document) Close() error { return d.mod.Close(d.ctx) }

// Err is the first fault of PDFium itself.
func (d *Document) Err() error { return d.err }

// call calls an export that gives at most one value. After a trap all calls
// give 0.
func (d *Document) call(name string, args ...uint64) uint64 {
	if d.err != nil {
		return 0
	}
	f := d.functions[name]
	if f == nil {
		if f = d.mod.ExportedFunction(name); f == nil {
			d.err = fmt.Errorf("pdfium.wasm lacks %s", name)
			return 0
		}
		d.functions[name] = f
	}
	var stack [8]uint64
	copy(stack[:], args)
	if err := f.CallWithStack(d.ctx, stack[:]); err != nil {
		d.err = errTrap // the error's text may quote the document
		return 0
	}
	return stack[0]
}

// Pages is the number of pages.
func (d *Document) Pages() int { return int(int32(d.call("FPDF_GetPageCount", d.doc))) }

// Meta gives an entry of the information dictionary: "Title", "Author".
func (d *Document) Meta(tag string) string {
	return d.text(func(buf, size uint64) uint64 {
		return d.call("FPDF_GetMetaText", d.doc, uint64(d.cstring(tag)), buf, size)
	})
}

// cstring puts s into the second half of the scratch memory.
func (d *Document) cstring(s string) uint32 {
	at := d.scratch + scratchSize/2
	d.memory.Write(at, append([]byte(s), 0))
	return at
}

// maxText is the most bytes of one text: a title, a note, a packet.
const maxText = 16 << 20

// text calls get for the size in bytes and again for the UTF-16 text.
func (d *Document) text(get func(buf, size uint64) uint64) string {
	size := uint64(uint32(get(0, 0)))
	if size <= 2 || size > maxText || d.err != nil {
		return ""
	}
	buf := d.call("malloc", size)
	if buf == 0 {
		return ""
	}
	defer d.call("free", buf)
	get(buf, size)
	raw, ok := d.memory.Read(uint32(buf), uint32(size))
	if !ok {
		return ""
	}
	units := make([]uint16, 0, len(raw)/2)
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, binary.LittleEndian.Uint16(raw[i:]))
	}
	for len(units) > 0 && units[len(units)-1] == 0 {
		units = units[:len(units)-1]
	}
	return string(utf16.Decode(units))
}

// Attachment is a file inside the document.
type Attachment struct {
	Name string
	Data []byte
	// Broken is set when PDFium cannot decode it.
	Broken bool
}

// Attachments are the number of embedded files.
func (d *Document) Attachments() int { return int(int32(d.call("FPDFDoc_GetAttachmentCount", d.doc))) }

// Attachment gives one file; data beyond limit is not read.
func (d *Document) Attachment(i int, limit int64) Attachment {
	return d.attachment(d.call("FPDFDoc_GetAttachment", d.doc, uint64(i)), limit)
}

// Attached are the files that annotations of the pages read so far hold. They
// are not among Attachments.
func (d *Document) Attached() []Attachment { return d.attached }

// maxAttached is the most bytes of such files together, which are held in memory.
const maxAttached = 64 << 20

// attach keeps the file of an annotation, for what is flattened loses it.
func (d *Document) attach(h uint64) {
	if h == 0 || len(d.attached) >= maxNotes {
		return
	}
	left := int64(maxAttached)
	for _, a := range d.attached {
		left -= int64(len(a.Data))
	}
	d.attached = append(d.attached, d.attachment(h, left))
}

func (d *Document) attachment(h uint64, limit int64) (a Attachment) {
	if h == 0 {
		return Attachment{Broken: true}
	}
	a.Name = d.text(func(buf, size uint64) uint64 { return d.call("FPDFAttachment_GetName", h, buf, size) })
	a.Data, a.Broken = d.bytes(limit, func(buf, size, out uint64) uint64 { return d.call("FPDFAttachment_GetFile", h, buf, size, out) })
	return a
}

// bytes calls get for the size and again for the bytes.
func (d *Document) bytes(limit int64, get func(buf, size, out uint64) uint64) (data []byte, broken bool) {
	if get(0, 0, uint64(d.scratch)) == 0 {
		return nil, true
	}
	size, _ := d.memory.ReadUint32Le(d.scratch)
	if int64(size) > limit || d.err != nil {
		return nil, true
	}
	buf := d.call("malloc", uint64(size)+1)
	if buf == 0 {
		return nil, true
	}
	defer d.call("free", buf)
	if get(buf, uint64(size), uint64(d.scratch)) == 0 {
		return nil, true
	}
	raw, ok := d.memory.Read(uint32(buf), size)
	return append([]byte(nil), raw...), !ok
}

// XFA gives the packets of a form in XML (XFA specification 3.3): data and
// template.
func (d *Document) XFA() (packets [][]byte) {
	for i := range min(int(int32(d.call("FPDF_GetXFAPacketCount", d.doc))), 64) {
		data, broken := d.bytes(maxText, func(buf, size, out uint64) uint64 {
			return d.call("FPDF_GetXFAPacketContent", d.doc, uint64(i), buf, size, out)
		})
		if !broken {
			packets = append(packets, data)
		}
	}
	return packets
}

// maxScripts is the most scripts of one document.
const maxScripts = 1000

// Scripts gives the JavaScript that the document as a whole brings, but for that of
// its opening.
func (d *Document) Scripts() (scripts []string) {
	for i := range min(int(int32(d.call("FPDFDoc_GetJavaScriptActionCount", d.doc))), maxScripts) {
		action := d.call("FPDFDoc_GetJavaScriptAction", d.doc, uint64(i))
		if action == 0 {
			continue
		}
		scripts = append(scripts, d.text(func(buf, size uint64) uint64 { return d.call("FPDFJavaScriptAction_GetScript", action, buf, size) }))
		d.call("FPDFDoc_CloseJavaScriptAction", action)
	}
	return scripts
}

// maxOutline is the most entries of an outline that are read.
const maxOutline = 10_000

// Outline gives the titles of the bookmarks.
func (d *Document) Outline() (titles []string) {
	d.outline(0, 0, &titles)
	return titles
}

func (d *Document) outline(parent uint64, depth int, titles *[]string) {
	for b := d.call("FPDFBookmark_GetFirstChild", d.doc, parent); b != 0 && len(*titles) < maxOutline; b = d.call("FPDFBookmark_GetNextSibling", d.doc, b) {
		*titles = append(*titles, d.text(func(buf, size uint64) uint64 { return d.call("FPDFBookmark_GetTitle", b, buf, size) }))
		if depth < 30 {
			d.outline(b, depth+1, titles)
		}
	}
}
