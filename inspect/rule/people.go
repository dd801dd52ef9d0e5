package rule

import (
	"fmt"
	"strings"

	"github.com/postlock/postlock/inspect/rule/strict"
)

// People is one [[people]] of rules.toml: a list of the office's own people,
// kept as keyed hashes in a file that "postlock people import" makes. The file
// is opened by whoever has the rules; this package reads nothing.
type People struct {
	Name string `toml:"name"`
	// File is the file of hashes, relative to rules.toml.
	File string `toml:"file"`
	// Key is the key's file, relative to rules.toml; empty for people.key in
	// the data folder.
	Key     string  `toml:"key"`
	Columns Columns `toml:"columns"`
}

// Columns name the headings of the list that is imported. Several headings of a
// name or an address are joined; of the others each cell is a value of its own.
type Columns struct {
	Name      Headings `toml:"name"`
	Given     Headings `toml:"given"`
	Family    Headings `toml:"family"`
	Birth     Headings `toml:"birth_date"`
	Address   Headings `toml:"address"`
	Postcode  Headings `toml:"postcode"`
	House     Headings `toml:"house_number"`
	Phone     Headings `toml:"phone"`
	Email     Headings `toml:"email"`
	ID        Headings `toml:"national_id"`
	Member    Headings `toml:"member"`
	Protected Headings `toml:"protected"`
}

// Headings are one heading or a list of them.
type Headings []string

// UnmarshalTOML implements toml.Unmarshaler.
func (h *Headings) UnmarshalTOML(v any) error {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	for _, one := range list {
		s, ok := one.(string)
		if !ok || strings.TrimSpace(s) == "" {
			return fmt.Errorf(`must be a column's heading in "quotes", or a list of them`)
		}
		*h = append(*h, s)
	}
	return nil
}

// All are the columns with their keys.
func (c *Columns) All() []struct {
	Key      string
	Headings Headings
} {
	return []struct {
		Key      string
		Headings Headings
	}{
		{"name", c.Name}, {"given", c.Given}, {"family", c.Family}, {"birth_date", c.Birth}, {"address", c.Address},
		{"postcode", c.Postcode}, {"house_number", c.House}, {"phone", c.Phone}, {"email", c.Email},
		{"national_id", c.ID}, {"member", c.Member}, {"protected", c.Protected},
	}
}

// kinds counts the columns by which somebody can be recognised.
func (c *Columns) kinds() (n int) {
	for _, given := range []bool{
		len(c.Name) > 0 || len(c.Given) > 0 && len(c.Family) > 0, len(c.Birth) > 0, len(c.Address) > 0 || len(c.Postcode) > 0 && len(c.House) > 0,
		len(c.Phone) > 0, len(c.Email) > 0, len(c.ID) > 0, len(c.Member) > 0,
	} {
		if given {
			n++
		}
	}
	return n
}

func (p *People) check(f *strict.File, at string, seen, files map[string]bool) {
	switch {
	case !idText.MatchString(p.Name):
		f.Add(at+".name", `a list of people needs a name of small letters, digits and "-", such as "members"; this is %q`, p.Name)
	case seen[p.Name]:
		f.Add(at+".name", "a list called %q is already above; every name stands once", p.Name)
	}
	seen[p.Name] = true
	checkFile(f, at, fmt.Sprintf("list %q", p.Name), p.File, p.Name+".people", "people", files)
	if len(p.Columns.Given) > 0 != (len(p.Columns.Family) > 0) {
		f.Add(at+".columns", "list %q: given and family go together; a column with both is name", p.Name)
	}
	if p.Columns.kinds() < 2 {
		f.Add(at+".columns", "list %q needs at least two columns to recognise somebody by: name (or given and family), birth_date, address (or postcode and house_number), phone, email, national_id, member", p.Name)
	}
	if len(p.Columns.Protected) > 0 && len(p.Columns.Address) == 0 && (len(p.Columns.Postcode) == 0 || len(p.Columns.House) == 0) {
		f.Add(at+".columns.protected", "list %q: a protected address needs the address beside it", p.Name)
	}
}

// People are the lists of the office's own people.
func (rs *Ruleset) People() []People { return rs.people }
