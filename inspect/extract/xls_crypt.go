package extract

import (
	"bytes"
	"crypto/md5"  //nolint:gosec // the file format's choice
	"crypto/rc4"  //nolint:gosec
	"crypto/sha1" //nolint:gosec
	"encoding/binary"
	"math/bits"
	"unicode/utf16"
)

// excelPassword is what Excel encrypts with when it protects a workbook without
// asking for a password to open it ([MS-XLS] 2.2.10); such a file opens for
// anybody.
const excelPassword = "VelvetSweatshop"

// decryptBIFF decrypts a workbook stream from its FILEPASS record by Excel's
// own password. ok is false when another one is needed.
func decryptBIFF(data, pass []byte, biff int) (plain []byte, ok bool) {
	return decryptBIFFWith(data, pass, biff, excelPassword)
}

func decryptBIFFWith(data, pass []byte, biff int, password string) (plain []byte, ok bool) {
	if biff < 8 {
		return decryptXOR(data, pass, password)
	}
	switch {
	case le16(pass, 0) == 0:
		return decryptXOR(data, cut(pass, 2, 4), password)
	case le16(pass, 2) == 1:
		return decryptRC4(data, rc4Standard(cut(pass, 6, 48), password))
	case le16(pass, 4) == 2:
		return decryptRC4(data, rc4CryptoAPI(cut(pass, 10, len(pass)), password))
	}
	return nil, false
}

// blockKey makes the RC4 key of each block of 1,024 bytes; nil when the
// password is wrong.
type blockKey func(block uint32) []byte

// rc4Standard is [MS-OFFCRYPTO] 2.3.6: salt, verifier, hash of the verifier.
func rc4Standard(p []byte, password string) blockKey {
	if len(p) < 48 {
		return nil
	}
	h := md5.Sum(utf16Bytes(password))
	var in []byte
	for range 16 {
		in = append(append(in, h[:5]...), p[:16]...)
	}
	h = md5.Sum(in)
	key := func(block uint32) []byte {
		k := md5.Sum(binary.LittleEndian.AppendUint32(bytes.Clone(h[:5]), block))
		return k[:]
	}
	check := xorRC4(key(0), p[16:48])
	if sum := md5.Sum(check[:16]); !bytes.Equal(sum[:], check[16:32]) {
		return nil
	}
	return key
}

// rc4CryptoAPI is [MS-OFFCRYPTO] 2.3.5: header size, header, verifier.
func rc4CryptoAPI(p []byte, password string) blockKey {
	size := int(min(le32(p, 0), uint32(len(p))))
	header, v := cut(p, 4, size), cut(p, 4+size, len(p))
	const rc4Alg = 0x6801
	if alg := le32(header, 8); len(v) < 60 || alg != rc4Alg && alg != 0 {
		return nil
	}
	keySize := int(le32(header, 16)) / 8
	if keySize == 0 {
		keySize = 5
	}
	if keySize > 16 {
		return nil
	}
	h := sha1.Sum(append(bytes.Clone(v[4:20]), utf16Bytes(password)...))
	key := func(block uint32) []byte {
		sum := sha1.Sum(binary.LittleEndian.AppendUint32(bytes.Clone(h[:]), block))
		k := sum[:keySize]
		if keySize == 5 { // 40 bits are filled up with zeros
			k = append(bytes.Clone(k), make([]byte, 11)...)
		}
		return k
	}
	check := xorRC4(key(0), append(bytes.Clone(v[20:36]), v[40:60]...))
	if sum := sha1.Sum(check[:16]); !bytes.Equal(sum[:], check[16:36]) {
		return nil
	}
	return key
}

func xorRC4(key, b []byte) []byte {
	out := make([]byte, len(b))
	if c, err := rc4.NewCipher(key); err == nil {
		c.XORKeyStream(out, b)
	}
	return out
}

// decryptRC4 undoes the whole stream and puts back what is never encrypted:
// the records' heads and a few records ([MS-XLS] 2.2.10).
func decryptRC4(data []byte, key blockKey) (plain []byte, ok bool) {
	if key == nil {
		return nil, false
	}
	plain = make([]byte, 0, len(data))
	for i := 0; i < len(data); i += 1024 {
		plain = append(plain, xorRC4(key(uint32(i/1024)), data[i:min(i+1024, len(data))])...)
	}
	eachRecord(data, func(id, start, end int) {
		copy(plain[start-4:start], data[start-4:start])
		copy(plain[start:], data[start:start+clearBytes(id, end-start)])
	})
	return plain, true
}

// clearBytes says how many bytes of a record are never encrypted.
func clearBytes(id, n int) int {
	switch id {
	case xlsBOF, xlsFilePass, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138:
		return n
	case xlsBoundSheet:
		return min(n, 4)
	}
	return 0
}

