package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-msgauth/dkim"
)

// recordOf is what "dkim keygen" prints for the DNS: a name, and its text of one
// or more strings.
var recordOf = regexp.MustCompile(`(?s)(\S+)\. IN TXT \((.*?)\)\n`)

// keygen makes a key as an administrator does and gives what stands in the DNS.
func keygen(t *testing.T, dir string, args ...string) (name, record string) {
	t.Helper()
	var out bytes.Buffer
	t.Chdir(dir)
	if err := dkimCommand(t.Context(), stdio{out: &out, err: os.Stderr}, append([]string{"keygen"}, args...)); err != nil {
		t.Fatal(err)
	}
	m := recordOf.FindStringSubmatch(out.String())
	if m == nil {
		t.Fatalf("no record in %s", out.String())
	}
	for _, part := range regexp.MustCompile(`"([^"]*)"`).FindAllStringSubmatch(m[2], -1) {
		record += part[1]
	}
	return m[1], record
}

// TestSignedOnTheWayOut: the keys that the command makes, both kinds beside each
// other, sign the message as the next hop gets it, with the recipients already
// hidden; what they print for the DNS fits. A message that cannot be signed leaves.
func TestSignedOnTheWayOut(t *testing.T) {
	dir := t.TempDir()
	records := map[string]string{}
	for _, args := range [][]string{{"--domain", "example.org"}, {"--domain", "example.org", "--type", "ed25519"}} {
		name, record := keygen(t, dir, args...)
		records[name] = record
	}
	hop := startRecorder(t)
	o := startOffice(t, hop.address(), func(s *settings) {
		s.DKIM = []dkimSettings{
			{"example.org", "postlock-ed25519", filepath.Join(dir, "dkim-ed25519.pem")},
			{"example.org", "postlock", filepath.Join(dir, "dkim.pem")},
		}
	})
	m := newsletterMail(newRand(), time.Now())
	if said, err := submit(o.smtpAddress(), m); err != nil {
		t.Fatalf("%s %v", said, err)
	}
	got := hop.wait(t, func(a arrival) bool { return bytes.Contains(a.data, []byte("Summer fair")) })
	checks, err := dkim.VerifyWithOptions(bytes.NewReader(got.data), &dkim.VerifyOptions{
		LookupTXT: func(name string) ([]string, error) { return []string{records[name]}, nil },
	})
	if err != nil || len(checks) != 2 || checks[0].Err != nil || checks[1].Err != nil {
		t.Fatalf("%v %+v\n%s", err, checks, headOf(got.data))
	}
	if signed := strings.ToLower(strings.Join(checks[1].HeaderKeys, " ")); !strings.Contains(signed, "to") || !strings.Contains(signed, "subject") {
		t.Errorf("signed are only %s", signed)
	}
	m = letter{from: "copier@example.org", to: []string{"peter@elsewhere.example"}, data: []byte("Subject: a scan\r\n\r\nno From\r\n")}
	if said, err := submit(o.smtpAddress(), m); err != nil {
		t.Fatalf("%s %v", said, err)
	}
	hop.wait(t, func(a arrival) bool { return bytes.Contains(a.data, []byte("Subject: a scan")) })
}
