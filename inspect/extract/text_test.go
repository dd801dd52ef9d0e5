package extract

import (
	"slices"
	"strings"
	"testing"
)

func TestQuotedTable(t *testing.T) {
	want := [][]string{{"Navn", "Telefon"}, {"Lærke Kofoed", "60301661"}, {"Nanna Toft", "42281948"}, {"Ditte Villadsen", "51975432"}}
	for _, mark := range []string{">", "> ", ">> ", "> > ", "| ", " > "} {
		for _, delimiter := range []string{"\t", ";"} {
			var b strings.Builder
			b.WriteString("Hej\n\nKari skrev:\n")
			for _, row := range want {
				b.WriteString(mark + strings.Join(row, delimiter) + "\n")
			}
			b.WriteString(strings.TrimRight(mark, " ") + "\n" + mark + "Hilsen\n")
			got := inside(t, "body", "text/plain", []byte(b.String()))
			wantCells(t, got, want...)
			if t.Failed() {
				t.Fatalf("%q %q", mark, got.all())
			}
			if all := got.all(); !strings.Contains(all, mark+"Hilsen") {
				t.Errorf("%q: the text lost its marks: %q", mark, all)
			}
			if line := got.rows[0].Place.Line; line != 4 {
				t.Errorf("%q: the table is said to begin in line %d", mark, line)
			}
		}
	}
}

func TestQuotedColumns(t *testing.T) {
	got := inside(t, "body", "text/plain", []byte("> Naam        Plaats   Telefoon\n> Jan Smit    Delft    0612345678\n> Piet Bos    Gouda    0687654321\n> Kees Kok    Breda    0611111111\n"))
	wantCells(t, got, []string{"Naam", "Plaats", "Telefoon"}, []string{"Jan Smit", "Delft", "0612345678"}, []string{"Piet Bos", "Gouda", "0687654321"}, []string{"Kees Kok", "Breda", "0611111111"})
}

// TestTablesThatLookQuoted are no quotations.
func TestTablesThatLookQuoted(t *testing.T) {
	wantCells(t, inside(t, "a.csv", "text/csv", []byte(">65;12\n>70;13\n>75;14\n")), []string{">65", "12"}, []string{">70", "13"}, []string{">75", "14"})
	wantCells(t, inside(t, "body", "text/plain", []byte("Hej\n\nA | 1\nB | 2\n| 3\nC | 4\nD | 5\n")), []string{"A ", " 1"}, []string{"B ", " 2"}, []string{"", " 3"}, []string{"C ", " 4"}, []string{"D ", " 5"})
}

func TestHTMLLines(t *testing.T) {
	for _, c := range []struct{ what, page, want string }{
		{"paragraphs", "<p>Jan<br>Delft</p><p>Piet<br>Gouda</p>", "Jan\nDelft\n\nPiet\nGouda\n"},
		{"divs", "<div>Jan</div><div>Delft</div><div><br></div><div>Piet</div>", "Jan\nDelft\n\nPiet\n"},
		{"Word", "<p class=MsoNormal>Jan<o:p></o:p></p><p class=MsoNormal>Delft</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Piet</p>", "Jan\nDelft\n\nPiet\n"},
		{"margin", `<p style="margin: 0px">Jan</p><p style="margin:0cm 0cm 0.0001pt">Delft</p><p style="margin:0"><br></p><p style="margin:0">Piet</p>`, "Jan\nDelft\n\nPiet\n"},
		{"sheet", "<style>p, li { color:red; margin : 0 }</style><p>Jan</p><p>Delft</p><p></p><p>&nbsp;</p><p>Piet</p>", "Jan\nDelft\n\nPiet\n"},
		{"breaks", "Jan<br>Delft<br><br>Piet<br/><br/><br/>Kees", "Jan\nDelft\n\nPiet\n\nKees\n"},
		{"list", "<ul><li>Jan, 1980</li><li><p>Piet, 1981</p></li></ul>", "Jan, 1980\nPiet, 1981\n"},
		{"laid out", "<table><tr><td><p>Jan<br>Delft</p><p>Piet<br>Gouda</p></td></tr></table>", "Jan\nDelft\n\nPiet\nGouda\n"},
		{"cited", "<div class=gmail_quote><div>Jan schreef:</div><blockquote>Piet<br><br>Kees<blockquote>Ria</blockquote></blockquote></div>Groet", "Jan schreef:\n> Piet\n>\n> Kees\n> > Ria\nGroet\n"},
		{"indented", `<blockquote style="margin:0 0 0 40px;border:none">Piet</blockquote>`, "Piet\n"},
		{"Outlook", `<p class=MsoNormal>Hoi</p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class=MsoNormal><b>From:</b> Jan</p></div>`, "Hoi\n________________\nFrom: Jan\n"},
	} {
		if got := inside(t, "body", "text/html", []byte("<html><body>"+c.page+"</body></html>")); got.all() != c.want {
			t.Errorf("%s: %q\nwant %q", c.what, got.all(), c.want)
		}
	}
}

