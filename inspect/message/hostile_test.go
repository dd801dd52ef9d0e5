package message

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"fmt"
	"mime/quotedprintable"
	"strings"
	"testing"
)

// canary is content that must be seen, or its message be flagged.
const canary = "POSTLOCK-CANARY;1969-04-01;NL91ABNA0417164300"

// outcome is what is wanted of a hostile case. In each the canary is seen in a
// part or a defect says why it was not.
type outcome string

const (
	seen    outcome = "seen"    // all readers agree: the canary is in a part, no defect
	flagged outcome = "flagged" // a defect stands; the canary may be seen beside it
)

// head is the begin of all cases.
const head = "From: a@own.example\nTo: b@x.example\nSubject: s\nMIME-Version: 1.0\n"

// file is a part with the canary in a zip.
const file = "Content-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\n{ZIP}\n"

// hostileCases are structures that two readers could understand differently.
// {ZIP} is a zip in base64, {B64} text in base64, {QP} quoted-printable, {UU}
// uuencoded, {BIN} raw, {TEXT} the canary as it is.
var hostileCases = []struct {
	name string
	want outcome
	body string // head stands before it, unless it begins with "!"
}{
	// Sound structures.
	{"plain attachment", seen, "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n--b\n" + file + "--b--\n"},
	{"no MIME-Version", seen, "!From: a@b.c\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + file + "--b--\n"},
	{"text only", seen, "\n{TEXT}\n"},
	{"quoted-printable text", seen, "Content-Transfer-Encoding: quoted-printable\n\n{QP}\n"},
	{"base64 text", seen, "Content-Transfer-Encoding: base64\n\n{B64}\n"},
	{"base64 text without padding", seen, "Content-Transfer-Encoding: base64\n\n{B64NOPAD}\n"},
	{"base64 in upper case", seen, "Content-Transfer-Encoding: BASE64\n\n{B64}\n"},
	{"base64 on one line", seen, "Content-Type: application/zip\nContent-Transfer-Encoding: base64\n\n{ZIP1}\n"},
	{"base64 with blank lines between", seen, "Content-Type: application/zip\nContent-Transfer-Encoding: base64\n\n\n\n{ZIPGAPS}\n"},
	{"no closing delimiter", seen, "Content-Type: multipart/mixed; boundary=b\n\n--b\n" + file},
	{"quoted boundary with blanks inside", seen, "Content-Type: multipart/mixed; boundary=\"a b\"\n\n--a b\n" + file + "--a b--\n"},
	{"blanks after the delimiter", seen, "Content-Type: multipart/mixed; boundary=b\n\n--b  \n" + file + "--b--\t\n"},
	{"folded Content-Type", seen, "Content-Type: multipart/mixed;\n boundary=\n \"b\"\n\n--b\n" + file + "--b--\n"},
	{"boundary last of many parameters", seen, "Content-Type: multipart/mixed; x=\"a;boundary=no\"; type=\"text/html\"; boundary=b\n\n--b\n" + file + "--b--\n"},
	{"comment in Content-Type", seen, "Content-Type: multipart/mixed (a comment); boundary=b\n\n--b\n" + file + "--b--\n"},
	{"attached message", seen, "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\n{TEXT}\n--b--\n"},
	{"attached message in base64", seen, "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{MSG64}\n--b--\n"},
	{"attached message in quoted-printable", seen, "Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\nSubject: x=0D=0A=0D=0A{QP}\n"},
	{"attached message as octets", seen, "Content-Type: application/octet-stream; name=x.eml\nContent-Transfer-Encoding: base64\n\n{MSG64}\n"},
	{"attached message as text", seen, "Content-Type: text/plain; name=x.EML\n\nFrom: a@b.c\nSubject: x\nContent-Transfer-Encoding: base64\n\n{B64}\n"},
	{"message in message in message", seen, "Content-Type: message/rfc822\n\nContent-Type: message/rfc822\n\nContent-Type: message/rfc822\n\n" + file},
	{"digest without types", seen, "Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: x\n" + file + "--b--\n"},
	{"file in the preamble", seen, "Content-Type: multipart/mixed; boundary=b\n\n{ZIP}\n--b\n\nhello\n--b--\n"},
	{"text in the preamble", seen, "Content-Type: multipart/mixed; boundary=b\n\n{TEXT}\n--b\n\nhello\n--b--\n"},
	{"text in the epilogue", seen, "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n--b--\n{TEXT}\n"},
	{"both sides of an alternative", seen, "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nhello\n--b\nContent-Type: text/html\n\n<p>{TEXT}\n--b--\n"},
	{"hidden side of an alternative", seen, "Content-Type: multipart/alternative; boundary=b\n\n--b\n" + file + "--b\nContent-Type: text/html\n\n<p>x\n--b--\n"},
	{"unknown multipart subtype", seen, "Content-Type: multipart/x-strange; boundary=b\n\n--b\n" + file + "--b--\n"},
	{"type in odd case", seen, "CONTENT-TYPE: MultiPart/MIXED; BOUNDARY=b\n\n--b\n" + file + "--b--\n"},
	{"unknown charset", seen, "Content-Type: text/plain; charset=x-martian\n\n{TEXT}\n"},
	{"same Content-Type twice", seen, "Content-Type: multipart/mixed; boundary=b\nContent-Type: multipart/mixed;\n boundary=b\n\n--b\n" + file + "--b--\n"},
	{"part without header", seen, "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{TEXT}\n--b--\n"},
	{"part lies about its type", seen, "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/jpeg; name=foto.jpg\nContent-Transfer-Encoding: base64\n\n{ZIP}\n--b--\n"},
	{"8bit misspelt", seen, "Content-Transfer-Encoding: 8bits\n\n{TEXT}\n"},
	{"raw binary", flagged, "Content-Type: application/zip\nContent-Transfer-Encoding: binary\n\n{BIN}\n"},
	{"inner multipart never closed", seen, "Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\nx\n--o\n" + file + "--o--\n"},
	{"inner boundary begins with the outer", seen, "Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/mixed; boundary=oo\n\n--oo\n" + file + "--oo--\n--o--\n"},
	{"mbox line on top", seen, "!From a@b Mon Jan 1\nFrom: a@own.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + file + "--b--\n"},

	// Boundaries.
	{"no boundary parameter", flagged, "Content-Type: multipart/mixed\n\n--b\n" + file + "--b--\n"},
	{"empty boundary", flagged, "Content-Type: multipart/mixed; boundary=\"\"\n\n--\n" + file + "----\n"},
	{"boundary does not occur", flagged, "Content-Type: multipart/mixed; boundary=c\n\n--b\n" + file + "--b--\n"},
	{"two boundaries, the first counts", flagged, "Content-Type: multipart/mixed; boundary=a; boundary=b\n\n--a\n\nx\n--b\n" + file + "--b--\n--a--\n"},
	{"two boundaries, the second counts", flagged, "Content-Type: multipart/mixed; boundary=a; boundary=b\n\n--b\n" + file + "--b--\n"},
	{"boundary in RFC 2231 form", seen, "Content-Type: multipart/mixed; boundary*=us-ascii''b\n\n--b\n" + file + "--b--\n"},
	{"boundary plain and in RFC 2231 form", flagged, "Content-Type: multipart/mixed; boundary=a; boundary*=''b\n\n--a\n\nx\n--b\n" + file + "--b--\n--a--\n"},
	{"boundary in pieces", seen, "Content-Type: multipart/mixed; boundary*0=b; boundary*1=c\n\n--bc\n" + file + "--bc--\n"},
	{"boundary quoted and cut", flagged, "Content-Type: multipart/mixed; boundary=\"b\"c\n\n--b\n\nx\n--bc\n" + file + "--bc--\n"},
	{"boundary with an open quote", flagged, "Content-Type: multipart/mixed; boundary=\"b\n\n--\"b\n" + file + "--\"b--\n"},
	{"boundary in single quotes", flagged, "Content-Type: multipart/mixed; boundary='b'\n\n--b\n" + file + "--b--\n"},
	{"boundary with backslash", flagged, "Content-Type: multipart/mixed; boundary=\"a\\b\"\n\n--ab\n\nx\n--a\\b\n" + file + "--a\\b--\n"},
	{"boundary with a blank unquoted", flagged, "Content-Type: multipart/mixed; boundary=a b\n\n--a\n\nx\n--a b\n" + file + "--a b--\n"},
	{"boundary as encoded word", flagged, "Content-Type: multipart/mixed; boundary=\"=?us-ascii?q?b?=\"\n\n--b\n" + file + "--b--\n"},
	{"delimiter goes on", flagged, "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--bcd\n" + file + "--b--\n"},
	{"parts after the end", flagged, "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\n--b\n" + file + "--b--\n"},
	{"ended before it begins", flagged, "Content-Type: multipart/mixed; boundary=b\n\n--b--\n--b\n" + file + "--b--\n"},
	{"two endings", seen, "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\n\n{ZIP}\n--b--\n"},
	{"inner and outer boundary alike", flagged, "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + file + "--b--\n--b--\n"},
	{"inner boundary is the outer's end", flagged, "Content-Type: multipart/mixed; boundary=b--\n\n--b--\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\n" + file + "--b----\n"},
	{"outer delimiter inside an attached message", seen, "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\nhi\n--b\n" + file + "--b--\n"},
	{"boundary only in the second Content-Type", flagged, "Content-Type: text/plain\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + file + "--b--\n"},
	{"boundary only in the first Content-Type", flagged, "Content-Type: multipart/mixed; boundary=b\nContent-Type: text/plain\n\n--b\n" + file + "--b--\n"},
	{"Content-Types with different boundaries", flagged, "Content-Type: multipart/mixed; boundary=a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + file + "--b--\n"},
	{"delimiter begins with a blank", flagged, "Content-Type: multipart/mixed; boundary=b\n\n --b\n" + file + " --b--\n"},
	{"boundary with NUL", flagged, "Content-Type: multipart/mixed; boundary=\"b\x00c\"\n\n--b\n" + file + "--b--\n"},

	// Types.
	{"type without subtype", flagged, "Content-Type: multipart; boundary=b\n\n--b\n" + file + "--b--\n"},
	{"type in quotes", seen, "Content-Type: \"multipart/mixed\"; boundary=b\n\n--b\n" + file + "--b--\n"},
	{"type as encoded word", flagged, "Content-Type: =?us-ascii?q?multipart/mixed?=; boundary=b\n\n--b\n" + file + "--b--\n"},
	{"blank before the colon", flagged, "Content-Type : multipart/mixed; boundary=b\n\n--b\n" + file + "--b--\n"},
	{"blanks around the slash", flagged, "Content-Type: multipart / mixed; boundary=b\n\n--b\n" + file + "--b--\n"},
	{"text type with a boundary", seen, "Content-Type: text/plain; boundary=b\n\n--b\n" + file + "--b--\n"},
	{"Content-Type begins with a semicolon", flagged, "Content-Type: ; boundary=b\n\n--b\n" + file + "--b--\n"},
	{"no Content-Type but delimiters", seen, "\n--b\n" + file + "--b--\n"},
	{"Content-Type folded at its begin", seen, "Content-Type:\n multipart/mixed; boundary=b\n\n--b\n" + file + "--b--\n"},
	{"comment hides the type", seen, "Content-Type: text/plain (; multipart/mixed; boundary=b)\n\n--b\n" + file + "--b--\n"},
	{"message/partial", flagged, "Content-Type: message/partial; id=x; number=1; total=2\n\n{TEXT}\n"},
	{"message/external-body", flagged, "Content-Type: message/external-body; access-type=URL; URL=\"http://x/\"\n\nContent-Type: text/plain\n\n{TEXT}\n"},
	{"PGP/MIME", flagged, "Content-Type: multipart/encrypted; boundary=b; protocol=\"application/pgp-encrypted\"\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----\n\n{B64}\n-----END PGP MESSAGE-----\n--b--\n"},
	{"file in a multipart/encrypted", flagged, "Content-Type: multipart/encrypted; boundary=b\n\n--b\n" + file + "--b--\n"},
	{"PGP in text", flagged, "\n-----BEGIN PGP MESSAGE-----\nVersion: x\n\n{B64}\n-----END PGP MESSAGE-----\n"},
	{"S/MIME that is none", flagged, "Content-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n\n{ZIP}\n"},
	{"file called a signature", seen, "Content-Type: multipart/signed; boundary=b\n\n--b\n\nx\n--b\nContent-Type: application/pkcs7-signature\nContent-Transfer-Encoding: base64\n\n{ZIP}\n--b--\n"},
	{"message that is none", flagged, "Content-Type: message/rfc822\n\n{TEXT}\n"},

	// Transfer encodings.
	{"unknown encoding", flagged, "Content-Type: application/zip\nContent-Transfer-Encoding: x-zip64\n\n{ZIP}\n"},
	{"encoding misspelt", flagged, "Content-Type: application/zip\nContent-Transfer-Encoding: base-64\n\n{ZIP}\n"},
	{"encoding with a comment", flagged, "Content-Type: application/zip\nContent-Transfer-Encoding: base64 (x)\n\n{ZIP}\n"},
	{"encoding with a parameter", flagged, "Content-Type: application/zip\nContent-Transfer-Encoding: base64; x=y\n\n{ZIP}\n"},
	{"encoding in quotes", flagged, "Content-Type: application/zip\nContent-Transfer-Encoding: \"base64\"\n\n{ZIP}\n"},
	{"encoding as encoded word", flagged, "Content-Type: application/zip\nContent-Transfer-Encoding: =?us-ascii?q?base64?=\n\n{ZIP}\n"},
	{"two encodings", flagged, "Content-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: base64\n\n{B64}\n"},
	{"two encodings the other way", flagged, "Content-Transfer-Encoding: base64\nContent-Transfer-Encoding: 7bit\n\n{B64}\n"},
	{"encoding's blank before the colon", flagged, "Content-Type: application/zip\nContent-Transfer-Encoding : base64\n\n{ZIP}\n"},
	{"7bit that is base64", flagged, "Content-Type: application/zip\nContent-Transfer-Encoding: 7bit\n\n{ZIP}\n"},
	{"7bit text that is base64", flagged, "Content-Transfer-Encoding: 7bit\n\n{B64LONG}\n"},
	{"no encoding but base64", flagged, "Content-Type: application/octet-stream; name=a.xlsx\n\n{ZIP}\n"},
	{"quoted-printable that is base64", flagged, "Content-Type: application/zip\nContent-Transfer-Encoding: quoted-printable\n\n{ZIP}\n"},
	{"base64 that is text", flagged, "Content-Transfer-Encoding: base64\n\n{TEXT}: this was never encoded!\n"},
	{"base64 twice", flagged, "Content-Transfer-Encoding: base64\n\n{B6464}\n"},
	{"base64 after padding", flagged, "Content-Type: application/zip\nContent-Transfer-Encoding: base64\n\nAAAA\nAA==\n{ZIP}\n"},
	{"base64 after a full stop", flagged, "Content-Type: application/zip\nContent-Transfer-Encoding: base64\n\n.\n{ZIP}\n"},
	{"base64 with characters between", flagged, "Content-Type: application/zip\nContent-Transfer-Encoding: base64\n\n{ZIPDOTS}\n"},
	{"base64 of the URL alphabet", flagged, "Content-Type: application/zip\nContent-Transfer-Encoding: base64\n\n-_-_{ZIP}\n"},
	{"base64 cut off", flagged, "Content-Transfer-Encoding: base64\n\n{B64CUT}\n"},
	{"base64 begins with padding", flagged, "Content-Type: application/zip\nContent-Transfer-Encoding: base64\n\n=\n{ZIP}\n"},
	{"encoded multipart", flagged, "Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n{MULTI64}\n"},
	{"multipart called base64", flagged, "Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n--b\n" + file + "--b--\n"},
	{"multipart called quoted-printable", flagged, "Content-Type: multipart/mixed; boundary=\"=b\"\nContent-Transfer-Encoding: quoted-printable\n\n--=3Db\n" + file + "--=3Db--\n"},
	{"broken escape in a file", flagged, "Content-Type: application/zip\nContent-Transfer-Encoding: quoted-printable\n\nPK=03=0Z\n"},

	// Files in text.
	{"uuencode", seen, "\nbegin 644 a.zip\n{UU}\nend\n"},
	{"uuencode after words", seen, "\nhello\n\nbegin 0644 my list.zip\n{UU}\nend\n"},
	{"uuencode in HTML", flagged, "Content-Type: text/html\n\n<pre>\nbegin 644 a.zip\n{UU}\nend\n</pre>\n"},
	{"uuencode in the epilogue", seen, "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\nbegin 644 a.zip\n{UU}\nend\n"},
	{"base64 of uuencode -m", seen, "\nbegin-base64 644 a.zip\n{ZIP}\n====\n"},
	{"yEnc", flagged, "\n=ybegin line=128 size=123 name=a.zip\nxxxx\n=yend size=123\n"},
	{"BinHex", flagged, "\n(This file must be converted with BinHex 4.0)\n\n:$f*TEQK\n"},
	{"part pasted into text", seen, "\nhello\n\n--b\n" + file + "--b--\n"},
	{"base64 in text", seen, "\nhello\n\n{ZIP}\n\nbye\n"},
	{"base64 in text, shifted by one", flagged, "\nhello\nA{ZIP}\n"},
	{"base64 in text, shifted by two", flagged, "\nhello\nAA{ZIP}\n"},
	{"base64 in text, shifted by three", flagged, "\nhello\nAAA{ZIP}\n"},
	{"base64 in text on one line", seen, "\nhello\n{ZIP1}\n"},
	{"base64 in text behind a word", flagged, "\nfile: {ZIP1}\n"},
	{"base64 in short lines", seen, "\nhello\n{ZIPSHORT}\n"},
	{"base64 of a table in text", flagged, "\nhello\n{B64LONG}\n"},
	{"base64 of UTF-16 in text", flagged, "\nhello\n{B64UTF16}\n"},
	{"data URI in HTML", flagged, "Content-Type: text/html\n\n<a href=\"data:application/zip;base64,{ZIP1}\">x</a>\n"},
	{"base64 in quoted-printable text", seen, "Content-Transfer-Encoding: quoted-printable\n\nhello\n{ZIPQP}\n"},
	{"PDF in text", flagged, "\nhello\n%PDF-1.4\n1 0 obj\n<< >>\nendobj\n"},
	{"zip in quoted-printable in text", flagged, "\nhello\nPK=03=04=0A=00\n"},

	{"base64 cut short in text", flagged, "\nhello\n{ZIPLINE}\n(and more)\n"},
	{"base64 in an unknown kind of message", flagged, "Content-Type: message/x-other\n\nX: y\n\n" + file},
	{"base64 in an octet-stream that is not encoded", flagged, "Content-Type: application/octet-stream\n\nX: y\n\n{ZIP}\n"},

	{"short base64 below a header in text", flagged, "\nContent-Transfer-Encoding: base64\n\n{B64}\n"},
	{"header begins twice", flagged, "\n\nMIME-Version: 1.0\nContent-transfer-encoding: BASE64\n\n{B64}\n"},
	{"short base64 with a blemish below a header", flagged, "\nContent-Transfer-Encoding: base64\n\n({B64})\n"},
	{"uuencode that does not end", flagged, "\nbegin 644 a.zip\n{UU}\n"},
	{"uuencode with a line between", flagged, "\nbegin 644 a.zip\n{UUCUT}\nhello, this is no data\n{UU}\nend\n"},
	{"uuencode of a file encoded again", flagged, "\nbegin 644 a.txt\n{UUUU}\nend\n"},
	{"base64 of a named text", seen, "\nbegin-base64 644 a.csv\n{B64LONG}\n====\n"},
	{"base64 on one line that is too long", flagged, "\nhello\n{ZIPLONG}\n"},
	{"base64 and more below", flagged, "\nhello\n{ZIP}\nGroeten12345\n"},
	{"uuencode with a strange mode", flagged, "\nbegin 0644x my list.zip\n{UU}\nend\n"},
	{"uuencode after a gap", flagged, "\nbegin 644 a.zip\nContent-Type: application/zip\n\n{UU}\nend\n"},

	// Charsets.
	{"EBCDIC under an alias", flagged, "Content-Type: text/plain; charset=ebcdic-cp-be\n\n{TEXT}\n"},
	{"EBCDIC by its number", flagged, "Content-Type: text/plain; charset=\"IBM01142\"\n\n{TEXT}\n"},
	{"a code page that is like ASCII", seen, "Content-Type: text/plain; charset=ibm850\n\n{TEXT}\n"},
	{"UTF-7", flagged, "Content-Type: text/plain; charset=utf-7\n\n+AFAATwBTAFQ-\n"},
	{"EBCDIC", flagged, "Content-Type: text/plain; charset=cp037\nContent-Transfer-Encoding: base64\n\n1+Li4w==\n"},
	{"two charsets", flagged, "Content-Type: text/plain; charset=us-ascii; charset=utf-16\n\nx\n"},

	// Headers and bytes.
	{"colon-less line before Content-Type", flagged, "this is no field\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + file + "--b--\n"},
	{"parameters lost their blank", flagged, "Content-Type: multipart/mixed;\nboundary=b\n\n--b\n" + file + "--b--\n"},
	{"line of blanks ends the header for some", flagged, "X: y\n \nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + file + "--b--\n"},
	{"no empty line before the body", flagged, "!From: a@b.c\n{TEXT}\nmore\n"},
	{"field name with a blank", flagged, "Content Type: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + file + "--b--\n"},
	{"field name beyond ASCII", flagged, "Ünter: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + file + "--b--\n"},
	{"first line is folded", flagged, "! Content-Type: text/plain\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + file + "--b--\n"},
	{"bare CR ends a header line for some", flagged, "X: y\rContent-Type: multipart/mixed; boundary=b\n\n--b\n" + file + "--b--\n"},
	{"bare CR in a delimiter", flagged, "Content-Type: multipart/mixed; boundary=b\n\nx\r--b\r" + file + "\r--b--\n"},
	{"NUL in the header", flagged, "X: y\x00z\n\n{TEXT}\n"},
	{"NUL in the body", flagged, "\nhello\x00\n{TEXT}\n"},
	{"part's header not ended", flagged, "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n--b\n" + file + "--b--\n"},
	{"part begins without an empty line", flagged, "Content-Type: multipart/mixed; boundary=b\n\n--b\n{TEXT}\n--b--\n"},
	{"not a message", flagged, "!{TEXT}\n"},
	{"empty", flagged, "!"},
	{"only line ends", flagged, "!\n\n\n"},
	{"a zip", flagged, "!{BIN}"},
	{"second message below the first", seen, "\nhello\n\nFrom: x@y.z\nSubject: z\n\n{TEXT}\n"},
}

// fill replaces the placeholders.
func fill(t testing.TB) *strings.Replacer {
	z := canaryZip(t)
	z1 := base64.StdEncoding.EncodeToString(z)
	long := strings.Repeat(canary+"\r\n", 5)
	text64 := base64.StdEncoding.EncodeToString([]byte(canary + "\n"))
	var qp bytes.Buffer
	w := quotedprintable.NewWriter(&qp)
	fmt.Fprint(w, canary)
	w.Close()
	var utf16 []byte
	for _, c := range []byte(long) {
		utf16 = append(utf16, c, 0)
	}
	return strings.NewReplacer(
		"{TEXT}", canary, "{QP}", qp.String(), "{BIN}", string(z),
		"{ZIPLINE}", z1[:60], "{ZIP}", wrap(z1, 76, "\r\n"), "{ZIP1}", z1, "{ZIPGAPS}", wrap(z1, 60, "\r\n\r\n"), "{ZIPDOTS}", wrap(z1, 60, ".\r\n"),
		"{ZIPSHORT}", wrap(z1, 12, "\r\n"), "{ZIPQP}", strings.ReplaceAll(wrap(z1, 64, "\n"), "\n", "=0A=\r\n"),
		"{B64}", text64, "{B64NOPAD}", strings.TrimRight(text64, "="), "{B64CUT}", text64[:len(text64)/4*4-3],
		"{B64LONG}", wrap(base64.StdEncoding.EncodeToString([]byte(long)), 76, "\r\n"),
		"{B6464}", wrap(base64.StdEncoding.EncodeToString([]byte(wrap(base64.StdEncoding.EncodeToString([]byte(long)), 76, "\r\n"))), 76, "\r\n"),
		"{B64UTF16}", wrap(base64.StdEncoding.EncodeToString(utf16), 76, "\r\n"),
		"{MSG64}", wrap(base64.StdEncoding.EncodeToString([]byte("From: a@b.c\r\nSubject: x\r\n\r\n"+canary+"\r\n")), 76, "\r\n"),
		"{MULTI64}", wrap(base64.StdEncoding.EncodeToString([]byte("--b\r\n\r\n"+canary+"\r\n--b--\r\n")), 76, "\r\n"),
		"{UU}", uuencode(z), "{UUCUT}", uuencode(z)[:61], "{UUUU}", uuencode([]byte("begin 644 a.zip\r\n"+uuencode(z)+"\r\nend\r\n")),
		"{ZIPLONG}", base64.StdEncoding.EncodeToString(append(z, make([]byte, 2*maxSuspectLine)...)),
	)
}

func wrap(s string, n int, sep string) string {
	var parts []string
	for len(s) > n {
		parts, s = append(parts, s[:n]), s[n:]
	}
	return strings.Join(append(parts, s), sep)
}

func canaryZip(t testing.TB) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	f, err := z.CreateHeader(&zip.FileHeader{Name: "lijst.csv", Method: zip.Store})
	if err == nil {
		_, err = f.Write([]byte(canary))
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func uuencode(b []byte) string {
	var out []string
	for len(b) > 0 {
		n := min(45, len(b))
		chunk := make([]byte, (n+2)/3*3)
		copy(chunk, b[:n])
		b = b[n:]
		line := []byte{byte(' ' + n)}
		for i := 0; i < len(chunk); i += 3 {
			v := uint(chunk[i])<<16 | uint(chunk[i+1])<<8 | uint(chunk[i+2])
			for shift := 18; shift >= 0; shift -= 6 {
				c := byte(v>>shift) & 63
				if c == 0 {
					c = 64
				}
				line = append(line, ' '+c)
			}
		}
		out = append(out, string(line))
	}
	return strings.Join(append(out, "`"), "\r\n")
}

func paths(parts []Part) (ps []string) {
	for _, p := range parts {
		ps = append(ps, p.Path)
	}
	return ps
}

func TestHostileStructures(t *testing.T) {
	placeholders := fill(t)
	for i, c := range hostileCases {
		t.Run(fmt.Sprintf("%03d-%s", i+1, c.name), func(t *testing.T) {
			src, whole := strings.CutPrefix(c.body, "!")
			if !whole {
				src = head + src
			}
			msg := placeholders.Replace(strings.ReplaceAll(src, "\n", "\r\n"))
			m, parts, bodies := readAll(t, []byte(msg))
			found := strings.Contains(strings.Join(bodies, "\n"), canary)
			if c.want == seen && (!found || len(m.Defects()) > 0) || c.want == flagged && len(m.Defects()) == 0 {
				t.Errorf("canary seen: %v, defects: %v, want %s; in %q", found, m.Defects(), c.want, paths(parts))
			}
		})
	}
	if len(hostileCases) < 120 {
		t.Errorf("%d cases, want at least 120", len(hostileCases))
	}
}
