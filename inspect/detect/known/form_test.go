package known

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect"
)

// blank is a form as an office has it; {} is filled in.
const blank = `Mitteilung einer möglichen Kindeswohlgefährdung
Vertraulich, nur an das Jugendamt der Stadt Musterhausen
Bitte füllen Sie dieses Formular aus, wenn Ihnen gewichtige Anhaltspunkte für die Gefährdung eines Kindes bekannt werden.
Name, Vorname: {}	Geburtsdatum: {}
Anschrift
{}
Schule oder Kita: {}
Mutter: {}
Vater: {}
Telefonisch erreichbar unter: {}
Was wurde wann beobachtet?
{}
Meldende Stelle: {}
Ort, Datum, Unterschrift: {}`

var entries = []string{"Kaya, Mehmet", "03.04.2016", "Lindenweg 7, 48143 Münster", "Gymnasium Nord", "Annegret Weiß", "Uwe Brandt", "0251 999123",
	"Der Junge kommt seit Wochen ohne Frühstück und mit blauen Flecken in die Gruppe.", "Sozialstation Süd", "12. Mai, Schröder"}

// fill writes entries into the first n places and dots into the others.
func fill(form string, n int) string {
	for i := 0; strings.Contains(form, "{}"); i++ {
		entry := "......"
		if i < n {
			entry = entries[i%len(entries)]
		}
		form = strings.Replace(form, "{}", entry, 1)
	}
	return form
}

