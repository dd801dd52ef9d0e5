package extract

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"encoding/xml"
	"hash"
	"slices"
	"unicode/utf16"
)

// Kinds of encryption of a package by the minor version of EncryptionInfo
// ([MS-OFFCRYPTO] 2.3.4.5 and 2.3.4.10).
const (
	cryptStandard = 2
	cryptAgile    = 4
)

// maxSpins bounds how often a password is hashed: Office does it 100,000 times.
const maxSpins = 1_000_000

// decryptOOXML gives the package inside an encrypted one, nil when the password is
// wrong or its encryption not known here.
func decryptOOXML(data []byte, password string) []byte {
	root, err := openOLE(data)
	if err != nil {
		return nil
	}
	info, _ := root.find("EncryptionInfo").bytes()
	sealed, _ := root.find("EncryptedPackage").bytes()
	if len(info) < 8 || len(sealed) < 8 {
		return nil
	}
	var plain []byte
	switch le16(info, 2) {
	case cryptStandard:
		plain = decryptStandard(info[8:], sealed[8:], utf16Of(password))
	case cryptAgile:
		plain = decryptAgile(info[8:], sealed[8:], utf16Of(password))
	}
	plain = plain[:min(le64(sealed, 0), uint64(len(plain)))]
	if !bytes.HasPrefix(plain, []byte("PK\x03\x04")) {
		return nil
	}
	return plain
}

