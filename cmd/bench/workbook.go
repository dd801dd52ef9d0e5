package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

// workbook is an xlsx as Excel writes it: texts in a shared table, numbers in
// the cells, a header row on top; more are further members, such as pictures.
func workbook(rows int, header []string, row func(i int) []any, more ...member) ([]byte, error) {
	s := sheet{index: map[string]int{}}
	s.open()
	top := make([]any, len(header))
	for i, h := range header {
		top[i] = h
	}
	s.row(1, top)
	for i := range rows {
		s.row(i+2, row(i))
	}
	return zipped(append([]member{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`},
		{"_rels/.rels", rels("xl/workbook.xml")},
		{"xl/workbook.xml", xml.Header + `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", s.cells.String() + "</sheetData></worksheet>"},
		{"xl/sharedStrings.xml", fmt.Sprintf(`%s<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="%d">%s</sst>`, xml.Header, len(s.index), s.strings.String())},
	}, more...))
}

type sheet struct {
	cells, strings bytes.Buffer
	index          map[string]int
}

func (s *sheet) open() {
	s.cells.WriteString(xml.Header + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
}

func (s *sheet) row(n int, cells []any) {
	fmt.Fprintf(&s.cells, `<row r="%d">`, n)
	for i, c := range cells {
		at := string(rune('A' + i)) // no sheet here has more than 26 columns
		if text, ok := c.(string); ok {
			fmt.Fprintf(&s.cells, `<c r="%s%d" t="s"><v>%d</v></c>`, at, n, s.shared(text))
		} else {
			fmt.Fprintf(&s.cells, `<c r="%s%d"><v>%v</v></c>`, at, n, c)
		}
	}
	s.cells.WriteString("</row>")
}

func (s *sheet) shared(text string) int {
	i, ok := s.index[text]
	if !ok {
		i = len(s.index)
		s.index[text] = i
		s.strings.WriteString("<si><t>")
		_ = xml.EscapeText(&s.strings, []byte(text)) // a bytes.Buffer takes everything
		s.strings.WriteString("</t></si>")
	}
	return i
}

// people are the header and the rows of an invented list of people.
func people() (header []string, row func(i int) []string) {
	given := strings.Fields("Anna Jens Sofie Peter Maria Lars Emma Piet Hanna Karl Julia Bram Freja Otto Clara Mads Lotte Emil Nina Hugo")
	family := strings.Fields("Hansen Jansen Meier Sorensen Visser Schulz Bakker Nielsen Wagner Mulder Larsen Becker Smit Madsen Vogel")
	streets := strings.Fields("Kirkegade Dorpsstraat Hauptweg Nygade Molenlaan Gartenweg Skolevej Parkstraat")
	header = strings.Split("Nr,First name,Last name,Date of birth,Street,Postcode,Town,Phone,E-mail,Group,Paid,Remarks", ",")
	return header, func(i int) []string {
		g, f := given[i%len(given)], family[i/len(given)%len(family)]
		return []string{fmt.Sprint(i + 1), g, f, fmt.Sprintf("%d-%02d-%02d", 2010+i%9, 1+i%12, 1+i*7%28),
			fmt.Sprintf("%s %d", streets[i%len(streets)], 1+i%180), fmt.Sprintf("%d", 1000+i%8999), "Nordby",
			fmt.Sprintf("+45 %02d %02d %02d %02d", 20+i%70, i/7%100, i/3%100, i%100),
			strings.ToLower(fmt.Sprintf("%s.%s%d@mail.example", g, f, i)), fmt.Sprintf("Group %d", i%12), fmt.Sprint(i % 400), ""}
	}
}
