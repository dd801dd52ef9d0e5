package extract

import (
	"archive/tar"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/bodgit/sevenzip"
	"github.com/klauspost/compress/zstd"
	"github.com/nwaples/rardecode/v2"
	"github.com/ulikunitz/xz"
)

// maxDictionary is the most memory a decompressor may ask for, in bytes.
const maxDictionary = 128 << 20

// readTar reads the regular files of a tar archive.
func readTar(f *file, s *sink) error {
	t := tar.NewReader(bytes.NewReader(f.data))
	for n := 0; !s.stopped(); n++ {
		h, err := t.Next()
		switch {
		case err == io.EOF:
			return nil
		case errors.Is(err, tar.ErrInsecurePath):
		case err != nil:
			return damaged("broken tar")
		}
		if h.Typeflag != tar.TypeReg && h.Typeflag != tar.TypeGNUSparse && h.Typeflag != tar.TypeCont || boring(h.Name) {
			continue
		}
		// Sparse files claim zeros that no byte of the archive pays for.
		if h.Size > s.job.limits.File {
			s.lost(h.Name, overLimit(fmt.Sprintf("larger than %d bytes", s.job.limits.File)))
			continue
		}
		data, err := s.readAll(t, min(h.Size, int64(len(f.data))))
		if err != nil {
			s.lost(h.Name, err)
			return nil
		}
		s.child(h.Name, data, false)
	}
	return nil
}

// single reads a format that compresses one file: gzip, bzip2, xz, zstd.
func single(open func(io.Reader) (io.Reader, error)) func(*file, *sink) error {
	return func(f *file, s *sink) error {
		r, err := open(bytes.NewReader(f.data))
		if err != nil {
			return err
		}
		data, err := s.readAll(r, int64(len(f.data)))
		if len(data) > 0 {
			s.child(innerName(f.name), data, false)
		}
		return err
	}
}

// innerName is the name without the compression's ending.
func innerName(name string) string {
	base := path.Base(name)
	ext := path.Ext(base)
	switch strings.ToLower(ext) {
	case ".gz", ".bz2", ".xz", ".zst":
		return strings.TrimSuffix(base, ext)
	case ".tgz", ".tbz", ".tbz2", ".txz", ".tzst":
		return strings.TrimSuffix(base, ext) + ".tar"
	}
	return "content"
}

func openGzip(r io.Reader) (io.Reader, error)  { return gzip.NewReader(r) }
func openBzip2(r io.Reader) (io.Reader, error) { return bzip2.NewReader(r), nil }

func openXZ(r io.Reader) (io.Reader, error) {
	return xz.ReaderConfig{DictCap: maxDictionary}.NewReader(r)
}

func openZstd(r io.Reader) (io.Reader, error) {
	return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxDictionary), zstd.WithDecoderMaxMemory(maxDictionary))
}

// read7z reads a 7z archive.
func read7z(f *file, s *sink) error {
	z, err := sevenzip.NewReader(bytes.NewReader(f.data), int64(len(f.data)))
	if err != nil {
		return sevenzipError(err)
	}
	if len(z.File) > s.job.limits.Members {
		return overLimit(fmt.Sprintf("more than %d files inside", s.job.limits.Members))
	}
	if len(z.File) == 0 && len(f.data) > 64 {
		return damaged("broken 7z")
	}
	packed := int64(len(f.data))
	for _, m := range z.File {
		if s.stopped() {
			return nil
		}
		if m.FileInfo().IsDir() || boring(m.Name) {
			continue
		}
		r, err := m.Open()
		if err == nil {
			var data []byte
			data, err = s.readAll(r, packed)
			packed = 0
			if len(data) > 0 {
				s.child(m.Name, data, false)
			}
			r.Close()
		}
		if err != nil {
			s.lost(m.Name, sevenzipError(err))
		}
	}
	return nil
}

// sevenzipError tells encryption, unknown methods and damage apart.
func sevenzipError(err error) error {
	var known failure
	var read *sevenzip.ReadError
	switch text := err.Error(); {
	case errors.As(err, &known):
		return known
	case errors.As(err, &read) && read.Encrypted:
		return encrypted("encrypted 7z")
	case strings.Contains(text, "unsupported"), strings.Contains(text, "algorithm"):
		return unsupported("7z method")
	case strings.Contains(text, "password"):
		return encrypted("encrypted 7z")
	}
	return damaged("broken 7z")
}

// readRAR reads a rar archive of version 1.5 to 5.
func readRAR(f *file, s *sink) error {
	r, err := rardecode.NewReader(bytes.NewReader(f.data), rardecode.MaxDictionarySize(maxDictionary))
	if err != nil {
		return rarError(err)
	}
	packed := int64(len(f.data))
	for !s.stopped() {
		h, err := r.Next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return rarError(err)
		case h.IsDir || boring(h.Name) || h.LinkType != 0:
			continue
		case h.Encrypted || h.HeaderEncrypted:
			s.lost(h.Name, encrypted("encrypted rar member"))
			continue
		}
		data, err := s.readAll(r, packed)
		packed = 0
		if len(data) > 0 {
			s.child(h.Name, data, false)
		}
		if err != nil {
			s.lost(h.Name, rarError(err))
		}
	}
	return nil
}

func rarError(err error) error {
	var known failure
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, rardecode.ErrArchiveEncrypted), errors.Is(err, rardecode.ErrArchivedFileEncrypted), errors.Is(err, rardecode.ErrBadPassword):
		return encrypted("encrypted rar")
	case errors.Is(err, rardecode.ErrMultiVolume):
		return unsupported("one volume of several")
	case errors.Is(err, rardecode.ErrUnknownVersion), errors.Is(err, rardecode.ErrUnsupportedDecoder), errors.Is(err, rardecode.ErrUnknownDecoder), errors.Is(err, rardecode.ErrUnknownEncryptMethod):
		return unsupported("rar version")
	case errors.Is(err, rardecode.ErrDictionaryTooLarge):
		return overLimit("wants too much memory")
	}
	return damaged("broken rar")
}
