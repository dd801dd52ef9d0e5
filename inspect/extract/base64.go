package extract

import (
	"bytes"
	"encoding/base64"
	"strings"
)

const base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n"

// isBase64 tells a file whose text is nothing but another file in base64. Texts of a
// message are looked through, and decoded, by package message.
func isBase64(f *file, t string) bool {
	const least, head = 100, 64
	if len(t) < least || f.depth == 0 && strings.HasPrefix(f.declared, "text/") || strings.Trim(t, base64Alphabet) != "" {
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
	k := kindOf(&file{data: data})
	return !printable(data) && k != kindUnknown && k != kindText
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
