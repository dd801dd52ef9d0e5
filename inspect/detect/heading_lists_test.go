package detect

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
)

// listKinds are the kinds and special categories that testdata/headings names.
var listKinds = map[string]heading{
	"given": {kind: kGiven}, "family": {kind: kFamily}, "full": {kind: kFull}, "email": {kind: kEmail}, "phone": {kind: kPhone}, "street": {kind: kStreet}, "postcode": {kind: kPostcode}, "town": {kind: kTown}, "birth": {kind: kBirth}, "age": {kind: kAge}, "id": {kind: kID}, "account": {kind: kIBAN}, "class": {kind: kClass}, "pay": {kind: kPay},
	"health": {kind: kSpecial, attr: inspect.Health}, "religion": {kind: kSpecial, attr: inspect.Religion}, "union": {kind: kSpecial, attr: inspect.Union}, "ethnicity": {kind: kSpecial, attr: inspect.Ethnicity}, "politics": {kind: kSpecial, attr: inspect.Politics}, "sexual-life": {kind: kSpecial, attr: inspect.SexualLife}, "criminal": {kind: kSpecial, attr: inspect.Criminal}, "social-care": {kind: kSpecial, attr: inspect.SocialCare},
	"parent": {kind: kFull, role: roleParent}, "mother": {kind: kFull, role: roleMother}, "father": {kind: kFull, role: roleFather}, "emergency": {kind: kFull, role: roleEmergency}, "partner": {kind: kFull, role: rolePartner}, "contact": {kind: kFull, role: roleContact},
}

// TestHeadingsOfOffices reads testdata/headings: what offices, their programs and
// databases call a column or a field, by language. "other" says nothing by which
// somebody is known or reached.
func TestHeadingsOfOffices(t *testing.T) {
	files, err := filepath.Glob("testdata/headings/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no headings: %v", err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			name, terms, _ := strings.Cut(strings.TrimSpace(line), ": ")
			for term := range strings.SplitSeq(terms, " | ") {
				if h := readHeading(term); !readsAs(h, name) {
					t.Errorf("%s: %q of %s is read as kind %d of %s, role %d", filepath.Base(f), term, name, h.kind, h.attr, h.role)
				}
			}
		}
	}
}

func readsAs(h heading, name string) bool {
	if name == "other" {
		switch h.kind {
		case kNone, kThing, kDate, kGender, kNote, kOrg, kRank, kTown, kAuthor, kInitials:
			return true
		}
		return false
	}
	want, ok := listKinds[name]
	return ok && h.kind == want.kind && h.attr == want.attr && (want.role == roleNone || h.role == want.role)
}
