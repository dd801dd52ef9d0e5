package deflate

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

// samples are what compressors treat in different ways: text, noise, runs, cells.
func samples() map[string][]byte {
	r := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 200_000)
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	var cells, skewed strings.Builder
	for i := range 20_000 {
		cells.WriteString(`<c r="A` + strings.Repeat("7", i%5) + `" t="s"><v>` + string(rune('0'+r.IntN(10))) + "</v></c>")
		skewed.WriteString(strings.Repeat("e", 1<<r.IntN(9)) + string(rune(r.IntN(256)))) // long codes
	}
	return map[string][]byte{"nothing": nil, "one byte": {7}, "noise": noise, "run": bytes.Repeat([]byte("a"), 300_000),
		"pairs": bytes.Repeat([]byte("ab"), 100_000), "sevens": bytes.Repeat([]byte("abcdefg"), 30_000),
		"cells": []byte(cells.String()), "skewed": []byte(skewed.String())}
}

func pack(t testing.TB, data []byte, level int, dictionary []byte) []byte {
	var b bytes.Buffer
	w, err := flate.NewWriterDict(&b, level, dictionary)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestReader reads what Go packs at all levels, with one reader for all.
func TestReader(t *testing.T) {
	var r Reader
	for name, data := range samples() {
		for level := flate.HuffmanOnly; level <= flate.BestCompression; level++ {
			for _, dictionary := range [][]byte{nil, data[:len(data)/3]} {
				packed := pack(t, data, level, dictionary)
				r.Reset(append(packed[:len(packed):len(packed)], "behind it"...), dictionary, false)
				got, err := io.ReadAll(&r)
				if err != nil || !bytes.Equal(got, data) || r.Used() != len(packed) {
					t.Errorf("%s, level %d: %v, %d of %d bytes, used %d of %d", name, level, err, len(got), len(data), r.Used(), len(packed))
				}
			}
		}
	}
}

// TestReaderEnds cuts streams anywhere: all that can be unpacked comes, and the
// error of an early end.
func TestReaderEnds(t *testing.T) {
	data := samples()["cells"][:4000]
	packed := pack(t, data, 9, nil)
	var r Reader
	for n := range packed {
		r.Reset(packed[:n], nil, false)
		got, err := io.ReadAll(&r)
		want, wantErr := io.ReadAll(flate.NewReader(bytes.NewReader(packed[:n])))
		// A standard reader looks for as many bits as an end has, which may be too many.
		if !bytes.HasPrefix(got, want) || !bytes.HasPrefix(data, got) || err != wantErr {
			t.Fatalf("%d bytes: %d and %v, not %d and %v", n, len(got), err, len(want), wantErr)
		}
	}
}

// TestReaderZero has nothing to give, as a reader before its first Reset.
func TestReaderZero(t *testing.T) {
	if n, err := new(Reader).Read(make([]byte, 1)); n != 0 || err != io.EOF {
		t.Errorf("%d, %v", n, err)
	}
}

// FuzzReader compares with the standard library's reader, of whatever bytes.
func FuzzReader(f *testing.F) {
	for _, data := range samples() {
		f.Add(pack(f, data[:min(len(data), 3000)], 9, nil), []byte(nil))
		f.Add(pack(f, data[:min(len(data), 3000)], flate.HuffmanOnly, nil), []byte("some words"))
	}
	f.Fuzz(func(t *testing.T, packed, dictionary []byte) {
		var r Reader
		r.Reset(packed, dictionary, false)
		got, err := io.ReadAll(io.LimitReader(&r, 1<<22))
		want, wantErr := io.ReadAll(io.LimitReader(flate.NewReaderDict(bytes.NewReader(packed), dictionary), 1<<22))
		if !bytes.HasPrefix(got, want) || err == nil && len(got) != len(want) || (err == nil) != (wantErr == nil) {
			t.Errorf("%d bytes and %v, not %d and %v", len(got), err, len(want), wantErr)
		}
		if errors.Is(err, io.ErrUnexpectedEOF) != errors.Is(wantErr, io.ErrUnexpectedEOF) {
			t.Errorf("%v, not %v", err, wantErr)
		}
		r.Reset(packed, dictionary, true)
		_, _ = io.Copy(io.Discard, io.LimitReader(&r, 1<<22))
	})
}

// BenchmarkReader compares with the standard library's reader.
func BenchmarkReader(b *testing.B) {
	for _, name := range []string{"cells", "noise", "skewed"} {
		data := samples()[name]
		packed := pack(b, data, 6, nil)
		b.Run(name+"/ours", func(b *testing.B) {
			var r Reader
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				r.Reset(packed, nil, false)
				_, _ = io.Copy(io.Discard, &r)
			}
		})
		b.Run(name+"/standard", func(b *testing.B) {
			r := flate.NewReader(nil)
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				_ = r.(flate.Resetter).Reset(bytes.NewReader(packed), nil)
				_, _ = io.Copy(io.Discard, r)
			}
		})
	}
}
