package main

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
)

// workbook is an xlsx with one sheet of texts: the fewest parts that Excel opens
// (ECMA-376 part 1, 12.2).
func workbook(rows [][]string) ([]byte, error) {
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	const office, sheets = "http://schemas.openxmlformats.org/officeDocument/2006", "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	const packages, types = "http://schemas.openxmlformats.org/package/2006", "application/vnd.openxmlformats-officedocument.spreadsheetml"
	relation := func(kind, target string) string {
		return `<Relationships xmlns="` + packages + `/relationships"><Relationship Id="rId1" Type="` + office + `/relationships/` + kind + `" Target="` + target + `"/></Relationships>`
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range []struct{ name, content string }{
		{"[Content_Types].xml", `<Types xmlns="` + packages + `/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + types + `.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + types + `.worksheet+xml"/></Types>`},
		{"_rels/.rels", relation("officeDocument", "xl/workbook.xml")},
		{"xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml")},
		{"xl/workbook.xml", `<workbook xmlns="` + sheets + `" xmlns:r="` + office + `/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/worksheets/sheet1.xml", `<worksheet xmlns="` + sheets + `"><sheetData>` + sheetRows(rows) + `</sheetData></worksheet>`},
	} {
		w, err := z.Create(part.name)
		if err == nil {
			_, err = io.WriteString(w, head+part.content)
		}
		if err != nil {
			return nil, fmt.Errorf("writing a workbook: %w", err)
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

func sheetRows(rows [][]string) string {
	var b bytes.Buffer
	for _, cells := range rows {
		b.WriteString("<row>")
		for _, c := range cells {
			b.WriteString(`<c t="inlineStr"><is><t>`)
			xml.EscapeText(&b, []byte(c)) // a bytes.Buffer takes everything
			b.WriteString("</t></is></c>")
		}
		b.WriteString("</row>")
	}
	return b.String()
}
