package extract

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/postlock/postlock/inspect"
	"github.com/ulikunitz/xz"
	"github.com/ulikunitz/xz/lzma"
)

const memberList = "naam;plaats\nJan;Delft\nPiet;Gouda\n"

func memberRows() [][]string {
	return [][]string{{"naam", "plaats"}, {"Jan", "Delft"}, {"Piet", "Gouda"}}
}

// packed are the bytes that a compressor makes of the list.
func packed(t *testing.T, open func(io.Writer) (io.WriteCloser, error)) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := open(&b)
	if err == nil {
		_, err = io.WriteString(w, memberList)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestZipMethods(t *testing.T) {
	plain := packed(t, func(w io.Writer) (io.WriteCloser, error) { return lzma.WriterConfig{EOSMarker: true}.NewWriter(w) })
	if bytes.Equal(plain[5:13], make([]byte, 8)) {
		t.Fatal("the LZMA stream has no end mark")
	}
	for method, data := range map[uint16][]byte{
		zipZstd: packed(t, func(w io.Writer) (io.WriteCloser, error) { return zstd.NewWriter(w) }),
		zipXZ:   packed(t, func(w io.Writer) (io.WriteCloser, error) { return xz.NewWriter(w) }),
		zipLZMA: append(append([]byte{9, 20, 5, 0}, plain[:5]...), plain[13:]...),
	} {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.CreateRaw(&zip.FileHeader{Name: "lijst.csv", Method: method, CRC32: crc32.ChecksumIEEE([]byte(memberList)),
			CompressedSize64: uint64(len(data)), UncompressedSize64: uint64(len(memberList))})
		if err != nil {
			t.Fatal(err)
		}
		w.Write(data)
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		wantCells(t, inside(t, "a.zip", "", b.Bytes()), memberRows()...)
	}
}

// TestZipCutOff has an archive that ends before its directory: what is there is
// read, and the archive is called damaged.
func TestZipCutOff(t *testing.T) {
	whole := zipped(t, map[string]string{"lijst.csv": memberList})
	got := inside(t, "a.zip", "", whole[:bytes.Index(whole, []byte("PK\x01\x02"))])
	if len(got.unread) != 1 || got.unread[0].Why != inspect.Damaged || got.unread[0].Where.Path != "a.zip" {
		t.Errorf("unreadable %+v", got.unread)
	}
	got.unread = nil
	wantCells(t, got, memberRows()...)
}
