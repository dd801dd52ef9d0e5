package extract

import "fmt"

// numberSlides notes in which order the slides are shown: that of the list in the
// document, whatever the order in which they were saved ([MS-PPT] 2.4.14.3).
func (p *pptReader) numberSlides() {
	p.order, p.ids = map[int]int{}, map[uint32]int{}
	pptRecords(p.data, 0, func(doc pptRecord) bool {
		if doc.typ == pptDocument && (p.live == nil || p.live[doc.off]) {
			pptRecords(doc.body, doc.off+8, func(list pptRecord) bool {
				if list.typ == pptSlideList && list.instance == 0 {
					p.numberList(list)
				}
				return true
			})
		}
		return true
	})
}

func (p *pptReader) numberList(list pptRecord) {
	n := 0
	pptRecords(list.body, 0, func(r pptRecord) bool {
		if r.typ == pptSlidePersist && len(r.body) >= 16 {
			n++
			p.ids[le32(r.body, 12)] = n
			if off, ok := p.persist[le32(r.body, 0)]; ok {
				p.order[off] = n
			}
		}
		return true
	})
}

// hidesSlide tells whether the slide that an entry of the list names is hidden.
func (p *pptReader) hidesSlide(entry pptRecord) bool {
	off, ok := p.persist[le32(entry.body, 0)]
	if !ok || off+8 > len(p.data) || le16(p.data, off+2) != pptSlide {
		return false
	}
	return hiddenSlide(cut(p.data, off+8, int(min(le32(p.data, off+4), uint32(len(p.data))))))
}

// hiddenSlide looks for fHidden in a slide's SlideShowSlideInfoAtom ([MS-PPT] 2.6.6).
func hiddenSlide(body []byte) (hidden bool) {
	pptRecords(body, 0, func(r pptRecord) bool {
		hidden = r.typ == pptSlideShow && le16(r.body, 10)&4 != 0
		return r.typ != pptSlideShow
	})
	return hidden
}

// notesPart names a page of notes by the slide it speaks of ([MS-PPT] 2.5.7).
func (p *pptReader) notesPart(notes pptRecord) string {
	slide := 0
	pptRecords(notes.body, 0, func(r pptRecord) bool {
		if r.typ == pptNotesAtom {
			slide = p.ids[le32(r.body, 0)]
		}
		return r.typ != pptNotesAtom
	})
	if slide == 0 {
		return fmt.Sprintf("notes %d", p.notes)
	}
	return fmt.Sprintf("slide %d notes", slide)
}
