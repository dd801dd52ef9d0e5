package extract

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
)

// fakeOutput keeps everything a reader gives.
type fakeOutput struct {
	texts    []inspect.Text
	rows     []inspect.Row
	unread   []inspect.Unreadable
	children []file
	limit    int // rows and texts after which it says stopped; 0 for none
}

func (o *fakeOutput) text(part string, line int, hidden bool, s string) {
	o.texts = append(o.texts, inspect.Text{Place: inspect.Place{Part: part, Line: line}, Hidden: hidden, Text: s})
}

func (o *fakeOutput) row(r inspect.Row) {
	r.Cells = append([]string(nil), r.Cells...)
	r.HiddenCells = append([]bool(nil), r.HiddenCells...)
	o.rows = append(o.rows, r)
}

func (o *fakeOutput) unreadable(part string, why inspect.Why, detail string) {
	o.unread = append(o.unread, inspect.Unreadable{Where: inspect.Place{Part: part}, Why: why, Detail: detail})
}

func (o *fakeOutput) child(name string, data []byte, hidden bool) {
	o.children = append(o.children, file{name: name, data: append([]byte(nil), data...), hidden: hidden})
}

func (o *fakeOutput) stopped() bool {
	return o.limit > 0 && len(o.texts)+len(o.rows)+len(o.children) > o.limit
}

// all is every word given, one line a text or row.
func (o *fakeOutput) all() string {
	var b strings.Builder
	for _, t := range o.texts {
		b.WriteString(t.Text + "\n")
	}
	for _, r := range o.rows {
		b.WriteString(strings.Join(r.Cells, "\t") + "\n")
	}
	return b.String()
}

func (o *fakeOutput) dump() string {
	var b strings.Builder
	for _, t := range o.texts {
		fmt.Fprintf(&b, "text %q hidden=%v %q\n", t.Place, t.Hidden, t.Text)
	}
	for _, r := range o.rows {
		fmt.Fprintf(&b, "row %q:%d table=%d head=%v hidden=%v %q %v\n", r.Place, r.Place.Line, r.Table, r.Header, r.Hidden, r.Cells, r.HiddenCells)
	}
	for _, u := range o.unread {
		fmt.Fprintf(&b, "unreadable %q %s %s\n", u.Where, u.Why, u.Detail)
	}
	for _, c := range o.children {
		fmt.Fprintf(&b, "child %q %d bytes hidden=%v\n", c.name, len(c.data), c.hidden)
	}
	return b.String()
}

// readFixture reads a file of testdata.
func readFixture(t *testing.T, name string, read reader) *fakeOutput {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	out := &fakeOutput{}
	if err := read(&file{path: name, name: name, data: data}, out); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return out
}

// legacyReaders are the readers of this file's formats by file ending.
func legacyReaders() map[string]reader {
	return map[string]reader{"xls": readXLS, "doc": readOLE, "ppt": readOLE, "xlsb": readXLSB, "rtf": readRTF, "msg": readOLE, "dat": readTNEF,
		"vcf": readVCard, "ics": readICal, "ldif": readLDIF, "mbox": readMbox}
}

// corpus is the folder with other people's files beside a checkout, "" when
// it is not there.
func corpus() string {
	const dir = "../../../shared/corpus"
	if _, err := os.Stat(dir); err != nil {
		return ""
	}
	return dir
}

// words splits as search engines do. Numbers are left to the unit tests: peers
// show dates, thousands, exponents and errors in ways of their own.
func words(s string) map[string]bool {
	shown := "value err error ref nan am pm jan feb mar apr may jun jul aug sep oct nov dec " +
		"january february march april june july august september october november december sat saturday"
	set := map[string]bool{}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(w) > 1 && !unicode.IsDigit(rune(w[0])) && strings.ContainsFunc(w, unicode.IsLetter) && !slices.Contains(strings.Fields(shown), strings.ToLower(w)) {
			set[strings.ToLower(w)] = true
		}
	}
	return set
}

// peer is another reader of a format.
type peer struct {
	name string
	read func(path string) string
	// least is the share of files that must have 95 % of its words.
	least float64
}

// noise tells files that catdoc takes in another charset, or of which it prints
// what is no text; LibreOffice agrees with us there.
func (p peer) noise(path string) bool {
	name := path[strings.LastIndex(path, "__")+2:]
	return p.name != "LibreOffice" && slices.Contains([]string{"52117.doc", "52420.doc", "TestChineseProperties.doc",
		"12561-2.xls", "12843-2.xls", "44235.xls"}, name)
}

// peers are the readers found on this machine: catdoc's family, and the texts
// LibreOffice made beforehand into the folder LEGACY_ORACLE, NAME.lo for each
// file (it takes seconds a file).
func peers(ext string) (all []peer) {
	command := map[string]string{"xls": "xls2csv", "doc": "catdoc", "ppt": "catppt"}[ext]
	if path, err := exec.LookPath(command); err == nil && command != "" {
		all = append(all, peer{command, func(file string) string {
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
			defer cancel()
			out, _ := exec.CommandContext(ctx, path, "-d", "utf-8", file).Output()
			return string(out)
		}, 0.95})
	}
	if dir := os.Getenv("LEGACY_ORACLE"); dir != "" {
		least := 0.95
		if ext == "ppt" { // made by way of PDF, which cuts words, and with charts that are files of their own
			least = 0.75
		}
		all = append(all, peer{"LibreOffice", func(file string) string {
			b, _ := os.ReadFile(filepath.Join(dir, filepath.Base(file)+".lo"))
			return string(b)
		}, least})
	}
	return all
}

