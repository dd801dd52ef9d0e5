package known

import (
	"bytes"
	"errors"
	"fmt"
	"syscall"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect"
)

var testKey = bytes.Repeat([]byte{7}, KeySize)

func open(t testing.TB, ps ...Person) *List {
	t.Helper()
	b := NewBuilder(testKey)
	for _, p := range ps {
		if !b.Add(p) {
			t.Fatalf("%+v was left out", p)
		}
	}
	l, err := Open(b.File(time.Unix(0, 0)), testKey)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func matches(l *List, text string) (ms []Match) {
	r := (&Register{Lists: []*List{l}}).NewReader(func(_ *List, m Match) { ms = append(ms, m) }, nil)
	r.Text(inspect.Text{Text: text})
	r.End()
	return ms
}

var anna = Person{Given: "Ånna Maria", Family: "van der Bérg", Birth: "1984-03-12", Address: "Lange Dorpsstraat 4b", Postcode: "3851 AB",
	Phones: []string{"+31 6 2134 5678"}, Emails: []string{"Anna@Mail.example"}, IDs: []string{"1112.22.333"}, Member: "00471", Protected: true}

func TestWaysOfWriting(t *testing.T) {
	l := open(t, anna)
	for _, text := range []string{
		"anna berg, 12-03-1984", "BERG, Ånna van der; 12.3.84", "Anna\tBerg\t1984-03-12T00:00", "A. van der Berg, 12 maart 1984",
		"Anna Berg 0621345678", "Anna Berg 06-21 34 56 78", "anna@mail.example 111222333", "Berg Anna\n\nDorpsstraat 4 B\n3851ab Ermelo",
		"lidnr 471 van Anna Berg", "Geb. 12/03/1984, BSN 111.222.333", "anna@mail.example, Dorpsstraat 4",
	} {
		if n := len(matches(l, text)); n != 1 {
			t.Errorf("%q: %d matches", text, n)
		}
	}
}

func TestNobody(t *testing.T) {
	l := open(t, anna)
	for _, text := range []string{
		"", "Anna Berg", "12-03-1984", "Anna called; the mountain is a Berg", "471 on 12-03-1984", "3851 AB 9", "Dorpsstraat 4",
		"Anna Berg\n" + string(bytes.Repeat([]byte("a line of words\n"), 12)) + "12-03-1984", "06-21345678 and +31621345678",
	} {
		if ms := matches(l, text); len(ms) != 0 {
			t.Errorf("%q: %+v", text, ms)
		}
	}
}

func TestSecret(t *testing.T) {
	l := open(t, anna)
	for text, want := range map[string]bool{
		"Anna Berg, Dorpsstraat 4": true, "Dorpsstraat 4, 3851 AB Ermelo": true, "Anna Berg 0621345678": false,
	} {
		if ms := matches(l, text); len(ms) != 1 || ms[0].Secret != want {
			t.Errorf("%q: %+v", text, ms)
		}
	}
}

// A household shares its address and telephone.
func TestHousehold(t *testing.T) {
	at := Person{Full: "Bakker, Ida", Birth: "2014-05-01", Address: "Kerkweg 18, 3851 CD Ermelo", Phones: []string{"0341-551234"}}
	bram := at
	bram.Full = "Bram Bakker"
	l := open(t, at, bram)
	if ms := matches(l, "Ida Bakker, 1-5-2014, Kerkweg 18, 3851 CD, 0341 551234"); len(ms) != 1 || ms[0].Row != 0 {
		t.Errorf("%+v", ms)
	}
	if ms := matches(l, "Ida Bakker 1-5-2014\nBram Bakker 1-5-2014"); len(ms) != 2 {
		t.Errorf("twins: %+v", ms)
	}
}

func TestTooLittle(t *testing.T) {
	if NewBuilder(testKey).Add(Person{Full: "Anna Berg"}) {
		t.Error("a name alone was taken")
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	b := NewBuilder(testKey)
	b.Add(anna)
	file := b.File(time.Unix(0, 0))
	if _, err := Open(file, bytes.Repeat([]byte{8}, KeySize)); !errors.Is(err, ErrKey) {
		t.Errorf("another key: %v", err)
	}
	for i := range file {
		bad := bytes.Clone(file)
		bad[i] ^= 1
		if _, err := Open(bad, testKey); err == nil {
			t.Fatalf("byte %d changed and nobody noticed", i)
		}
		if _, err := Open(file[:i], testKey); !errors.Is(err, ErrDamaged) {
			t.Fatalf("cut at %d: %v", i, err)
		}
	}
}

// FuzzParse reads files whose seal would fit but whose numbers make no sense.
func FuzzParse(f *testing.F) {
	b := NewBuilder(testKey)
	b.Add(anna)
	file := b.File(time.Unix(0, 0))
	f.Add(file[:len(file)-32], "Anna Berg, 12-03-1984, Dorpsstraat 4, 3851 AB, 0621345678")
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		if l, err := parse(data, testKey); err == nil {
			matches(l, text)
			l.Protected()
		} else if !errors.Is(err, ErrDamaged) {
			t.Error(err)
		}
	})
}

