package quarantine_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/postlock/postlock/quarantine"
	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/quarantine/quarantinetest"
	"github.com/postlock/postlock/relay/spool"
)

// TestSecretsAreSealed: second factors and what reviewers wrote stand on the disk
// in no clear word, also when an earlier version had stored them so, and serve as
// before; the record's chain still holds.
func TestSecretsAreSealed(t *testing.T) {
	o := office(t)
	ctx := t.Context()
	proposal, err := o.Accounts.Enrol(ctx, "bente")
	if err != nil {
		t.Fatal(err)
	}
	const note = "Freja's list belongs to nobody else."
	id := o.Hold(quarantinetest.Hold{})
	it, err := o.Quarantine.Get(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	review := quarantine.Review{Login: "carl", Decision: quarantine.Refuse, Reason: quarantine.InWords, Note: note}
	if _, err := o.Quarantine.Review(ctx, id, review, it.Binding); err != nil {
		t.Fatal(err)
	}
	secrets := []string{proposal.Secret, note}
	for _, s := range secrets {
		wantNowhere(t, o, s)
	}
	inClear(t, o, proposal.URL, note)
	o.Spool.Close()
	o.Open()
	for _, s := range secrets {
		wantNowhere(t, o, s)
	}
	code, err := totp.GenerateCode(proposal.Secret, o.Clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Accounts.ConfirmSecond(ctx, "bente", code); err != nil {
		t.Errorf("the sealed proposal: %v", err)
	}
	if it, err = o.Quarantine.Get(ctx, id); err != nil || len(it.Reviews) != 1 || it.Reviews[0].Note != note {
		t.Errorf("the sealed note: %+v %v", it.Reviews, err)
	}
	if c, err := audit.Verify(ctx, o.Spool); err != nil || !c.OK() {
		t.Errorf("the record: %+v %v", c, err)
	}
	var export bytes.Buffer
	if err := audit.Export(ctx, o.Spool, &export); err != nil || !strings.Contains(export.String(), note) {
		t.Errorf("the auditor does not read the note: %v", err)
	}
	o.Clock.Add(time.Minute)
	token, half, err := o.Accounts.SignIn(ctx, "bente", quarantinetest.Password)
	if err != nil || !half {
		t.Fatal(half, err)
	}
	if code, err = totp.GenerateCode(proposal.Secret, o.Clock.Now()); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Accounts.Second(ctx, token, code); err != nil {
		t.Errorf("the sealed factor: %v", err)
	}
}

// inClear stores secrets as versions before the vault did.
func inClear(t *testing.T, o *quarantinetest.Office, url, note string) {
	t.Helper()
	err := o.Spool.Update(t.Context(), func(tx *spool.Tx) error {
		entries, err := audit.List(tx, audit.Filter{What: audit.Refused})
		if err != nil || len(entries) != 1 {
			t.Fatalf("%v %v", entries, err)
		}
		detail := `{"note":"` + note + `"` // maps are written with sorted keys
		for _, key := range []string{"reason", "recipients_sha256", "ruleset", "sha256"} {
			detail += `,"` + key + `":"` + entries[0].Detail[key] + `"`
		}
		for _, change := range [][]any{
			{`UPDATE account_person SET totp_new = ? WHERE login = 'bente'`, url},
			{`UPDATE quarantine_review SET note = ?`, note},
			{`UPDATE audit_entry SET detail = ? WHERE seq = ?`, detail + "}", entries[0].Seq},
			{`DELETE FROM migrations WHERE name LIKE '% sealed'`},
		} {
			if _, err := tx.Exec(change[0].(string), change[1:]...); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func wantNowhere(t *testing.T, o *quarantinetest.Office, secret string) {
	t.Helper()
	err := filepath.WalkDir(o.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if content, err := os.ReadFile(path); err != nil || bytes.Contains(content, []byte(secret)) {
			t.Errorf("%q stands in %s (%v)", secret, path, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
