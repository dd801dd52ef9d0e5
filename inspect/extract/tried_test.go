package extract

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
)

// wmf is a Windows metafile that draws words, one below the other, as older programs
// put it on the clipboard.
func wmf(placed bool, words ...string) []byte {
	var b []byte
	if placed {
		b = append(b, wmfPlaced+strings.Repeat("\x00", 18)...)
	}
	b = append(b, "\x01\x00\x09\x00\x00\x03"+strings.Repeat("\x00", 12)...)
	for i, w := range words {
		even := w + strings.Repeat("\x00", len(w)%2)
		r := fmt.Sprintf("\x21\x05%c\x00%s%c\x00\x05\x00", len(w), even, 10*i)
		if i%2 == 1 {
			r = fmt.Sprintf("\x32\x0a%c\x00\x05\x00%c\x00\x02\x00--------%s", 10*i, len(w), even)
		}
		b = append(append(b, byte((4+len(r))/2), 0, 0, 0), r...)
	}
	return append(b, 3, 0, 0, 0, 0, 0)
}

// TestFormatsTried is what became of formats that offices have beside the common
// ones: those that are read have the word Anna, the others are never passed over.
func TestFormatsTried(t *testing.T) {
	type parts map[string]string
	pack := func(p parts) []byte { return zipped(t, p) }
	iwa := "\x00\x20\x00\x00\x30\x0b\x08\x01\x12\x04\x01\x02\x03\x04" + strings.Repeat("\x00\x81\xfe", 9)
	strictSheet := xlsxParts()
	for name, s := range strictSheet {
		s = strings.ReplaceAll(s, "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
		strictSheet[name] = strings.ReplaceAll(s, "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
	}
	strictSheet["xl/worksheets/sheet1.xml"] = `<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><sheetProtection algorithmName="SHA-512" hashValue="x" sheet="1"/><sheetData><row><c t="inlineStr"><is><t>Anna</t></is></c><c t="d"><v>1984-03-12T00:00:00</v></c></row></sheetData></worksheet>`
	mail := "From: a@x.example\r\nTo: b@y.example\r\nSubject: lijst\r\nMIME-Version: 1.0\r\n"
	inner := mail + "Content-Type: text/plain\r\n\r\nAnna\r\n"
	packed := base64.StdEncoding.EncodeToString(pack(parts{"brief.eml": inner}))
	for _, c := range []struct {
		name string
		data []byte
		why  inspect.Why // "" for those that are read
	}{
		{"placed.wmf", wmf(true, "Naam", "Anna Vos"), ""},
		{"plain.wmf", wmf(false, "Naam", "Anna Vos"), ""},
		{"wmf.docx", zipped(t, with(docxParts(), "word/media/image1.wmf", string(wmf(true, "Naam", "Anna Vos")))), ""},
		{"wmf.odt", pack(parts{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": `<office:document-content/>`, "Pictures/1.wmf": string(wmf(true, "Naam", "Anna Vos"))}), ""},
		{"wmf.rtf", fmt.Appendf(nil, `{\rtf1 Zie {\pict\wmetafile8\picw100 %x}\par}`, wmf(false, "Naam", "Anna Vos")), ""},
		{"strict.xlsx", zipped(t, strictSheet), ""},
		{"boek.epub", pack(parts{"mimetype": "application/epub+zip", "META-INF/container.xml": `<container/>`, "OEBPS/1.xhtml": `<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Anna</p></body></html>`}), ""},
		{"druk.xps", pack(parts{"[Content_Types].xml": `<Types/>`, "FixedDocSeq.fdseq": `<FixedDocumentSequence/>`, "Documents/1/Pages/1.fpage": `<FixedPage><Glyphs OriginX="1" UnicodeString="Anna"/></FixedPage>`}), ""},
		{"schema.vsdx", pack(parts{"[Content_Types].xml": `<Types><Override PartName="/visio/document.xml" ContentType="application/vnd.ms-visio.drawing.main+xml"/></Types>`, "visio/pages/page1.xml": `<PageContents><Shapes><Shape ID="1"><Text>Anna</Text></Shape></Shapes></PageContents>`}), ""},
		{"mail.eml", []byte(mail + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n" + packed + "\r\n--b--\r\n"), ""},
		{"afspraak.ics", []byte("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:Gesprek\r\nATTENDEE;CN=Anna Vos:mailto:anna@x.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"), ""},

		{"boek.pages", pack(parts{"Index/Document.iwa": iwa, "Metadata/Properties.plist": "bplist00\xd1\x01"}), inspect.Unsupported},
		{"lijst.numbers", pack(parts{"Index/Tables/DataList.iwa": iwa}), inspect.Unsupported},
		{"notities.one", []byte("\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3" + strings.Repeat("\x00\x01", 500)), inspect.Unsupported},
		{"post.pst", []byte("!BDN\x01\x02\x03\x04SM\x17\x00" + strings.Repeat("\x00\x01", 500)), inspect.Unsupported},
		{"leden.mdb", []byte("\x00\x01\x00\x00Standard Jet DB\x00\x01" + strings.Repeat("\x00", 500)), inspect.Unsupported},
		{"leden.accdb", []byte("\x00\x01\x00\x00Standard ACE DB\x00\x02" + strings.Repeat("\x00", 500)), inspect.Unsupported},
		{"brief.wpd", []byte("\xffWPC\x00\x02\x00\x00\x01\x0a\x02\x01" + strings.Repeat("\x00\x01Anna", 100)), inspect.Unsupported},
		{"blad.123", []byte("\x00\x00\x1a\x00\x03\x10\x04\x00" + strings.Repeat("\x00", 500)), inspect.Unsupported},
		{"blad.wk4", []byte("\x00\x00\x1a\x00\x02\x10\x04\x00" + strings.Repeat("\x00", 500)), inspect.Unsupported},
		{"tekening.dwg", []byte("AC1032\x00\x00\x00\x00\x00" + strings.Repeat("\x01\x00", 500)), inspect.Unsupported},
		{"kaart.pub", buildOLE(oleStream{name: "Contents", data: []byte(strings.Repeat("\xe8\xac\x00\x01", 300))}, oleStream{name: "Quill/QuillSub/CONTENTS", data: []byte("CHNKINK Anna")}), inspect.Unsupported},
		{"schema.vsd", buildOLE(oleStream{name: "VisioDocument", data: []byte("Visio (TM) Drawing\r\n\x00\x00" + strings.Repeat("\x01\x00", 300))}), inspect.Unsupported},
		{"brief.wp", buildOLE(oleStream{name: "PerfectOffice_MAIN", data: []byte("\xffWPC" + strings.Repeat("\x01\x00", 300))}), inspect.Unsupported},
		{"geheim.asc", []byte("-----BEGIN PGP MESSAGE-----\n\nhQEMA0\n=aaaa\n-----END PGP MESSAGE-----\n"), inspect.Encrypted},
		{"geheim.gpg", []byte("\x85\x01\x0c\x03" + strings.Repeat("\x91\x07\xe2", 200)), inspect.Encrypted},
		{"geheim2.gpg", []byte("\x8c\x0d\x04\x09\x03\x02" + strings.Repeat("\x91\x07\xe2", 200)), inspect.Encrypted},
	} {
		got := inside(t, c.name, "", c.data)
		if c.why == "" && (len(got.find("Anna")) == 0 || len(got.unread) > 0) {
			t.Errorf("%s: %q, unreadable %+v", c.name, got.all(), got.unread)
		}
		if c.why != "" && (len(got.unread) == 0 || got.unread[0].Why != c.why) {
			t.Errorf("%s: unreadable %+v, want %s", c.name, got.unread, c.why)
		}
	}
}

// TestFileInBase64: a file that somebody saved as it stood in a message is read, and
// what only looks like one stays text.
func TestFileInBase64(t *testing.T) {
	list := zipped(t, map[string]string{"lijst.csv": "naam;plaats\nAnna;Delft\n", "leeg.txt": "\n"})
	var lines strings.Builder
	for text := base64.StdEncoding.EncodeToString(list); text != ""; text = text[min(76, len(text)):] {
		lines.WriteString(text[:min(76, len(text))] + "\r\n")
	}
	got := inside(t, "a.zip", "", zipped(t, map[string]string{"lijst.b64": lines.String()}))
	if at := got.find("Anna"); len(at) != 1 || at[0].where != "a.zip > lijst.b64 > decoded > lijst.csv" || len(got.unread) > 0 {
		t.Errorf("%+v, unreadable %+v", at, got.unread)
	}
	if got := inside(t, "a.b64", "", []byte(lines.String()[:200])); len(got.unread) == 0 {
		t.Error("cut short: nothing is said")
	}
	twice := base64.StdEncoding.EncodeToString([]byte("naam;plaats;geboren\nZoë Jansen;Delft;12-03-1984\nBjørn Sørensen;Gouda;02-11-1990\nPiet Bos;Breda;06-06-1979\n"))
	for _, declared := range []string{"text/csv", "application/octet-stream"} {
		got := inside(t, "lijst.csv", declared, []byte(twice))
		if len(got.rows) != 4 || got.rows[1].Place.Path != "lijst.csv > decoded" || got.rows[1].Cells[0] != "Zoë Jansen" {
			t.Errorf("%s, encoded twice: %+v %q", declared, got.rows, got.all())
		}
	}
	if k := kindOf(&file{data: []byte(twice), declared: "text/plain"}); k != kindText {
		t.Errorf("a text of a message is %v", k)
	}
	if k := kindOf(&file{data: []byte(strings.Repeat("UEsDBAo", 15))}); k != kindBase64 { // barely long enough
		t.Errorf("a short one is %v", k)
	}
	for _, text := range []string{strings.Repeat("PersonenMetNamen", 20), strings.Repeat("AAAA", 50)} {
		if k := kindOf(&file{data: []byte(text)}); k != kindText {
			t.Errorf("%.20s is %v", text, k)
		}
	}
}

// TestPasted: a bank statement and a family tree in the midst of a letter, quoted or
// not, are read as the files they come from.
func TestPasted(t *testing.T) {
	statement := ":20:940S\n:25:NL91ABNA0417164300EUR\n:28C:1\n:60F:C261127EUR1000,00\n:61:2611281128C25,00NTRFNONREF\n:86:/TRTP/SEPA/IBAN/NL91ABNA0417164300/NAME/Anna Vos/REMI/contributie\nover 2026\n:62F:C261128EUR1025,00\n-\n"
	tree := "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n0 @I1@ INDI\n1 NAME Anna /Vos/\n1 BIRT\n2 DATE 3 MAR 1984\n0 TRLR\n"
	quote := func(s string) string {
		return "> " + strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\n> ") + "\n"
	}
	for part, s := range map[string]string{"bank statement": statement, "family tree": tree} {
		for name, text := range map[string]string{
			"below": "Beste Bo,\n\nHierbij.\n\n" + s + "\nMet groet,\nDirk\n", "tight": "Beste Bo,\n" + s + "Met groet,\nDirk\n", "quoted": "Beste Bo,\n\n" + quote(s) + "\nMet groet,\nDirk\n",
			"twice": "Beste Bo,\n\n" + s + "\nen\n\n" + s + "\nMet groet,\nDirk\n",
			"web":   "<html><body><p>Beste Bo,</p><div>" + strings.ReplaceAll(s, "\n", "<br>") + "</div><p>Met groet,<br>Dirk</p></body></html>",
		} {
			got := inside(t, name, "", []byte(text))
			ok := false
			for _, r := range got.rows {
				ok = ok || r.Place.Part == part && strings.Contains(strings.Join(r.Cells, "|"), "Anna Vos")
			}
			if words := fmt.Sprint(got.texts); !ok || !strings.Contains(words, "Beste Bo") || !strings.Contains(words, "groet,\nDirk") {
				t.Errorf("%s, %s: rows %+v, texts %+v", part, name, got.rows, got.texts)
			}
		}
	}
	if got := inside(t, "a.txt", "", []byte("Afspraak om\n:20: uur of later\n0 @ INDI\ntot dan\n")); len(got.rows) > 0 || !strings.Contains(got.all(), "0 @ INDI\ntot dan") {
		t.Errorf("a text that only begins like one: %q", got.all())
	}
}
