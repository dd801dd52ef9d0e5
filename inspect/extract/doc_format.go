package extract

import (
	"slices"
	"sort"
)

// fcRange is a run of bytes of the main stream and what its formatting says.
type fcRange struct {
	start, end int
	marks      wordMark
}

// wordMark says what a paragraph is in a table, or that a run is not seen.
type wordMark uint8

const (
	markInTable wordMark = 1 << iota
	markRowEnd
	markInner     // in a table inside a table
	markInnerCell // the paragraph's end is a cell's
	markInnerRow
	markHeading // row repeated on each page
	markHidden
	markDeleted
)

// Property modifiers of [MS-DOC] 2.6.
const (
	sprmCFRMarkDel      = 0x0800
	sprmCFVanish        = 0x083C
	sprmPFInTable       = 0x2416
	sprmPFTtp           = 0x2417
	sprmPFInnerCell     = 0x244B
	sprmPFInnerTtp      = 0x244C
	sprmPItap           = 0x6649
	sprmPHugePapx       = 0x6646 // the modifiers stand in the Data stream
	sprmPTableProps     = 0x646B
	sprmTTableHeader    = 0x3404
	sprmTDefTable       = 0xD608
	sprmPChgTabs        = 0xC615
	wordPage            = 512
	maxWordFormatRanges = 1 << 20
)

// pages visits the formatted disk pages a bin table names ([MS-DOC] 2.8.5,
// 2.8.6): positions, then page numbers.
func (d *wordDoc) pages(plc []byte, visit func(page []byte)) {
	n := (len(plc) - 4) / 8
	seen := map[uint32]bool{}
	for i := range max(n, 0) {
		pn := le32(plc, 4*(n+1)+4*i) & 0x3FFFFF
		if page := cut(d.main, int(pn)*wordPage, wordPage); len(page) == wordPage && !seen[pn] {
			seen[pn] = true
			visit(page)
		}
	}
}

// charRuns are the runs that are deleted or hidden, in order.
func (d *wordDoc) charRuns(plc []byte) (runs []fcRange) {
	d.pages(plc, func(page []byte) {
		n := min(int(page[wordPage-1]), (wordPage-5)/5)
		for i := range n {
			at := int(page[4*(n+1)+i]) * 2
			if at == 0 || len(runs) > maxWordFormatRanges {
				continue
			}
			marks := wordMarks(cut(page, at+1, int(cutByte(page, at))))
			if marks&(markHidden|markDeleted) != 0 {
				runs = append(runs, fcRange{int(le32(page, 4*i)), int(le32(page, 4*i+4)), marks})
			}
		}
	})
	return sortRanges(runs)
}

// paraRuns are the paragraphs in tables, in order.
func (d *wordDoc) paraRuns(plc []byte) (runs []fcRange) {
	const bx = 13 // bytes of a BxPap
	d.pages(plc, func(page []byte) {
		n := min(int(page[wordPage-1]), (wordPage-5)/(4+bx))
		for i := range n {
			at := int(page[4*(n+1)+bx*i]) * 2
			if at == 0 || len(runs) > maxWordFormatRanges {
				continue
			}
			size := 2*int(cutByte(page, at)) - 1
			if size < 0 { // 2.9.175: the size follows
				at++
				size = 2 * int(cutByte(page, at))
			}
			// The first two bytes are the style.
			if marks := d.paraMarks(cut(page, at+3, size-2)); marks != 0 {
				runs = append(runs, fcRange{int(le32(page, 4*i)), int(le32(page, 4*i+4)), marks})
			}
		}
	})
	return sortRanges(runs)
}

// paraMarks reads a paragraph's modifiers, also where they were too many for
// the page and moved to the Data stream ([MS-DOC] 2.6.2).
func (d *wordDoc) paraMarks(grpprl []byte) (marks wordMark) {
	marks = wordMarks(grpprl)
	for len(grpprl) >= 6 {
		op := int(le16(grpprl, 0))
		if op == sprmPHugePapx || op == sprmPTableProps {
			at := int(min(le32(grpprl, 2), 1<<30))
			marks |= wordMarks(cut(d.data, at+2, int(le16(d.data, at))))
		}
		grpprl = grpprl[min(len(grpprl), 2+operandSize(op, grpprl[2:])):]
	}
	return marks
}

func sortRanges(runs []fcRange) []fcRange {
	slices.SortFunc(runs, func(a, b fcRange) int { return a.start - b.start })
	return runs
}

// rangeAt is the run at a byte offset, and where it, or the gap there, ends.
func rangeAt(runs []fcRange, fc int) (marks wordMark, end int) {
	i := sort.Search(len(runs), func(i int) bool { return runs[i].start > fc })
	end = 1 << 31
	if i < len(runs) {
		end = runs[i].start
	}
	if i > 0 && fc < runs[i-1].end {
		return runs[i-1].marks, min(end, runs[i-1].end)
	}
	return 0, end
}

// wordMarks reads a list of property modifiers as far as it says what is here.
func wordMarks(grpprl []byte) (marks wordMark) {
	for len(grpprl) >= 3 {
		op, operand := int(le16(grpprl, 0)), grpprl[2]
		on := func(m wordMark) {
			if marks &^= m; operand != 0 {
				marks |= m
			}
		}
		switch op {
		case sprmCFRMarkDel:
			on(markDeleted)
		case sprmCFVanish:
			on(markHidden)
		case sprmPFInTable:
			on(markInTable)
		case sprmPFTtp:
			on(markRowEnd)
		case sprmPFInnerCell:
			on(markInnerCell)
		case sprmPFInnerTtp:
			on(markInnerRow)
		case sprmTTableHeader:
			on(markHeading)
		case sprmPItap:
			if le32(grpprl, 2) > 1 {
				marks |= markInner
			}
		}
		grpprl = grpprl[min(len(grpprl), 2+operandSize(op, grpprl[2:])):]
	}
	return marks
}

// operandSize is the size of a modifier's operand by its spra ([MS-DOC] 2.2.5.1).
func operandSize(op int, operand []byte) int {
	switch op >> 13 {
	case 0, 1:
		return 1
	case 2, 4, 5:
		return 2
	case 3:
		return 4
	case 7:
		return 3
	}
	switch {
	case op == sprmTDefTable:
		return int(le16(operand, 0)) + 1
	case op == sprmPChgTabs && operand[0] == 255:
		return len(operand) // sizes of two more lists; nothing of ours comes behind
	}
	return int(operand[0]) + 1
}
