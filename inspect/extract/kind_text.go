package extract

import (
	"bytes"
	"strings"
)

// textKind tells kinds of text by how they begin (head is UTF-8).
func textKind(f *file, head string) kind {
	t := strings.TrimLeft(head, "\ufeff \t\r\n")
	begins := strings.ToUpper(t[:min(len(t), 64)])
	switch {
	case t == "":
		return kindEmpty
	case strings.HasPrefix(t, "{\\rtf"):
		return kindRTF
	case strings.HasPrefix(begins, "BEGIN:VCARD"):
		return kindVCard
	case strings.HasPrefix(begins, "BEGIN:VCALENDAR"), strings.HasPrefix(begins, "BEGIN:VEVENT"):
		return kindICal
	case strings.HasPrefix(t, "-----BEGIN PGP MESSAGE"), strings.HasPrefix(t, "$ANSIBLE_VAULT"), strings.HasPrefix(t, "age-encryption.org/"), strings.HasPrefix(t, "-----BEGIN AGE ENCRYPTED"):
		return kindEncrypted
	case strings.HasPrefix(t, "-----BEGIN PGP SIGNATURE"), strings.HasPrefix(t, "-----BEGIN PGP PUBLIC KEY"):
		return kindIgnored
	case strings.HasPrefix(t, "-----BEGIN CMS-----"), strings.HasPrefix(t, "-----BEGIN PKCS7-----"), strings.HasPrefix(t, "-----BEGIN PKCS #7 SIGNED DATA-----"):
		return kindCMS
	case extension(f.name) == "p7m" && strings.HasPrefix(t, "MI") && strings.Trim(t, base64Alphabet) == "": // a SEQUENCE in base64
		return kindCMS
	case isBase64(f, t):
		return kindBase64
	case isStatement(t):
		return kindStatement
	case strings.HasPrefix(t, "<"):
		return markupKind(f, t)
	case strings.HasPrefix(t, "{"), strings.HasPrefix(t, "["):
		// A letter may begin with a bracket; its body must be JSON to the letter.
		if !isSection(t) && looksJSON(t) && (!strings.HasPrefix(f.declared, "text/plain") || extension(f.name) == "json" || strictJSON(t)) {
			return kindJSON
		}
	case isLDIF(begins, t):
		return kindLDIF
	case isGEDCOM(t):
		return kindGEDCOM
	}
	if first, rest, _ := strings.Cut(t, "\n"); strings.HasPrefix(first, "From ") && mailHeader(rest) >= 2 {
		return kindMbox
	}
	// A reply often begins with the quoted head of another mail: as a plain
	// body it must name a field that no mail program quotes.
	n := mailHeader(t)
	if n == 0 && !strings.HasPrefix(begins, "MIME-VERSION:") {
		return plainKind(f, t)
	}
	upper := strings.ToUpper(t[:min(len(t), 4096)])
	claimed := strings.HasPrefix(f.declared, "message/") || extension(f.name) == "eml"
	plain := strings.HasPrefix(f.declared, "text/plain") && !claimed && !strings.Contains(upper, "MESSAGE-ID:") && !strings.Contains(upper, "MIME-VERSION:")
	if n >= 3 && !plain || n >= 2 && claimed {
		if strings.Contains(upper, "MULTIPART/RELATED") && strings.Contains(upper, "TEXT/HTML") && !strings.Contains(upper, "\nRECEIVED:") && !strings.Contains(upper, "\nTO:") {
			return kindMHTML
		}
		return kindEML
	}
	if strings.HasPrefix(begins, "MIME-VERSION:") && strings.Contains(upper, "CONTENT-TYPE:") {
		return kindMHTML
	}
	return plainKind(f, t)
}

// isLDIF knows a directory's entries (RFC 2849); begins is the beginning of t in capitals.
func isLDIF(begins, t string) bool {
	return strings.HasPrefix(begins, "DN: ") || strings.HasPrefix(begins, "DN:: ") ||
		strings.HasPrefix(begins, "VERSION: 1") && strings.Contains(strings.ToUpper(t[:min(len(t), 4096)]), "\nDN:")
}