func eachRecord(data []byte, visit func(id, start, end int)) {
	for off := 0; off+4 <= len(data); {
		start := off + 4
		end := min(start+int(le16(data, off+2)), len(data))
		visit(int(le16(data, off)), start, end)
		off = end
	}
}

// decryptXOR is [MS-OFFCRYPTO] 2.3.7, method 1: pass is key and verifier.
func decryptXOR(data, pass []byte, password string) (plain []byte, ok bool) {
	if len(pass) < 4 || len(password) == 0 || len(password) > 15 ||
		le16(pass, 0) != xorKey(password) || le16(pass, 2) != xorVerifier(password) {
		return nil, false
	}
	array := xorArray(password)
	plain = bytes.Clone(data)
	eachRecord(data, func(id, start, end int) {
		for i := start + clearBytes(id, end-start); i < end; i++ {
			plain[i] = bits.RotateLeft8(data[i], 3) ^ array[(i+end-start)&15]
		}
	})
	return plain, true
}

func xorVerifier(password string) uint16 {
	var v uint16
	b := append([]byte{byte(len(password))}, password...)
	for i := len(b) - 1; i >= 0; i-- {
		v = (v>>14&1 | v<<1&0x7FFF) ^ uint16(b[i])
	}
	return v ^ 0xCE4B
}

// xorKey follows CreateXorKey_Method1 and its two tables.
func xorKey(password string) uint16 {
	initial := [15]uint16{0xE1F0, 0x1D0F, 0xCC9C, 0x84C0, 0x110C, 0x0E10, 0xF1CE, 0x313E, 0x1872, 0xE139, 0xD40F, 0x84F9, 0x280C, 0xA96A, 0x4EC3}
	matrix := [105]uint16{
		0xAEFC, 0x4DD9, 0x9BB2, 0x2745, 0x4E8A, 0x9D14, 0x2A09, 0x7B61, 0xF6C2, 0xFDA5, 0xEB6B, 0xC6F7, 0x9DCF, 0x2BBF,
		0x4563, 0x8AC6, 0x05AD, 0x0B5A, 0x16B4, 0x2D68, 0x5AD0, 0x0375, 0x06EA, 0x0DD4, 0x1BA8, 0x3750, 0x6EA0, 0xDD40,
		0xD849, 0xA0B3, 0x5147, 0xA28E, 0x553D, 0xAA7A, 0x44D5, 0x6F45, 0xDE8A, 0xAD35, 0x4A4B, 0x9496, 0x390D, 0x721A,
		0xEB23, 0xC667, 0x9CEF, 0x29FF, 0x53FE, 0xA7FC, 0x5FD9, 0x47D3, 0x8FA6, 0x0F6D, 0x1EDA, 0x3DB4, 0x7B68, 0xF6D0,
		0xB861, 0x60E3, 0xC1C6, 0x93AD, 0x377B, 0x6EF6, 0xDDEC, 0x45A0, 0x8B40, 0x06A1, 0x0D42, 0x1A84, 0x3508, 0x6A10,
		0xAA51, 0x4483, 0x8906, 0x022D, 0x045A, 0x08B4, 0x1168, 0x76B4, 0xED68, 0xCAF1, 0x85C3, 0x1BA7, 0x374E, 0x6E9C,
		0x3730, 0x6E60, 0xDCC0, 0xA9A1, 0x4363, 0x86C6, 0x1DAD, 0x3331, 0x6662, 0xCCC4, 0x89A9, 0x0373, 0x06E6, 0x0DCC,
		0x1021, 0x2042, 0x4084, 0x8108, 0x1231, 0x2462, 0x48C4}
	key, at := initial[len(password)-1], len(matrix)-1
	for i := len(password) - 1; i >= 0; i-- {
		for c, bit := password[i], 0; bit < 7; bit++ {
			if c&0x40 != 0 {
				key ^= matrix[at]
			}
			c <<= 1
			at--
		}
	}
	return key
}

// xorArray is CreateXorArray_Method1 as Excel does it (two bits to the left, not
// one to the right as printed): the password and its padding, each byte
// mixed with one half of the key.
func xorArray(password string) (array [16]byte) {
	pad := [15]byte{0xBB, 0xFF, 0xFF, 0xBA, 0xFF, 0xFF, 0xB9, 0x80, 0x00, 0xBE, 0x0F, 0x00, 0xBF, 0x0F, 0x00}
	key := xorKey(password)
	for i := range array {
		c := pad[max(i-len(password), 0)]
		if i < len(password) {
			c = password[i]
		}
		half := byte(key)
		if i%2 == 1 {
			half = byte(key >> 8)
		}
		array[i] = bits.RotateLeft8(c^half, 2)
	}
	return array
}

func utf16Bytes(s string) (b []byte) {
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}
