package inflate

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	fast "github.com/klauspost/compress/flate"
)

// packed are streams of every kind of block.
func packed(t testing.TB, plain []byte) (all [][]byte) {
	t.Helper()
	for _, level := range []int{0, 1, 6, 9, flate.HuffmanOnly} {
		var b bytes.Buffer
		w, err := flate.NewWriter(&b, level)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(plain)
		w.Close()
		all = append(all, b.Bytes())
	}
	return all
}

// samples are texts of all kinds: empty, of one letter, prose, noise, sheets, and
// matches near and far.
func samples() map[string][]byte {
	noise := make([]byte, 200_000)
	rand.NewChaCha8([32]byte{}).Read(noise)
	few := bytes.Clone(noise)
	for i := range few {
		few[i] = "abcdefgh<>"[few[i]%10]
	}
	sheet := strings.Repeat(`<c r="A1" s="4" t="s"><v>417</v></c>`, 9000)
	far := append(bytes.Clone(noise[:40_000]), noise[8000:40_000]...)
	skewed := make([]byte, 0, 300_000) // codes of up to 15 bits
	for i := range 17 {
		skewed = append(skewed, bytes.Repeat([]byte{byte(i)}, 1<<i)...)
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(skewed), func(i, j int) { skewed[i], skewed[j] = skewed[j], skewed[i] })
	return map[string][]byte{"nothing": {}, "one": {'x'}, "run": bytes.Repeat([]byte{'x'}, 100_000), "noise": noise, "few": few,
		"sheet": []byte(sheet), "far": far, "skewed": skewed, "short": []byte("the cat, the cats, the catalogue")}
}

func TestInflate(t *testing.T) {
	var r Reader
	for name, plain := range samples() {
		for _, data := range packed(t, plain) {
			r.Reset(append(bytes.Clone(data), "behind it"...), nil)
			got, err := io.ReadAll(&r)
			if err != nil || !bytes.Equal(got, plain) || r.Used() != len(data) {
				t.Errorf("%s: %d bytes came out of %d, %d of %d used, %v", name, len(got), len(plain), r.Used(), len(data), err)
			}
			var small bytes.Buffer
			r.Reset(data, nil)
			if _, err := io.CopyBuffer(struct{ io.Writer }{&small}, struct{ io.Reader }{&r}, make([]byte, 7)); err != nil || !bytes.Equal(small.Bytes(), plain) {
				t.Errorf("%s, by seven: %d bytes, %v", name, small.Len(), err)
			}
		}
	}
	if n, err := new(Reader).Read(make([]byte, 1)); n != 0 || err != io.EOF {
		t.Errorf("before Reset: %d %v", n, err)
	}
}

// A dictionary is what matches reach back into.
func TestDictionary(t *testing.T) {
	dictionary := samples()["noise"][:50_000]
	var b bytes.Buffer
	w, err := flate.NewWriterDict(&b, 9, dictionary)
	if err != nil {
		t.Fatal(err)
	}
	w.Write(dictionary[20_000:])
	w.Close()
	var r Reader
	r.Reset(b.Bytes(), dictionary)
	if got, err := io.ReadAll(&r); err != nil || !bytes.Equal(got, dictionary[20_000:]) || b.Len() > 5000 {
		t.Errorf("%d bytes out of %d, %v", len(got), b.Len(), err)
	}
	r.Reset(b.Bytes(), nil)
	if _, err := io.ReadAll(&r); !errors.Is(err, ErrCorrupt) {
		t.Errorf("without it: %v", err)
	}
}

// same fails when the standard library sees something else in a stream. Before the end
// of one that is cut off it gives up a few bits sooner.
func same(t *testing.T, r *Reader, data []byte) {
	t.Helper()
	src := bytes.NewReader(data)
	const most = 4 << 20
	want, wantErr := io.ReadAll(io.LimitReader(flate.NewReader(src), most))
	r.Reset(data, nil)
	got, err := io.ReadAll(io.LimitReader(r, most))
	switch {
	case !bytes.HasPrefix(got, want), len(got) > len(want)+8*longest, wantErr == nil && len(got) > len(want):
		t.Fatalf("%d bytes, want %d, of %x", len(got), len(want), data)
	case (err == nil) != (wantErr == nil):
		t.Fatalf("%v, want %v, of %x", err, wantErr, data)
	case err == nil && len(want) < most && r.Used() != len(data)-src.Len():
		t.Fatalf("%d bytes used, want %d, of %x", r.Used(), len(data)-src.Len(), data)
	}
}

// Streams with a bit changed, or cut off, are what the standard library finds in them.
func TestDamaged(t *testing.T) {
	var r Reader
	rnd := rand.New(rand.NewPCG(3, 4))
	for _, name := range []string{"short", "few", "skewed", "far", "one", "nothing"} {
		plain := samples()[name]
		for _, data := range packed(t, plain[:min(len(plain), 20_000)]) {
			for range 100 {
				harmed := bytes.Clone(data)
				at := rnd.IntN(len(harmed))
				if rnd.IntN(2) == 0 {
					at = rnd.IntN(min(len(harmed), 80)) // the codes
				}
				if harmed[at] ^= 1 << rnd.IntN(8); rnd.IntN(4) == 0 {
					harmed = harmed[:at]
				}
				same(t, &r, harmed)
			}
		}
	}
}

func FuzzInflate(f *testing.F) {
	for _, plain := range samples() {
		for _, data := range packed(f, plain[:min(len(plain), 3000)]) {
			f.Add(data)
		}
	}
	var r Reader
	f.Fuzz(func(t *testing.T, data []byte) { same(t, &r, data) })
}

func BenchmarkInflate(b *testing.B) {
	texts := samples()
	if prose, err := os.ReadFile(filepath.Join("..", "..", "..", "README.md")); err == nil {
		texts["prose"] = prose
	}
	for _, name := range []string{"sheet", "few", "prose", "short"} {
		data := packed(b, texts[name])[2]
		b.Run(name+", here", func(b *testing.B) {
			var r Reader
			b.SetBytes(int64(len(texts[name])))
			for b.Loop() {
				r.Reset(data, nil)
				io.Copy(io.Discard, struct{ io.Reader }{&r})
			}
		})
		b.Run(name+", klauspost", func(b *testing.B) {
			r := fast.NewReader(bytes.NewReader(data))
			b.SetBytes(int64(len(texts[name])))
			for b.Loop() {
				r.(fast.Resetter).Reset(bytes.NewReader(data), nil)
				io.Copy(io.Discard, struct{ io.Reader }{r})
			}
		})
	}
}
