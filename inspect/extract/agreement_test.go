package extract

import (
	"bytes"
	"cmp"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// TestAgreement compares the different words found with those of LibreOffice and
// pdftotext, which read the same files. LibreOffice saves each file as a flat
// OpenDocument file, once, into a folder of the temporary one: minutes for the corpus.
func TestAgreement(t *testing.T) {
	for _, c := range []struct{ name, pattern, oracle string }{
		{"pdf", "pdf/*.pdf", "pdftotext"}, {"invoices", "invoices/*.pdf", "pdftotext"},
		{"xlsx", "office/*.xlsx", "fods"}, {"xlsm", "office/*.xlsm", "fods"}, {"xlsb", "office/*.xlsb", "fods"}, {"xls", "office/*.xls", "fods"},
		{"docx", "office/*.do[ct][xm]", "fodt"}, {"doc", "office/*.doc", "fodt"},
		{"pptx", "office/*.pptx", "fodp"}, {"ppt", "office/*.ppt", "fodp"},
	} {
		t.Run(c.name, func(t *testing.T) { agreement(t, corpusFiles(t, c.pattern), nil, c.pattern, c.oracle) })
	}
}

// TestAgreementSaved does the same with what LibreOffice makes of some of these
// files in the formats that the corpus lacks: the words are those of the originals.
func TestAgreementSaved(t *testing.T) {
	for _, c := range []struct{ format, pattern, oracle string }{
		{"ods", "office/*.xlsx", "fods"}, {"odt", "office/*.docx", "fodt"}, {"odp", "office/*.pptx", "fodp"}, {"rtf", "office/*.docx", "fodt"}, {"html", "office/*.docx", "fodt"},
	} {
		t.Run(c.format, func(t *testing.T) {
			files := corpusFiles(t, c.pattern)
			files = slices.DeleteFunc(files, func(path string) bool { return strings.Contains(path, "clusterfuzz") })
			files = files[:min(len(files), savedFiles)]
			convert(t, files, c.format)
			var saved []string
			originals := map[string]string{}
			for _, path := range files {
				if info, err := os.Stat(converted(path, c.format)); err == nil && info.Size() > 0 {
					saved = append(saved, converted(path, c.format))
					originals[converted(path, c.format)] = path
				}
			}
			convert(t, files, c.oracle)
			agreement(t, saved, originals, c.format, c.oracle)
		})
	}
}

// savedFiles is how many files are saved in each format.
const savedFiles = 20

// agreement compares files with what an oracle finds in them, or in their originals.
func agreement(t *testing.T, files []string, originals map[string]string, pattern, oracle string) {
	p := newTestPool(t, Options{})
	var shares []float64
	type poor struct {
		share float64
		note  string
	}
	var worst []poor
	if oracle != "pdftotext" && originals == nil {
		convert(t, files, oracle)
	}
	for _, path := range files {
		if strings.Contains(path, "clusterfuzz") { // broken containers, which LibreOffice opens as text
			continue
		}
		if why := misread[filepath.Base(path)]; why != "" {
			t.Logf("left out %s: %s", filepath.Base(path), why)
			continue
		}
		want := oracleWords(t, cmp.Or(originals[path], path), oracle)
		if len(want) < 5 {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		got := extract(t, p, filepath.Base(path), data)
		have := map[string]int{}
		countWords(have, got.all())
		if oracle == "pdftotext" { // it joins words that a hyphen parts at a line's end
			countWords(have, unhyphenated(got.all()))
		}
		hit, total := 0, len(want)
		var missing []string
		for w := range want {
			if have[w] > 0 {
				hit++
			} else {
				missing = append(missing, w)
			}
		}
		share := float64(hit) / float64(total)
		shares = append(shares, share)
		if share < 0.95 {
			slices.Sort(missing)
			worst = append(worst, poor{share, fmt.Sprintf("%s (%d words) lacks %.120q; %v", filepath.Base(path), total, missing[:min(len(missing), 8)], got.unread)})
		}
	}
	slices.SortFunc(worst, func(a, b poor) int { return cmp.Compare(a.share, b.share) })
	for _, w := range worst {
		t.Logf("%5.1f %% %s", 100*w.share, w.note)
	}
	over := func(limit float64) float64 {
		n := 0
		for _, s := range shares {
			if s >= limit {
				n++
			}
		}
		return 100 * float64(n) / float64(max(len(shares), 1))
	}
	t.Logf("AGREEMENT %s: %d files, %.1f %% with 95 %% of the words, %.1f %% with 90 %%", pattern, len(shares), over(0.95), over(0.90))
}

// misread are the files that pdftotext 22.12 itself reads otherwise than they show, as
// pdftoppm draws them, and those that LibreOffice 7.4 saves without some of their words.
var misread = map[string]string{
	"pdf_pdfjs__XiaoBiaoSong.pdf":          "Chinese in GBK, which it takes for Latin letters",
	"office_poi__document__60316.docx.rtf": "the input fields of the original are not in it",
	"pdf_pdfjs__bug1157493.pdf":            "net: \"host\" in Courier, of which it makes a word of each letter",
	"pdf_pdfjs__issue2017r.pdf":            "àâçéèêîïôüœ’ by the font's own table of Macintosh codes, of which it makes ˆ‰•Ž and the like",
	"pdf_pdfjs__issue13211.pdf":            "fractions, of which it makes 21 and 89, numerator and denominator in one number",
	"pdf_pdfjs__Type3WordSpacing.pdf":      "boxes and triangles, no letters; which of them are a word is for nobody to say",
}

// unhyphenated gives what words are without one of their hyphens, each in turn.
func unhyphenated(text string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(strings.ReplaceAll(text, "-\n", "-")) {
		parts := strings.Split(w, "-")
		for i := 1; i < len(parts); i++ {
			b.WriteString(parts[i-1] + parts[i] + " ")
		}
	}
	return b.String()
}

// countWords counts words of letters and digits, without case and in whatever form
// they are presented: pdftotext gives Arabic letters as they are joined.
func countWords(words map[string]int, text string) {
	for _, w := range strings.FieldsFunc(strings.ToLower(norm.NFKC.String(text)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		words[w]++
	}
}

// oracleWords gives the words another program found; none when it cannot read the file.
func oracleWords(t *testing.T, path, oracle string) map[string]int {
	words := map[string]int{}
	if oracle == "pdftotext" {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		if out, err := exec.CommandContext(ctx, "pdftotext", path, "-").Output(); err == nil {
			countWords(words, string(out))
		}
		return words
	}
	out, err := os.ReadFile(converted(path, oracle))
	if err == nil {
		countWords(words, flatWords(out))
	}
	return words
}

// converted is where LibreOffice's reading of a file lies; empty when it could not.
func converted(path, format string) string {
	return filepath.Join(os.TempDir(), "postlock-oracle", format, filepath.Base(path)+"."+format)
}

// convert has LibreOffice save what it has not yet saved, many files at a time, and
// alone those that others did not come past. What takes too long is not compared.
func convert(t *testing.T, files []string, format string) {
	missing := func() []string {
		return slices.DeleteFunc(slices.Clone(files), func(path string) bool {
			_, err := os.Stat(converted(path, format))
			return err == nil
		})
	}
	if err := os.MkdirAll(filepath.Dir(converted("", format)), 0o700); err != nil {
		t.Fatal(err)
	}
	end := time.Now().Add(maxConverting)
	if limit, ok := t.Deadline(); ok && limit.Add(-maxConverting).Before(end) {
		end = limit.Add(-maxConverting)
	}
	for batch := range slices.Chunk(missing(), 10) {
		if left := time.Until(end); left > 0 {
			save(t, batch, format, min(left, maxConverting/2))
		}
	}
	for _, path := range missing() {
		began := time.Now()
		if began.After(end) || len(save(t, []string{path}, format, oneConverting)) == 0 || time.Since(began) > oneConverting {
			continue // what there was no time for may be tried again
		}
		if err := os.WriteFile(converted(path, format), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// maxConverting is how long LibreOffice may work on the files of one format: minutes
// on a machine that does other things as well. oneConverting is for a file by itself.
const (
	maxConverting = 4 * time.Minute
	oneConverting = 40 * time.Second
)

// save has LibreOffice save files within a time, and gives those that it did not.
func save(t *testing.T, files []string, format string, within time.Duration) (left []string) {
	temp := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), within)
	defer cancel()
	args := []string{"--headless", "-env:UserInstallation=file://" + temp + "/profile", "--convert-to", format, "--outdir", temp}
	for i, path := range files { // of one name, but for the extension
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		copied := filepath.Join(temp, "in", fmt.Sprint(i)+filepath.Ext(path))
		if err := errors.Join(os.MkdirAll(filepath.Dir(copied), 0o700), os.WriteFile(copied, data, 0o600)); err != nil {
			t.Fatal(err)
		}
		args = append(args, copied)
	}
	cmd := exec.CommandContext(ctx, "soffice", args...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // soffice is a script
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	_ = cmd.Run()
	for i, path := range files {
		data, err := os.ReadFile(filepath.Join(temp, fmt.Sprint(i)+"."+format))
		if err != nil || len(data) == 0 {
			left = append(left, path)
			continue
		}
		if err := os.WriteFile(converted(path, format), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return left
}

// flatWords are the words of a flat OpenDocument file's body. Left out is what
// LibreOffice makes itself and the file does not hold: fields that it computes
// anew (page numbers, dates, names of files), the results of formulas, numbers and
// dates in the formats of its own language, the tables it invents for charts.
func flatWords(data []byte) string {
	d := xml.NewDecoder(bytes.NewReader(data))
	var b strings.Builder
	body, skip := 0, 0
	pivot := bytes.Contains(data, []byte("<table:data-pilot-table "))
	for {
		tok, err := d.Token()
		if err != nil {
			return b.String()
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			name := tok.Name.Local
			if name == "body" {
				body++
			}
			if skip > 0 || ownMaking(tok) {
				skip++
			}
			if !strings.Contains(" span a ruby ruby-base bookmark bookmark-start bookmark-end soft-page-break meta ", " "+name+" ") {
				b.WriteByte(' ')
			}
		case xml.EndElement:
			if tok.Name.Local == "body" {
				body--
			}
			if skip > 0 {
				skip--
			}
			if tok.Name.Local == "p" || tok.Name.Local == "h" {
				b.WriteByte(' ')
			}
		case xml.CharData:
			if body > 0 && skip == 0 && !(pivot && pivotMade(string(tok))) {
				b.Write(tok)
			}
		}
	}
}

// pivotMade tells the headings of a pivot table, which LibreOffice makes anew.
func pivotMade(text string) bool {
	return strings.HasSuffix(text, " Result") || strings.HasPrefix(text, "Sum - ") || strings.HasPrefix(text, "Sum of ") || strings.HasPrefix(text, "Count - ")
}

// ownMaking tells the elements that flatWords leaves out.
func ownMaking(e xml.StartElement) bool {
	if e.Name.Local == "meta" && strings.Contains(e.Name.Space, "office") { // of a document inside: its own name and version
		return true
	}
	switch e.Name.Local {
	case "page-number", "page-count", "page-continuation", "date", "time", "file-name", "sheet-name", "chapter", "template-name", "paragraph-count", "word-count",
		"character-count", "creation-date", "creation-time", "modification-date", "modification-time", "print-date", "editing-duration", "editing-cycles", "sequence",
		"expression", "variable-set", "variable-get", "binary-data", "chart", "scripts", "forms", "settings", "creator", "bookmark-ref", "sequence-ref", "reference-ref",
		"date-string", "event-listeners", "database-ranges", "named-expressions", "calculation-settings", "content-validations":
		return true
	}
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "formula":
			return e.Name.Local == "table-cell"
		case "value-type":
			if e.Name.Local == "table-cell" && a.Value != "string" {
				return true
			}
		case "placeholder":
			return a.Value == "true"
		}
	}
	return false
}