func openForm(t testing.TB, blanks ...string) *Form {
	t.Helper()
	b := NewFormBuilder(testKey)
	for _, s := range blanks {
		b.Text(inspect.Text{Text: s})
		if err := b.End(); err != nil {
			t.Fatal(err)
		}
	}
	f, err := OpenForm(b.File(time.Unix(0, 0)), testKey)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func filledIn(f *Form, texts ...inspect.Text) (fs []Filled) {
	r := (&Register{Forms: []*Form{f}}).NewReader(nil, func(x Filled) { fs = append(fs, x) })
	for _, t := range texts {
		r.Text(t)
	}
	r.End()
	return fs
}

func TestForms(t *testing.T) {
	f := openForm(t, fill(blank, 0))
	other := strings.NewReplacer("Stadt Musterhausen", "Gemeinde Neustadt", "Mutter: {}", "Staatsangehörigkeit: {}\nMutter: {}",
		"Vertraulich", "Neu: Die Meldung kann auch über das Portal abgegeben werden.\nStreng vertraulich").Replace(blank)
	lines := strings.Split(blank, "\n")
	moved := strings.Join(append(append(lines[:3:3], lines[7:]...), lines[3:7]...), "\n")
	letter := strings.Repeat("Sehr geehrte Frau Vogt, anbei die Unterlagen zu unserem Gespräch über die Gruppe und das neue Dach.\n", 20)
	long := strings.Repeat(letter, 40)
	for _, c := range []struct {
		name string
		text string
		want int
	}{
		{"blank", fill(blank, 0), 0},
		{"filled", fill(blank, 10), 1},
		{"partly filled", fill(blank, 4), 1},
		{"blank with the name of whom it is for", fill(blank, 1), 0},
		{"another year's blank", fill(other, 0), 0},
		{"another year's, filled", fill(other, 10), 1},
		{"lines moved, blank", fill(moved, 0), 0},
		{"lines moved, filled", fill(moved, 10), 1},
		{"in a letter", letter + fill(blank, 10) + letter, 1},
		{"in a long text, across blocks", long + fill(blank, 10) + long, 1},
		{"three, and a blank between", fill(blank, 10) + "\n" + fill(blank, 0) + "\n" + fill(blank, 9) + "\n" + fill(blank, 8), 3},
		{"the same twice", fill(blank, 10) + "\n" + fill(blank, 10), 1},
		{"half of it missing", strings.Join(strings.Split(fill(blank, 10), "\n")[7:], "\n"), 0},
		{"a letter about it", "Bitte füllen Sie das Formular aus. Mutter: Annegret Weiß, Vater: Uwe Brandt, Anschrift Lindenweg 7, Geburtsdatum 03.04.2016", 0},
		{"nothing", "", 0},
	} {
		fs := filledIn(f, inspect.Text{Place: inspect.Place{Path: "a.docx", Part: "page 1"}, Text: c.text})
		if len(fs) != c.want {
			t.Errorf("%s: %d filled, want %d: %+v", c.name, len(fs), c.want, fs)
		}
	}
}

// Both editions see a blank of the newer; only the older finds something new in it.
func TestEditions(t *testing.T) {
	labels := strings.Replace(blank, "Mutter: {}", "Muttersprache: {}\nKrankenkasse: {}\nReligion: {}\nStaatsangehörigkeit: {}\nMutter: {}", 1)
	f := openForm(t, fill(blank, 0), fill(labels, 0))
	for n, want := range map[int]int{0: 0, 10: 1} {
		if fs := filledIn(f, inspect.Text{Text: fill(labels, n)}); len(fs) != want {
			t.Errorf("%d entries: %+v", n, fs)
		}
	}
}

// Every page repeats the heading, and tables come as rows.
func TestFormOverPages(t *testing.T) {
	f := openForm(t, fill(blank, 0))
	var fs []Filled
	r := (&Register{Forms: []*Form{f}}).NewReader(nil, func(x Filled) { fs = append(fs, x) })
	lines := strings.Split(fill(blank, 10), "\n")
	r.Text(inspect.Text{Place: inspect.Place{Path: "a.pdf", Part: "page 1"}, Text: strings.Join(lines[:3], "\n")})
	for _, l := range lines[3:8] {
		r.Row(inspect.Row{Place: inspect.Place{Path: "a.pdf", Part: "page 1"}, Cells: strings.SplitN(l, ": ", 2)})
	}
	r.Text(inspect.Text{Place: inspect.Place{Path: "a.pdf", Part: "page 2"}, Text: strings.Join(append(lines[:2:2], lines[8:]...), "\n")})
	r.Text(inspect.Text{Place: inspect.Place{Path: "b.pdf", Part: "page 1"}, Text: fill(blank, 7)})
	r.End()
	if len(fs) != 2 || fs[0].Where.String() != "a.pdf > page 1" || fs[1].Where.Path != "b.pdf" || fs[0].Likeness < .95 || fs[0].Entries < 8 {
		t.Errorf("%+v", fs)
	}
}

func TestBlankThatTellsNothing(t *testing.T) {
	b := NewFormBuilder(testKey)
	b.Text(inspect.Text{Text: "Name, Vorname, Adresse, Telefon, Datum, Unterschrift"})
	if err := b.End(); err == nil || !strings.Contains(err.Error(), "6 different words") {
		t.Error(err)
	}
	b.Unreadable(inspect.Unreadable{Where: inspect.Place{Path: "a.docx"}, Why: inspect.Encrypted})
	if err := b.End(); err == nil || !strings.Contains(err.Error(), "a.docx (encrypted)") {
		t.Error(err)
	}
	b.Text(inspect.Text{Text: strings.Repeat("wort ", mostWords+1)})
	if err := b.End(); err == nil || !strings.Contains(err.Error(), "book") {
		t.Error(err)
	}
}

func TestOpenFormSaysWhatIsWrong(t *testing.T) {
	b := NewFormBuilder(testKey)
	b.Text(inspect.Text{Text: fill(blank, 0)})
	if err := b.End(); err != nil {
		t.Fatal(err)
	}
	file := b.File(time.Unix(0, 0))
	if _, err := OpenForm(file, bytes.Repeat([]byte{8}, KeySize)); !errors.Is(err, ErrKey) {
		t.Errorf("another key: %v", err)
	}
	if _, err := Open(file, testKey); !errors.Is(err, ErrDamaged) {
		t.Errorf("as a list: %v", err)
	}
	for i := range file {
		bad := bytes.Clone(file)
		bad[i] ^= 1
		if _, err := OpenForm(bad, testKey); err == nil {
			t.Fatalf("byte %d changed and nobody noticed", i)
		}
		if _, err := OpenForm(file[:i], testKey); !errors.Is(err, ErrDamaged) {
			t.Fatalf("cut at %d: %v", i, err)
		}
	}
}

// FuzzForm reads files whose seal would fit but whose numbers make no sense, and
// any text with them.
func FuzzForm(f *testing.F) {
	b := NewFormBuilder(testKey)
	b.Text(inspect.Text{Text: fill(blank, 0)})
	if err := b.End(); err != nil {
		f.Fatal(err)
	}
	file := b.File(time.Unix(0, 0))
	f.Add(file[:len(file)-32], fill(blank, 10))
	f.Add(file[:len(file)-32], fill(blank, 10)+fill(blank, 5))
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		form, err := parseForm(data, testKey)
		if err != nil {
			if !errors.Is(err, ErrDamaged) {
				t.Error(err)
			}
			return
		}
		for _, x := range filledIn(form, inspect.Text{Text: text}, inspect.Text{Place: inspect.Place{Path: "b"}, Text: text + text}) {
			if x.Likeness < leastLikeness || x.Likeness > 1 || x.Entries < fewestEntries {
				t.Errorf("%+v", x)
			}
		}
	})
}

func BenchmarkForms(b *testing.B) {
	b.Run("letters", func(b *testing.B) { measure(b, &Register{Forms: []*Form{openForm(b, fill(blank, 0))}}, office) })
	b.Run("filled", func(b *testing.B) {
		text := inspect.Text{Text: strings.Repeat(fill(blank, 10)+"\n", 80)}
		measure(b, &Register{Forms: []*Form{openForm(b, fill(blank, 0))}}, text)
	})
}