func utf16Of(s string) (b []byte) {
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

// spun hashes salt and password, and then the result with its number over and over
// (2.3.4.7 and 2.3.4.11).
func spun(h hash.Hash, salt, password []byte, spins int) []byte {
	sum := hashOf(h, salt, password)
	var n [4]byte
	for i := range spins {
		binary.LittleEndian.PutUint32(n[:], uint32(i))
		h.Reset()
		h.Write(n[:])
		h.Write(sum)
		sum = h.Sum(sum[:0])
	}
	return sum
}

func hashOf(h hash.Hash, parts ...[]byte) []byte {
	h.Reset()
	for _, p := range parts {
		h.Write(p)
	}
	return h.Sum(nil)
}

// decryptStandard is AES in blocks of their own under a key by SHA-1 (2.3.4.6 to
// 2.3.4.9). info begins with the size of the header.
func decryptStandard(info, sealed, password []byte) []byte {
	const spins, shaBlock = 50_000, 64
	size := int(min(le32(info, 0), 1<<16))
	header, verifier := cut(info, 4, size), cut(info, 4+size, len(info))
	bits := int(le32(header, 16))
	if len(header) < 20 || len(verifier) < 4+16+16+4+32 || bits%8 != 0 || bits < 128 || bits > 256 {
		return nil
	}
	h := sha1.New()
	final := hashOf(h, spun(h, verifier[4:20], password, spins), make([]byte, 4))
	var key []byte
	for _, pad := range []byte{0x36, 0x5c} {
		block := bytes.Repeat([]byte{pad}, shaBlock)
		for i, c := range final {
			block[i] ^= c
		}
		key = append(key, hashOf(h, block)...)
	}
	c, err := aes.NewCipher(key[:bits/8])
	if err != nil {
		return nil
	}
	if input, want := ecb(c, verifier[20:36]), ecb(c, verifier[40:72]); !bytes.Equal(hashOf(h, input), want[:sha1.Size]) {
		return nil
	}
	return ecb(c, sealed)
}

// ecb decrypts block by block; what is no whole block is left out.
func ecb(c cipher.Block, sealed []byte) []byte {
	plain := make([]byte, len(sealed)/aes.BlockSize*aes.BlockSize)
	for at := 0; at < len(plain); at += aes.BlockSize {
		c.Decrypt(plain[at:], sealed[at:])
	}
	return plain
}

// agileKey is how a key, or the package, is encrypted (2.3.4.10).
type agileKey struct {
	Spins  int    `xml:"spinCount,attr"`
	Block  int    `xml:"blockSize,attr"`
	Bits   int    `xml:"keyBits,attr"`
	Cipher string `xml:"cipherAlgorithm,attr"`
	Mode   string `xml:"cipherChaining,attr"`
	Hash   string `xml:"hashAlgorithm,attr"`
	Salt   string `xml:"saltValue,attr"`
	Input  string `xml:"encryptedVerifierHashInput,attr"`
	Value  string `xml:"encryptedVerifierHashValue,attr"`
	Key    string `xml:"encryptedKeyValue,attr"`
}

// new is the hash, nil when one of the algorithms is not known here.
func (k agileKey) new() hash.Hash {
	if k.Cipher != "AES" || k.Mode != "ChainingModeCBC" || k.Block != aes.BlockSize || k.Spins < 0 || k.Spins > maxSpins || k.Bits%8 != 0 || k.Bits < 128 || k.Bits > 256 {
		return nil
	}
	switch k.Hash {
	case "SHA1", "SHA-1":
		return sha1.New()
	case "SHA256", "SHA-256":
		return sha256.New()
	case "SHA384", "SHA-384":
		return sha512.New384()
	case "SHA512", "SHA-512":
		return sha512.New()
	}
	return nil
}

// sized cuts b to n bytes, or fills it up (2.3.4.11).
func sized(b []byte, n int) []byte {
	for len(b) < n {
		b = append(b, 0x36)
	}
	return b[:n]
}

// decryptAgile is AES in chained blocks, a chain for each 4,096 bytes. info is an
// XML document.
func decryptAgile(info, sealed, password []byte) []byte {
	var doc struct {
		Data agileKey   `xml:"keyData"`
		Keys []agileKey `xml:"keyEncryptors>keyEncryptor>encryptedKey"`
	}
	if xml.Unmarshal(info, &doc) != nil {
		return nil
	}
	h := doc.Data.new()
	if h == nil {
		return nil
	}
	for _, k := range doc.Keys[:min(len(doc.Keys), 2)] {
		c, err := aes.NewCipher(k.open(password))
		if err != nil {
			continue
		}
		const segment = 4096
		plain, salt := make([]byte, 0, len(sealed)), decodeBase64(doc.Data.Salt)
		for n := uint32(0); len(sealed) > 0; n++ {
			part := sealed[:min(segment, len(sealed))]
			iv := hashOf(h, salt, binary.LittleEndian.AppendUint32(nil, n))
			plain = append(plain, cbc(c, sized(iv, aes.BlockSize), part)...)
			sealed = sealed[len(part):]
		}
		return plain
	}
	return nil
}

// open gives the key of the package, nil when the password is wrong (2.3.4.13).
func (k agileKey) open(password []byte) []byte {
	h := k.new()
	if h == nil {
		return nil
	}
	salt := decodeBase64(k.Salt)
	base := spun(h, salt, password, k.Spins)
	unseal := func(purpose, sealed string) []byte {
		c, err := aes.NewCipher(sized(hashOf(h, base, []byte(purpose)), k.Bits/8))
		if err != nil {
			return nil
		}
		return cbc(c, sized(slices.Clone(salt), aes.BlockSize), decodeBase64(sealed))
	}
	input := unseal("\xfe\xa7\xd2\x76\x3b\x4b\x9e\x79", k.Input)
	value := unseal("\xd7\xaa\x0f\x6d\x30\x61\x34\x4e", k.Value)
	if len(input) < len(salt) || len(value) < h.Size() || !bytes.Equal(hashOf(h, input[:len(salt)]), value[:h.Size()]) {
		return nil
	}
	key := unseal("\x14\x6e\x0b\xe7\xab\xac\xd0\xd6", k.Key)
	return key[:min(k.Bits/8, len(key))]
}

// cbc decrypts chained blocks; what is no whole block is left out.
func cbc(c cipher.Block, iv, sealed []byte) []byte {
	plain := make([]byte, len(sealed)/aes.BlockSize*aes.BlockSize)
	if len(plain) > 0 {
		cipher.NewCBCDecrypter(c, iv).CryptBlocks(plain, sealed[:len(plain)])
	}
	return plain
}
