package detect

import (
	"context"
	"errors"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/tally"
)

// produced are the formats that LibreOffice makes of sheets and of texts.
var produced = map[string][]string{
	"fods": {"xlsx", "xls", "ods", "csv", "html", "pdf"},
	"fodt": {"docx", "doc", "odt", "rtf", "pdf"},
}

// TestProducedFiles has LibreOffice write leaks and ordinary tables and texts in
// its formats, in every language, and reads those files. It takes minutes and
// runs with EVAL_ROUNDS only.
func TestProducedFiles(t *testing.T) {
	if os.Getenv("EVAL_ROUNDS") == "" {
		t.Skip("EVAL_ROUNDS is not set")
	}
	if _, err := exec.LookPath("soffice"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip("LibreOffice is not installed: its formats are left out")
	}
	dir := t.TempDir()
	cases := map[string]evalCase{}
	for i := range evalLangs {
		for n, c := range producedCases(uint64(i*1000+7), &evalLangs[i]) {
			name, content := fmt.Sprintf("%s-%02d", c.lang, n), c.flat()
			ext := map[bool]string{true: ".fods", false: ".fodt"}[c.text == ""]
			cases[name+ext] = c
			if err := os.WriteFile(filepath.Join(dir, name+ext), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	var all tally.Tally
	for from, formats := range produced {
		for _, format := range formats {
			out := filepath.Join(dir, from+"-"+format)
			if err := convert(t.Context(), dir, from, format, out); err != nil {
				t.Fatal(err)
			}
			for name, c := range cases {
				if !strings.HasSuffix(name, from) {
					continue
				}
				file := strings.TrimSuffix(name, from) + format
				body, err := os.ReadFile(filepath.Join(out, file))
				if err != nil {
					t.Errorf("LibreOffice did not write %s: %v", file, err)
					continue
				}
				c.format = map[string]string{"fods": "sheet as ", "fodt": "text as "}[from] + format
				all.Add(c.judged(readFile(t, "list."+format, body)))
			}
		}
	}
	all.Print(t.Output())
	n, held, _ := all.Leaks()
	if held*100 < n*95 {
		t.Errorf("only %d of %d leaks in LibreOffice's files are held", held, n)
	}
	if n, held := all.Ordinary(); held*100 > n {
		t.Errorf("%d of %d ordinary files of LibreOffice's are held", held, n)
	}
}

// producedCases are a few tables and texts of a language.
func producedCases(seed uint64, l *evalLang) (cs []evalCase) {
	for _, layout := range []string{"full", "turned", "health"} {
		cs = append(cs, newGen(seed, l).table(layout, []string{"plain", "titled"}[len(cs)%2]))
	}
	cs = append(cs, newGen(seed, l).textual("blocks"), newGen(seed, l).textual("form"), newGen(seed, l).told("story"), newGen(seed, l).told("notes"))
	for _, kind := range []string{"schools", "orders", "results", "letter", "minutes"} {
		cs = append(cs, newGen(seed, l).ordinary(kind))
	}
	return append(cs, newGen(seed, l).quiet("news"))
}

// convert has LibreOffice write all files of a folder in a format.
func convert(ctx context.Context, dir, from, format, out string) error {
	files, err := filepath.Glob(filepath.Join(dir, "*."+from))
	if err != nil || len(files) == 0 {
		return errors.Join(err, fmt.Errorf("no %s files", from))
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Minute)
	defer cancel()
	args := append([]string{"--headless", "-env:UserInstallation=file://" + dir + "/profile", "--convert-to", format, "--outdir", out}, files...)
	if msg, err := exec.CommandContext(ctx, "soffice", args...).CombinedOutput(); err != nil {
		return fmt.Errorf("soffice --convert-to %s: %w: %s", format, err, msg)
	}
	return nil
}

// flat is a case as one of LibreOffice's flat XML files.
func (c evalCase) flat() string {
	var b strings.Builder
	kind, mime := "spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"
	if c.text != "" {
		kind, mime = "text", "application/vnd.oasis.opendocument.text"
	}
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2" office:mimetype=%q>
<office:body><office:%s>`, mime, kind)
	if c.text != "" {
		for line := range strings.Lines(strings.TrimRight(c.text, "\n")) {
			fmt.Fprintf(&b, "<text:p>%s</text:p>\n", html.EscapeString(strings.TrimRight(line, "\n")))
		}
	} else {
		b.WriteString(`<table:table table:name="Sheet1">`)
		for _, row := range c.rows {
			b.WriteString("<table:table-row>")
			for _, cell := range row {
				b.WriteString(flatCell(cell))
			}
			if len(row) == 0 {
				b.WriteString("<table:table-cell/>")
			}
			b.WriteString("</table:table-row>\n")
		}
		b.WriteString("</table:table>")
	}
	fmt.Fprintf(&b, "</office:%s></office:body></office:document>\n", kind)
	return b.String()
}

// flatCell is a cell; a date of ISO 8601 is one for LibreOffice, too.
func flatCell(cell string) string {
	if _, err := time.Parse(time.DateOnly, cell); err == nil {
		return fmt.Sprintf(`<table:table-cell office:value-type="date" office:date-value=%q><text:p>%s</text:p></table:table-cell>`, cell, cell)
	}
	return `<table:table-cell office:value-type="string"><text:p>` + html.EscapeString(cell) + `</text:p></table:table-cell>`
}

// reader is a detector's sink that keeps what could not be read.
type reader struct {
	*Detector
	unread []inspect.Unreadable
}

func (r *reader) Unreadable(u inspect.Unreadable) { r.unread = append(r.unread, u) }

// readFile has a file read and its people counted.
func readFile(t *testing.T, name string, body []byte) *inspect.Report {
	pool, err := evalPool()
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{Detector: New(inspect.Parties{Own: []string{"office.example"}}, Options{Today: evalToday})}
	if err := pool.Extract(t.Context(), inspect.File{Path: name, Name: name, Body: strings.NewReader(string(body))}, r); err != nil {
		t.Fatal(err)
	}
	gs, fs := r.Result()
	return &inspect.Report{People: gs, Findings: fs, Unreadable: r.unread}
}

// TestGeneratorRepeats: a seed makes the same messages whenever it is asked, and
// the same message has the same people and findings whenever it is read.
func TestGeneratorRepeats(t *testing.T) {
	for i := range evalLangs[:2] {
		a, b := evalCases(77, &evalLangs[i]), evalCases(77, &evalLangs[i])
		for j := range a {
			if a[j].text != b[j].text || a[j].people != b[j].people || !slices.EqualFunc(a[j].rows, b[j].rows, slices.Equal) {
				t.Fatalf("%s: %s differs from itself", a[j].lang, a[j].kind)
			}
			gs, fs := runCase(a[j])
			if again, found := runCase(a[j]); !slices.Equal(gs, again) || !slices.Equal(fs, found) {
				t.Errorf("%s: %s: %v at first, %v when read again", a[j].lang, a[j].kind, gs, again)
			}
		}
	}
}

// TestTie: a column of two special categories with as many cells each is decided
// alike every time.
func TestTie(t *testing.T) {
	c := evalCase{rows: [][]string{{"Navn", "Telefon", "Kolonne"}, {"Solvej Hvidt", "22 45 04 89", "astma"}, {"Svend Overgaard", "22 45 04 81", "katolik"},
		{"Tove Buch", "22 45 04 82", "epilepsi"}, {"Ellinor Munk", "22 45 04 83", "muslim"}, {"Dorthe Thygesen", "22 45 04 84", "blå"}}}
	gs, fs := run(c)
	for range 50 {
		if again, found := run(c); !slices.Equal(gs, again) || !slices.Equal(fs, found) {
			t.Fatalf("%v at first, %v later", gs, again)
		}
	}
}