// TestLegacyRecall compares the words found in the office files of the corpus,
// and in those of the folder LEGACY_MADE, with what peers find. Fuzzed files
// are left out: what peers find in them is noise.
func TestLegacyRecall(t *testing.T) {
	if corpus() == "" || testing.Short() {
		t.Log("no corpus beside the checkout: nothing compared")
		return
	}
	for ext, read := range legacyReaders() {
		files, _ := filepath.Glob(filepath.Join(corpus(), "office", "*."+ext))
		if made := os.Getenv("LEGACY_MADE"); made != "" {
			more, _ := filepath.Glob(filepath.Join(made, "*."+ext))
			files = append(files, more...)
		}
		files = slices.DeleteFunc(files, func(path string) bool { return strings.Contains(path, "clusterfuzz") })
		for _, p := range peers(ext) {
			recallAgainst(t, p, ext, files, read)
		}
	}
}

// recallAgainst prints the files that lack words a peer has found.
func recallAgainst(t *testing.T, p peer, ext string, files []string, read reader) {
	good, compared := 0, 0
	for _, path := range files {
		want, missing := words(p.read(path)), []string{}
		if len(want) == 0 || p.noise(path) {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out := &fakeOutput{}
		err = read(&file{path: filepath.Base(path), data: data}, out)
		have := words(out.all())
		for w := range want {
			if !have[w] {
				missing = append(missing, w)
			}
		}
		compared++
		if recall := 1 - float64(len(missing))/float64(len(want)); recall < 0.95 {
			slices.Sort(missing)
			t.Logf("  %.2f of %d %s: missing %q %v %v", recall, len(want), filepath.Base(path), missing[:min(len(missing), 12)], err, out.unread)
			continue
		}
		good++
	}
	if compared == 0 {
		return
	}
	t.Logf("%-4s against %-11s: %3d files compared, %5.1f %% with at least 95 %% of the words", ext, p.name, compared, 100*float64(good)/float64(max(compared, 1)))
	if float64(good) < p.least*float64(compared) {
		t.Errorf("%s: only %d of %d files have the words %s finds", ext, good, compared, p.name)
	}
}

// TestLegacyOutcomes reads every office file of the corpus. Those that nobody broke on
// purpose are read without complaint, but for a few whose fault is known.
func TestLegacyOutcomes(t *testing.T) {
	known := map[string]string{
		"word2.doc":               "no compound file",
		"TestRobert_Flaherty.doc": "a workbook called doc",
		"unknown_properties.msg":  "streams cut short",
		"protected_passtika.xlsb": "encrypted: a compound file",
	}
	for ext, read := range legacyReaders() {
		if corpus() == "" {
			continue
		}
		files, _ := filepath.Glob(filepath.Join(corpus(), "office", "*."+ext))
		for _, path := range files {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			out := &fakeOutput{}
			err = read(&file{path: filepath.Base(path), data: data}, out)
			odd := slices.ContainsFunc(out.unread, func(u inspect.Unreadable) bool { return u.Why != inspect.Encrypted })
			if err == nil && !odd || strings.Contains(path, "clusterfuzz") {
				continue
			}
			if name := path[strings.LastIndex(path, "__")+2:]; known[name] == "" {
				t.Errorf("%s: %v %v", path, err, out.unread)
			}
		}
	}
}

// seedFixtures adds files of testdata as seeds.
func seedFixtures(f *testing.F, names ...string) {
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
}

// fuzzReader reads any bytes: no panic, no hang, text in UTF-8.
func fuzzReader(f *testing.F, read reader) {
	f.Fuzz(func(t *testing.T, data []byte) {
		out := &fakeOutput{limit: 10000}
		_ = read(&file{path: "x", data: data}, out)
		checkOutput(t, out)
	})
}

// checkOutput holds the promises every reader makes.
func checkOutput(t *testing.T, out *fakeOutput) {
	t.Helper()
	for _, x := range out.texts {
		if !utf8.ValidString(x.Text) {
			t.Errorf("text %q is not UTF-8", x.Text)
		}
	}
	for _, r := range out.rows {
		for _, c := range r.Cells {
			if !utf8.ValidString(c) {
				t.Errorf("cell %q is not UTF-8", c)
			}
		}
		if r.HiddenCells != nil && len(r.HiddenCells) != len(r.Cells) {
			t.Errorf("%d cells, %d marks", len(r.Cells), len(r.HiddenCells))
		}
	}
}

// BenchmarkLegacy reads all files of a format in the corpus.
func BenchmarkLegacy(b *testing.B) {
	for ext, read := range legacyReaders() {
		paths, _ := filepath.Glob(filepath.Join(corpus(), "office", "*."+ext))
		var files [][]byte
		size := 0
		for _, path := range paths {
			if data, err := os.ReadFile(path); err == nil {
				files, size = append(files, data), size+len(data)
			}
		}
		if len(files) == 0 {
			continue
		}
		b.Run(ext, func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				for _, data := range files {
					_ = read(&file{data: data}, &fakeOutput{})
				}
			}
		})
	}
}