// markupKind tells what an angle bracket begins.
func markupKind(f *file, t string) kind {
	head := strings.ToLower(t[:min(len(t), 4096)])
	switch {
	case strings.Contains(head, "urn:schemas-microsoft-com:office:spreadsheet") && strings.Contains(head, "<workbook"),
		strings.Contains(head, "<ss:workbook"):
		return kindSpreadsheetML
	case strings.Contains(head, "<office:document"):
		return kindFlatODF
	case strings.Contains(head, "<pkg:package"):
		return kindFlatOPC
	case strings.Contains(head, "<html"), strings.Contains(head, "<!doctype html"), strings.HasPrefix(f.declared, "text/html"):
		return kindHTML
	case strings.HasPrefix(head, "<?xml"):
		return kindXML
	}
	for _, tag := range []string{"<head", "<body", "<table", "<div", "<p", "<span", "<tr", "<td", "<br", "<font", "<center", "<h1", "<h2", "<meta", "<style", "<title", "<a ", "<b>", "<ul", "<img"} {
		if strings.Contains(head, tag+">") || strings.Contains(head, tag+" ") || strings.HasSuffix(tag, ">") && strings.Contains(head, tag) {
			return kindHTML
		}
	}
	if len(t) > 2 && (t[1] == '!' || letter(t[1])) && strings.Contains(t, "</") {
		return kindXML
	}
	return plainKind(f, t)
}

// mailHeader counts the fields at the beginning that mail has.
func mailHeader(t string) (n int) {
	for line := range strings.Lines(t[:min(len(t), 16<<10)]) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			return n
		}
		if line[0] == ' ' || line[0] == '\t' {
			continue
		}
		name, _, ok := strings.Cut(line, ":")
		if !ok || name == "" || strings.ContainsAny(name, " \t<>") {
			return n
		}
		switch strings.ToLower(name) {
		case "from", "to", "cc", "subject", "date", "received", "return-path", "message-id", "mime-version",
			"content-type", "content-transfer-encoding", "delivered-to", "dkim-signature", "reply-to", "x-mailer", "x-mozilla-status":
			n++
		}
	}
	return n
}

// looksJSON wants a brace or bracket and then what JSON has there.
func looksJSON(t string) bool {
	rest := strings.TrimLeft(t[1:], " \t\r\n")
	if rest == "" {
		return false
	}
	switch c := rest[0]; {
	case t[0] == '{':
		return c == '"' && strings.Contains(rest, `":`) || strings.Contains(rest, `" :`) && c == '"' || c == '}' && len(strings.TrimSpace(rest)) == 1
	case c == '{' || c == '[' || c == '"' || c == ']' && len(strings.TrimSpace(rest)) == 1:
		return looksLikeValue(t)
	case c == '-' || c >= '0' && c <= '9':
		return strings.TrimLeft(t[:min(len(t), 512)], "[]{}-+.,0123456789eE \t\r\n") == ""
	}
	return false
}

// looksLikeValue tells [{"a":1}] from "[link] text".
func looksLikeValue(t string) bool {
	for _, mark := range []string{`":`, `" :`, `",`, `"]`, `]]`, `],`, `{}`, "\",\n", `" ,`} {
		if strings.Contains(t, mark) {
			return true
		}
	}
	return false
}

// plainKind is for text without markup.
func plainKind(f *file, t string) kind {
	switch {
	case isSYLK(t):
		return kindSYLK
	case isDIF(t):
		return kindDIF
	case hasInsert(t):
		return kindSQL
	case isQuoting(t) && !wantsTable(f):
		return kindText // whose blocks may be tables
	case !wantsTable(f) && isRecords(t):
		return kindRecords
	}
	if d := findDelimiter(t, wantsTable(f)); d != 0 {
		if !wantsTable(f) && f.rest == nil && len(f.data) <= maxBlock && isLetterRound(t, d) {
			return kindText
		}
		return kindTable
	}
	if mayHaveColumns(t) {
		if whole := fixedColumns(bytesLines(t)); len(whole) > 0 && !inBlocks(t, whole) {
			return kindFixed
		}
	}
	return kindText
}

// isQuoting finds three lines of quoted mail together.
func isQuoting(t string) bool {
	if strings.Count(t, ">") < 3 {
		return false
	}
	run := 0
	for line := range strings.Lines(t) {
		if run++; !strings.HasPrefix(strings.TrimLeft(line, " "), ">") {
			run = 0
		}
		if run == 3 {
			return true
		}
	}
	return false
}

// wantsTable is set when name or type promise separated values.
func wantsTable(f *file) bool {
	switch extension(f.name) {
	case "csv", "tsv", "tab":
		return true
	}
	return strings.HasPrefix(f.declared, "text/csv") || strings.HasPrefix(f.declared, "text/tab-separated")
}

func bytesLines(t string) [][]byte { return bytes.Split([]byte(t), []byte("\n")) }
