package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// headerFields splits a header into its fields as they stand, the lines that
// continue one with it.
var headerFields = regexp.MustCompile(`(?s)[^\r\n].*?\r\n(?:[ \t].*?\r\n)*`)

// hidden is a real message with twelve strangers in its header, and these.
func hidden(i int, text []byte) (m letter) {
	m.from = "office@example.org"
	for k := range 12 {
		m.to = append(m.to, fmt.Sprintf("parent%d.%d@strangers.example", i, k))
	}
	head := "To: " + strings.Join(m.to[:8], ",\r\n ") + "\r\nCc: <" + strings.Join(m.to[8:], ">, <") + ">\r\nX-Original-To: " + m.to[0] +
		"\r\nAutocrypt-Gossip: addr=" + m.to[1] + "; keydata=bWFpbA==\r\nX-Our-Log: sent to " + strings.ToUpper(m.to[2]) + "\r\n"
	m.data = append([]byte(head), text...)
	return m
}

// TestHiddenRecipientsOfRealMail sends all real messages beside this checkout to
// twelve strangers each: everybody gets theirs, no address of a recipient is left
// in the header, the fields that are left are as they were, and the body is.
func TestHiddenRecipientsOfRealMail(t *testing.T) {
	var files []string
	for _, folder := range []string{"mail", "mail-odd"} {
		more, err := filepath.Glob(filepath.Join(corpus, folder, "*"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, more...)
	}
	if len(files) == 0 {
		t.Skip("the corpus is not beside this checkout")
	}
	hop := startRecorder(t)
	o := startOffice(t, hop.address(), nil)
	sent, held := map[string]letter{}, 0
	for i, file := range files {
		text := ends.ReplaceAll(bytes.ReplaceAll(must(os.ReadFile(file)), []byte{0}, nil), []byte("\r\n"))
		if bytes.HasPrefix(text, []byte("From ")) { // of an mbox
			_, text, _ = bytes.Cut(text, []byte("\r\n"))
		}
		m := hidden(i, text)
		m.title = filepath.Base(file)
		switch said, err := submit(o.smtpAddress(), m); {
		case err != nil:
			t.Errorf("%s: %v", m.title, err)
		case strings.Contains(said, "recipients hidden"):
			sent[m.to[0]] = m
		case strings.Contains(said, "Held"): // for another reason
			held++
		default:
			t.Errorf("%s: %s", m.title, said)
		}
	}
	awaitQueueEmpty(t, o.store)
	hop.mu.Lock()
	defer hop.mu.Unlock()
	for _, a := range hop.got {
		m, ours := sent[a.to[0]]
		if !ours {
			continue // a notice
		}
		delete(sent, a.to[0])
		if !slices.Equal(a.to, m.to) {
			t.Errorf("%s: sent to %q", m.title, a.to)
		}
		sameButHidden(t, m, a.data)
	}
	if len(sent) > 0 || held*5 > len(files) {
		t.Errorf("%d of %d did not arrive, %d are held", len(sent), len(files), held)
	}
	t.Logf("%d messages, %d of them held for other reasons", len(files), held)
}

// sameButHidden compares what arrived with what was sent.
func sameButHidden(t *testing.T, m letter, got []byte) {
	t.Helper()
	head, body, _ := bytes.Cut(m.data, []byte("\r\n\r\n"))
	newHead, newBody, _ := bytes.Cut(got, []byte("\r\n\r\n"))
	if !bytes.Equal(bytes.TrimRight(body, "\r\n"), bytes.TrimRight(newBody, "\r\n")) {
		t.Errorf("%s: the body changed", m.title)
	}
	if bytes.Contains(bytes.ToLower(newHead), []byte("strangers.example")) {
		t.Errorf("%s: a recipient is left in\n%s", m.title, newHead)
	}
	named := listed(string(head) + "\r\n")
	left := headerFields.FindAllString(string(newHead)+"\r\n", -1)
	for _, field := range headerFields.FindAllString(string(head)+"\r\n", -1) {
		name, _, _ := strings.Cut(field, ":")
		i := slices.Index(left, field)
		if i < 0 {
			if !lawfullyGone.MatchString(name) && !holdsOne(field, named) {
				t.Errorf("%s: %q is gone or changed", m.title, field)
			}
			continue
		}
		left = slices.Delete(left, i, i+1)
	}
	for _, field := range left { // the trace, and the new To
		if name, _, _ := strings.Cut(field, ":"); !slices.Contains([]string{"Received", "X-Postlock-Loop", "To"}, name) {
			t.Errorf("%s: %q was added", m.title, field)
		}
	}
}

// listed are the addresses in the fields that list recipients.
func listed(head string) map[string]bool {
	named := map[string]bool{}
	for _, field := range headerFields.FindAllString(head, -1) {
		if name, value, _ := strings.Cut(field, ":"); lawfullyGone.MatchString(name) {
			for _, a := range anAddress.FindAllString(strings.ToLower(value), -1) {
				named[a] = true
			}
		}
	}
	return named
}

func holdsOne(field string, named map[string]bool) bool {
	for a := range named {
		if strings.Contains(strings.ToLower(field), a) {
			return true
		}
	}
	return false
}

var anAddress = regexp.MustCompile(`[^\s<>,;:"()\[\]]+@[^\s<>,;:"()\[\]]+`)

// lawfullyGone are fields that list recipients by their meaning, or sign such.
var lawfullyGone = regexp.MustCompile(`(?i)^(to|cc|bcc|resent-(to|cc|bcc)|apparently-to|delivered-to|envelope-to|original-to|mail-followup-to|` +
	`autocrypt-gossip|x-.*(-to|-cc|-bcc|-recipients?|-rcpts?|-receivers?)|x-receiver|(x-google-)?dkim-signature|domainkey-signature|received)\s*$`)