func TestHTMLTextTable(t *testing.T) {
	got := inside(t, "body", "text/html", []byte("<div>Navn; Telefon<br>Lærke Kofoed; 60301661<br>Nanna Toft; 42281948<br>Ditte Munk; 51975432</div><table><tr><td>a<td>b<tr><td>c<td>d</table>"))
	wantCells(t, got, []string{"Navn", " Telefon"}, []string{"Lærke Kofoed", " 60301661"}, []string{"Nanna Toft", " 42281948"}, []string{"Ditte Munk", " 51975432"}, []string{"a", "b"}, []string{"c", "d"})
	if got.rows[0].Table == got.rows[4].Table {
		t.Error("two tables have one number")
	}
}

// TestCitedTable wants the cells of a page that is nested in a citation without
// the marks of the citation.
func TestCitedTable(t *testing.T) {
	got := inside(t, "body", "text/html", []byte("<p>FYI</p><blockquote><html><head><style>td{color:red}</style></head><body><table><tr><th>Navn<th>Telefon<tr><td>Lærke<br>Kofoed<td>60301661</table><p>Hilsen</body></html></blockquote>"))
	wantCells(t, got, []string{"Navn", "Telefon"}, []string{"Lærke\nKofoed", "60301661"})
	if !strings.Contains(got.all(), "> Hilsen") {
		t.Errorf("the words of the citation have lost its marks: %s", got.all())
	}
}

// TestLetterAroundTable wants the columns of a table below a salutation, not
// those that the letter as a whole keeps.
func TestLetterAroundTable(t *testing.T) {
	got := inside(t, "body", "text/plain", []byte("Kære alle i bestyrelsen,\r\n\r\nLærke Kofoed        1A   01.02.1980   København\r\nNanna Marie Toft    2B   02.03.1981   Odense\r\nDitte Munk-Hansen   3C   03.04.1982   Vejle\r\n\r\nHilsen\r\n"))
	wantCells(t, got, []string{"Lærke Kofoed", "1A", "01.02.1980", "København"}, []string{"Nanna Marie Toft", "2B", "02.03.1981", "Odense"}, []string{"Ditte Munk-Hansen", "3C", "03.04.1982", "Vejle"})
}

// TestPastedValues wants values between commas as a table, prose as text.
func TestPastedValues(t *testing.T) {
	got := inside(t, "body", "text/plain", []byte("Hej\n\nnavn,konto,sum\nLærke Kofoed,DK11,25\nNanna Toft,DK12,250\nDitte Munk,DK13,17.5\n\nHilsen\n"))
	wantCells(t, got, []string{"navn", "konto", "sum"}, []string{"Lærke Kofoed", "DK11", "25"}, []string{"Nanna Toft", "DK12", "250"}, []string{"Ditte Munk", "DK13", "17.5"})
	wantCells(t, inside(t, "body", "text/plain", []byte("one, two, 3\nfour, five, 6\nseven, eight, 9\nten, eleven, 12\n")))
}

// TestCommasInCells wants the delimiter that parts the headings, too.
func TestCommasInCells(t *testing.T) {
	got := inside(t, "list.csv", "text/csv", []byte("navn;bopæl;nøgle\nKofoed, Lærke;Algade 4, Vejle;7\nToft, Nanna;Møllevej 9, Ribe;8\n"))
	wantCells(t, got, []string{"navn", "bopæl", "nøgle"}, []string{"Kofoed, Lærke", "Algade 4, Vejle", "7"}, []string{"Toft, Nanna", "Møllevej 9, Ribe", "8"})
}

// TestTablesOfText wants the cells of tables that are told by a line of rules, by
// a wiki's marks, or by where their words begin.
func TestTablesOfText(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"rules":   {"Med\n---\n\n======== ======= ==\nNavn     Middel  kl\n======== ======= ==\nIb Lund  Keppra  8\nBo Friis Ritalin 10\nAda Holm Keppra  8\n======== ======= ==\n", "Bo Friis|Ritalin|10"},
		"wiki":    {"Hei,\n\n||Elev||Tiltak||\n|Ada Holm|+25%|\n|Bo Friis|+50%|\n\nHilsen\n", "Bo Friis|+50%"},
		"aligned": {"NAME          CONVICTION\nIB LUND       THEFT\nBO FRIIS      ASSAULT\nADA HOLM      THEFT\nUWE BRANDT    THEFT\nKARL OTTOSSON THEFT\n", "BO FRIIS|ASSAULT"},
	} {
		var rows []string
		for _, r := range inside(t, "body", "text/plain", []byte(c.text)).rows {
			rows = append(rows, strings.Trim(strings.Join(r.Cells, "|"), "|"))
		}
		if !slices.Contains(rows, c.want) {
			t.Errorf("%s: rows %q; want one to be %q", name, rows, c.want)
		}
	}
}

// TestColumnsOfTheBeginning wants nothing lost of a text that was taken for a table
// by its beginning, nor of what stands left of the first column.
func TestColumnsOfTheBeginning(t *testing.T) {
	var letter, table fakeOutput
	if err := readFixed(&file{data: []byte("A letter without columns.\nAda Holm has the last word.\n")}, &letter); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(letter.all(), "Ada Holm has the last word.") {
		t.Errorf("the letter is lost: %q", letter.all())
	}
	rows := strings.Repeat("   Ib Lund   Keppra   8\n", 30) + "Ada Holm     Ritalin  10\n"
	if err := readFixed(&file{data: []byte(rows)}, &table); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(table.all(), "Ada Holm\tRitalin\t10") {
		t.Errorf("the last row lost its beginning: %q", table.all())
	}
}
