package extract

import (
	"encoding/binary"
	"strconv"
	"strings"
)

// cpioHead is what counts of a member's header.
type cpioHead struct {
	mode, name, size int64
	// head is the header's length, align what name and data are filled up to.
	head, align int
}

// readCpio reads the regular files of a cpio archive: new and old headers in
// ASCII, and binary ones of both orders (cpio(5)).
func readCpio(f *file, s *sink) error {
	const regular, kindMask = 0o100000, 0o170000
	rest := f.data
	for !s.stopped() {
		h, ok := readCpioHead(rest)
		if !ok || h.name <= 0 || h.name > int64(len(rest)) || h.size < 0 || h.size > int64(len(rest)) {
			return damaged("broken cpio")
		}
		nameEnd := h.head + int(h.name)
		from := alignUp(nameEnd, h.align)
		if from+int(h.size) > len(rest) {
			return damaged("broken cpio")
		}
		name := strings.TrimRight(string(rest[h.head:nameEnd]), "\x00")
		if name == "TRAILER!!!" {
			return nil
		}
		if h.mode&kindMask == regular && !boring(name) {
			s.child(name, rest[from:from+int(h.size)], false)
		}
		rest = rest[min(alignUp(from+int(h.size), h.align), len(rest)):]
	}
	return nil
}

func alignUp(n, to int) int { return (n + to - 1) / to * to }

func readCpioHead(b []byte) (h cpioHead, ok bool) {
	switch {
	case hasAnyPrefix(string(b[:min(len(b), 6)]), []string{"070701", "070702"}) && len(b) > 110:
		return cpioText(b, 16, [3][2]int{{14, 22}, {94, 102}, {54, 62}}, 110, 4)
	case strings.HasPrefix(string(b[:min(len(b), 6)]), "070707") && len(b) > 76:
		return cpioText(b, 8, [3][2]int{{18, 24}, {59, 65}, {65, 76}}, 76, 1)
	case len(b) > 26 && (string(b[:2]) == "\xc7\x71" || string(b[:2]) == "\x71\xc7"):
		var order binary.ByteOrder = binary.LittleEndian
		if b[0] == 0x71 {
			order = binary.BigEndian
		}
		size := int64(order.Uint16(b[22:]))<<16 | int64(order.Uint16(b[24:])) // the high half comes first
		return cpioHead{int64(order.Uint16(b[6:])), int64(order.Uint16(b[20:])), size, 26, 2}, true
	}
	return h, false
}

// cpioText reads mode, length of name and size as digits of a base.
func cpioText(b []byte, base int, at [3][2]int, head, align int) (cpioHead, bool) {
	var v [3]int64
	for i, span := range at {
		n, err := strconv.ParseInt(string(b[span[0]:span[1]]), base, 63)
		if err != nil {
			return cpioHead{}, false
		}
		v[i] = n
	}
	return cpioHead{v[0], v[1], v[2], head, align}, true
}
