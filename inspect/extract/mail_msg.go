package extract

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/postlock/postlock/inspect"
)

const (
	msgProperties = "__properties_version1.0"
	msgValue      = "__substg1.0_"
	msgAttach     = "__attach_version1.0_#"
	msgRecipient  = "__recip_version1.0_#"
	maxMSGParts   = 10000
)

// Sizes of the head of a property stream (2.4.1).
const (
	msgHeadTop   = 32
	msgHeadInner = 24
	msgHeadPart  = 8
)

// readMSGNode reads the storage of an Outlook item ([MS-OXMSG]); attached items are
// storages inside.
func readMSGNode(f *file, n *oleNode, to output) error {
	head := msgHeadTop
	if f.data == nil { // an item attached to another
		head = msgHeadInner
	}
	cp := msgCodePage(n, head)
	item, whole := msgItem(n, head, cp)
	var recipients []string
	for _, k := range n.kids {
		if strings.HasPrefix(k.name, msgRecipient) && len(recipients) < maxMSGParts {
			r, _ := msgItem(k, msgHeadPart, cp)
			recipients = appendWords(recipients, r.recipientLine())
		}
	}
	item.give(f, to, recipients)
	for _, k := range n.kids {
		if strings.HasPrefix(k.name, msgAttach) && !to.stopped() {
			whole = msgAttachment(f, k, cp, to) && whole
		}
	}
	return damagedUnless(whole)
}

// msgCodePage is the code page of the item's 8-bit strings.
func msgCodePage(n *oleNode, head int) int {
	b, _ := n.find(msgProperties).bytes()
	cp := 1252
	for at := head; at+16 <= len(b); at += 16 {
		if v := int(le32(b, at+8)); v > 0 && v < 1<<16 {
			switch le16(b, at+2) {
			case mapiStringPage:
				return v
			case mapiCodePage:
				cp = v
			}
		}
	}
	return cp
}

// msgItem reads the properties of a storage: short ones stand in the property
// stream, others in streams of their own, named by number and type.
func msgItem(n *oleNode, head, cp int) (m *mapiItem, whole bool) {
	m, whole = newMAPIItem(), true
	b, _ := n.find(msgProperties).bytes()
	for at := head; at+16 <= len(b); at += 16 {
		if typ := le16(b, at); typ == 0x0003 || typ == 0x000B || typ == 0x0002 || typ == 0x0040 {
			m.put(le16(b, at+2), typ, b[at+8:at+16], cp)
		}
	}
	for _, k := range n.kids {
		tag, ok := msgTag(k.name)
		if !ok || k.storage {
			continue
		}
		v, all := k.bytes()
		whole = whole && all
		m.put(uint16(tag>>16), uint16(tag), v, cp)
	}
	return m, whole
}

// msgTag reads the number and the type out of a stream's name. Values of
// several parts have a longer name; each is read as one of its type.
func msgTag(name string) (tag uint32, ok bool) {
	s, ok := strings.CutPrefix(name, msgValue)
	if !ok || len(s) < 8 {
		return 0, false
	}
	v, err := strconv.ParseUint(s[:8], 16, 32)
	if len(s) > 8 {
		v &^= 0x1000
	}
	return uint32(v), err == nil
}

// msgAttachment hands on a file or reads an attached item.
func msgAttachment(f *file, n *oleNode, cp int, to output) (whole bool) {
	m, whole := msgItem(n, msgHeadPart, cp)
	name := cmp.Or(m.text[mapiLongName], m.text[mapiShortName], m.text[mapiName], "attachment")
	if inner := n.find(msgValue + "3701000D"); inner != nil {
		if inner.storage {
			readEmbedded(f, inner, name, to)
			return whole
		}
	}
	if data, ok := m.bin[mapiData]; ok {
		to.child(name, data, f.hidden)
	} else if m.num[mapiMethod] > 1 && m.num[mapiMethod] < 5 {
		to.unreadable(name, inspect.Unsupported, "attachment by reference")
	}
	return whole
}
