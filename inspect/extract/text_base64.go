package extract

import (
	"bytes"
	"encoding/base64"
	"strings"
)

const base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n"

// isBase64 tells a file whose text is nothing but another file, or text, in base64, as
// programs send that encode twice. Texts of a message are looked through, and decoded,
// by package message.
func isBase64(f *file, t string) bool {
	const least, head = 100, 64
	if len(t) < least || f.depth == 0 && messageText(f.declared) || strings.Trim(t, base64Alphabet) != "" {
		return false
	}
	begin := strings.Join(strings.Fields(t[:min(len(t), 2*head)]), "")
	data, err := base64.StdEncoding.DecodeString(begin[:min(len(begin), head)])
	if err != nil {
		return false
	}
	if looksLikeFile(data) {
		return true
	}
	if printable(data) {
		return mostlyASCII(data)
	}
	k := kindOf(&file{data: data})
	return k != kindUnknown && k != kindText
}

// messageText tells the types that mail readers show as the message's text.
func messageText(declared string) bool {
	return declared == "text/plain" || declared == "text/html" || declared == "text/enriched"
}

// mostlyASCII tells text, in any language that has Latin letters, from the bytes that
// words taken for base64 turn into: four in ten of those are ASCII.
func mostlyASCII(d []byte) bool {
	n := 0
	for _, c := range d {
		if c >= ' ' && c < 0x7f || c == '\t' || c == '\n' || c == '\r' {
			n++
		}
	}
	return n*10 >= len(d)*8
}

// readBase64 reads the file inside.
func readBase64(f *file, to output) error {
	text := bytes.Join(bytes.Fields(f.data), nil)
	data := make([]byte, base64.StdEncoding.DecodedLen(len(text)))
	n, err := base64.StdEncoding.Decode(data, text)
	if n > 0 {
		to.child("decoded", data[:n], f.hidden)
	}
	return err
}
