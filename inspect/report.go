package inspect

import (
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect/message"
)

// Place says where in a message something stands.
type Place struct {
	// Path leads through containers to the file, outermost first, joined
	// with " > ": "body", "fotos.zip > lijst.xlsx".
	Path string `json:"path"`
	// Part is the sheet, page range or section inside the file ("Sheet1",
	// "page 3", "comments"); empty when the file has none.
	Part string `json:"part,omitempty"`
	// Line is the row, line or paragraph from 1; 0 when it is not known.
	Line int `json:"line,omitempty"`
}

// PartInvitation is the part of a calendar where those stand to whom it was sent as a
// request; the people of other calendars stand in "attendees".
const PartInvitation = "invitation"

// String is the "where" of the JSON contract: path and part, without the line.
func (p Place) String() string {
	if p.Part == "" {
		return p.Path
	}
	return p.Path + " > " + p.Part
}

// In is the path of a member called name inside the container at path.
func In(path, name string) string {
	if path == "" {
		return name
	}
	return path + " > " + name
}

// Text is a run of words read at one place, in reading order.
type Text struct {
	Place Place
	// Hidden is set when a person who opens the file would not see it:
	// hidden sheets, tracked deletions, comments, document properties.
	Hidden bool
	// Text is valid UTF-8 with "\n" line ends and at most MaxText bytes;
	// longer runs come as several Texts, split between lines where it can be.
	Text string
}

// MaxText is the most bytes one Text carries.
const MaxText = 64 << 10

// Row is one row of a table: a sheet, a csv file, a table in a document.
type Row struct {
	Place Place
	// Table counts the tables of one Path and Part from 0; a change of
	// Path, Part or Table starts a new table, unless the row continues one.
	Table int
	// Continues is set when the row belongs to the table of the row before, which
	// began in another Part: on the page before.
	Continues bool
	// Header is set when the format itself marks the row as a heading
	// (HTML th, Word's repeated header row). Most headings are not marked.
	Header bool
	// Hidden is set when the sheet or the row is hidden.
	Hidden bool
	// Cells are the values as a person would read them: dates as
	// 2006-01-02, numbers without exponent, leading zeros kept.
	Cells []string
	// HiddenCells marks the cells of hidden columns; nil when there are none.
	HiddenCells []bool
}

// Why is the reason a part could not be read; the texts are part of the JSON
// contract.
type Why string

// The reasons. Each stops a message by the default policy, except Picture.
const (
	Encrypted   Why = "encrypted"
	Damaged     Why = "damaged"
	Unsupported Why = "unsupported"
	OverLimit   Why = "over a limit"
	TimedOut    Why = "timed out"
	Ambiguous   Why = "ambiguous" // two mail readers could understand it differently
	Picture     Why = "picture, not read"
)

// Unreadable is a part whose content nobody here has seen.
type Unreadable struct {
	Where Place
	Why   Why
	// Detail says more for the reviewer and the log, never content:
	// "AES-256 zip member", "more than 1,000 parts".
	Detail string
}

// Sink takes what an Extractor finds, in reading order. It is called from one
// goroutine at a time and does not keep slices after the call.
type Sink interface {
	Text(Text)
	Row(Row)
	Unreadable(Unreadable)
}

// Attribute is what a message says of a person.
type Attribute uint8

// The attributes. The last group are the special categories of GDPR art. 9 and
// 10 and what national law treats alike.
const (
	Address Attribute = iota
	BirthDate
	Phone
	Email
	NationalID
	BankAccount
	Card
	Child
	Credential
	SecretAddress
	Other
	Health
	Religion
	Union
	Ethnicity
	Politics
	SexualLife
	Criminal
	SocialCare
	numAttributes
)

var attributeNames = [numAttributes]string{
	"address", "birth_date", "phone", "email", "national_id", "bank_account", "card",
	"child", "credential", "secret_address", "other",
	"health", "religion", "union", "ethnicity", "politics", "sexual_life", "criminal", "social_care",
}

// String is the attribute's name in JSON and rules.toml.
func (a Attribute) String() string {
	if a < numAttributes {
		return attributeNames[a]
	}
	return fmt.Sprintf("attribute(%d)", a)
}