// hundredThousand is a list of 100,000 people with all columns.
func hundredThousand(tb testing.TB) (l *List, size int) {
	build := NewBuilder(testKey)
	for i := range 100_000 {
		build.Add(Person{Given: fmt.Sprintf("Name%c%c", 'a'+i%26, 'a'+i/26%26), Family: fmt.Sprintf("Family%c%c", 'a'+i/676%26, 'a'+i/17576),
			Birth: fmt.Sprintf("%d-%02d-%02d", 1940+i%70, 1+i%12, 1+i%28), Address: fmt.Sprintf("Street%c %d", 'a'+i%26, i%200), Postcode: fmt.Sprint(1000 + i%9000),
			Phones: []string{fmt.Sprint(20000000 + i*7)}, Emails: []string{fmt.Sprintf("n%d@mail.example", i)}, Member: fmt.Sprint(100000 + i)})
	}
	file := build.File(time.Unix(0, 0))
	l, err := Open(file, testKey)
	if err != nil {
		tb.Fatal(err)
	}
	return l, len(file)
}

// office is a page of letters with a number in every line.
var office = inspect.Text{Text: string(bytes.Repeat([]byte("Dear Mette, thank you for the minutes of 12 March 2026. Order 4711 of 129,95 EUR was sent to\nthe school on Monday, please call +45 22 33 44 55 or write to office@own.example before Friday.\n\n\n"), 300))}

// measure reads the text again and again; cpu-MB/s is by the processor's time,
// which other load on the machine leaves alone.
func measure(b *testing.B, reg *Register, text inspect.Text) {
	const times = 20 // a message of a megabyte
	b.SetBytes(int64(times * len(text.Text)))
	b.ReportAllocs()
	var before, after syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &before)
	for b.Loop() {
		r := reg.NewReader(func(*List, Match) {}, func(Filled) {})
		for range times {
			r.Text(text)
		}
		r.End()
	}
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &after)
	spent := after.Utime.Nano() + after.Stime.Nano() - before.Utime.Nano() - before.Stime.Nano()
	b.ReportMetric(float64(b.N)*float64(times*len(text.Text))*1e3/float64(spent), "cpu-MB/s")
}

func BenchmarkPeople(b *testing.B) {
	l, size := hundredThousand(b)
	measure(b, &Register{Lists: []*List{l}}, office)
	b.ReportMetric(float64(size)/1e6, "file-MB")
}

// A protected address is known in the orders in which the neighbours write one,
// over two lines or in cells, and nobody's next door is.
func TestProtectedInEveryOrder(t *testing.T) {
	for _, c := range []struct {
		person         Person
		tells, ignores []string
	}{
		{Person{Full: "Freja Møller", Address: "Nørregade 12, 2. tv.", Postcode: "1165", Phones: []string{"22334455"}, Protected: true},
			[]string{"Nørregade 12, 2. tv., 1165 København K", "Nørregade 12\n1165 København K", "DK-1165 København, Nørregade 12", "Freja Møller bor i Nørregade 12", "Nørregade\t12\t1165\tKøbenhavn"},
			[]string{"Nørregade 14, 1165 København K", "Nørregade 12, 8000 Aarhus C", "Freja Møller, 1165 København"}},
		{Person{Full: "Jürgen Weiß", Address: "Lange Straße 4a", Postcode: "48143", Emails: []string{"jw@mail.example"}, Protected: true},
			[]string{"Lange Straße 4 a, 48143 Münster", "48143 Münster, Lange Strasse 4", "D-48143 Münster\nLange Straße 4a", "Weiß, Jürgen\nLange Straße 4", "LANGE STRASSE 4A\t48143\tMÜNSTER"},
			[]string{"Lange Straße 40, 48143 Münster", "Breite Gasse 4, 48143 Münster", "Jürgen Weiß, 48143 Münster"}},
		{Person{Given: "Sanne", Family: "de Boer", Address: "Dorpsstraat", House: "4 bis", Postcode: "3851 AB", Member: "471", Protected: true},
			[]string{"Dorpsstraat 4 bis, 3851 AB Ermelo", "3851AB 4, Dorpsstraat 4", "Dorpsstraat 4\n3851 AB  ERMELO", "S. de Boer, Dorpsstraat 4", "Dorpsstraat\t4\tbis\t3851 AB\tErmelo"},
			[]string{"Dorpsstraat 6, 3851 AB Ermelo", "Dorpsstraat 4, 3852 AB Ermelo", "Sanne de Boer, Ermelo"}},
		{Person{Full: "Alice Thornton", Address: "Flat 3, 12 Mill Lane", Postcode: "CB7 4JZ", Birth: "1984-03-12", Protected: true},
			[]string{"Flat 3, 12 Mill Lane, Ely, Cambridgeshire CB7 4JZ", "12 Mill Lane, Ely CB74JZ", "Alice Thornton, 12 Mill Lane", "12 Mill Lane\nEly\nCB7 4JZ"},
			[]string{"14 Mill Lane, Ely CB7 4JZ", "Alice Thornton lives in Ely", "12 Mill Road, Ely CB7 4JA"}},
	} {
		l := open(t, c.person)
		for _, text := range c.tells {
			if ms := matches(l, text); len(ms) != 1 || !ms[0].Secret {
				t.Errorf("%q: %+v", text, ms)
			}
		}
		for _, text := range c.ignores {
			for _, m := range matches(l, text) {
				if m.Secret {
					t.Errorf("%q: %+v", text, m)
				}
			}
		}
	}
}