// MarshalText implements encoding.TextMarshaler.
func (a Attribute) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler; an unknown name is an error
// that lists the known ones.
func (a *Attribute) UnmarshalText(text []byte) error {
	for i, name := range attributeNames {
		if name == string(text) {
			*a = Attribute(i)
			return nil
		}
	}
	return fmt.Errorf("unknown attribute %q; known are %s", text, strings.Join(attributeNames[:], ", "))
}

// Attributes is a set of attributes, one bit each.
type Attributes uint32

// Set makes a set.
func Set(as ...Attribute) (s Attributes) {
	for _, a := range as {
		s |= 1 << a
	}
	return s
}

// Special holds the special categories.
const Special = Attributes(1<<Health | 1<<Religion | 1<<Union | 1<<Ethnicity | 1<<Politics |
	1<<SexualLife | 1<<Criminal | 1<<SocialCare)

// Has tells whether a is in s.
func (s Attributes) Has(a Attribute) bool { return s&(1<<a) != 0 }

// With is s and a.
func (s Attributes) With(a Attribute) Attributes { return s | 1<<a }

// List is the set in the order of the constants.
func (s Attributes) List() (as []Attribute) {
	for a := range numAttributes {
		if s.Has(a) {
			as = append(as, a)
		}
	}
	return as
}

// Sure is the confidence from which a single finding may decide: a strong
// shape (checksum and date), or a weaker one with context words beside it.
const Sure = 0.9

// Finding is one kind of thing found at one place. It is masked when made: it
// never holds a full value.
type Finding struct {
	Attribute Attribute `json:"attribute"`
	// Kind is the identifier or word list that hit: "cpr", "iban", "phone".
	Kind  string `json:"kind,omitempty"`
	Count int    `json:"count"`
	Where Place  `json:"place"`
	// Hidden is set when a person who opens the file would not see it.
	Hidden     bool    `json:"hidden"`
	Confidence float64 `json:"confidence"`
	Excerpt    string  `json:"excerpt"`
}

// LogValue keeps findings out of logs but for their kind, place-free.
func (f Finding) LogValue() slog.Value {
	return slog.GroupValue(slog.String("attribute", f.Attribute.String()), slog.Int("count", f.Count))
}

// FormKind begins the Kind of findings that are filled copies of the office's
// forms; the form's name follows.
const FormKind = "form "

// FormOf is the form's name in the Kind of a finding, empty when it is none.
func FormOf(kind string) string {
	name, _ := strings.CutPrefix(kind, FormKind)
	if len(name) == len(kind) {
		return ""
	}
	return name
}

// Filled counts the filled copies of the forms called names, of all when there
// are none.
func (r *Report) Filled(names []string) (n int) {
	for _, f := range r.Findings {
		if name := FormOf(f.Kind); name != "" && (len(names) == 0 || slices.Contains(names, name)) {
			n += f.Count
		}
	}
	return n
}

// Group is a number of subjects of whom the same attributes are said.
type Group struct {
	Attributes Attributes `json:"attributes"`
	Count      int        `json:"count"`
}

// Report is what a message would give away. It holds no personal data.
type Report struct {
	// SHA256 is of the message's bytes as submitted; a review binds to it.
	SHA256 [32]byte `json:"sha256"`
	Size   int64    `json:"size"` // bytes
	// Visible are the distinct addresses in To, Cc, Resent-To and Resent-Cc.
	Visible []message.Address `json:"-"`
	// VisibleExternal counts those outside own_domains.
	VisibleExternal int `json:"visible_external"`
	// People are the subjects, by what is said of them; nobody is in two groups.
	People     []Group      `json:"people,omitempty"`
	Findings   []Finding    `json:"findings,omitempty"`
	Unreadable []Unreadable `json:"unreadable,omitempty"`
	// Likeness is a similarity digest of all text and rows: like messages
	// differ in few bits (Hamming distance). 0 when there are too few words.
	Likeness uint64 `json:"likeness"`
}

// Subjects counts the distinct people the message says something about.
func (r *Report) Subjects() int { return r.SubjectsWith(^Attributes(0)) }

// SubjectsWith counts the people of whom at least one of want is said.
func (r *Report) SubjectsWith(want Attributes) (n int) {
	for _, g := range r.People {
		if g.Attributes&want != 0 {
			n += g.Count
		}
	}
	return n
}
