// Package rule compiles rules.toml into a Ruleset and judges reports by it.
package rule

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule/strict"
)

// shipped is the default policy; rules.toml at the top of the repository is a
// link to it.
//
//go:embed default.toml
var shipped []byte

// Ruleset is a compiled rules.toml. It never changes.
type Ruleset struct {
	own    []string
	rules  []Rule
	digest string
	people []People
	forms  []Form
	file   *strict.File
	// pictures are read as it says.
	pictures Pictures
	words    Words
}

// Rule is one [[rule]] of rules.toml.
type Rule struct {
	ID        string `toml:"id"`
	Says      string `toml:"says"`
	Action    Action `toml:"action"`
	Approvals int    `toml:"approvals"`
	// RequireTLS lets mail go over verified TLS only, whatever the action is.
	RequireTLS bool `toml:"require_tls"`
	// Copies are of a rule that says bcc: one message for all, or one each.
	Copies Copies    `toml:"copies"`
	When   When      `toml:"when"`
	Hit    []Example `toml:"hit"`
	Miss   []Example `toml:"miss"`
}

// Copies says how the recipients of a message are hidden from one another.
type Copies string

// The kinds of copies; one message is the default.
const (
	OneMessage Copies = "one"
	Individual Copies = "individual" // to each recipient, To: its own address
)

// When holds a rule's conditions: those that are given must all be true.
type When struct {
	// VisibleExternal is the least number of distinct addresses outside
	// own_domains that the header shows.
	VisibleExternal int `toml:"visible_external"`
	// Subjects is the least number of people; About narrows whom to count.
	Subjects int `toml:"subjects"`
	// Findings is the least number of single sure findings of About.
	Findings int     `toml:"findings"`
	About    []About `toml:"about"`
	// Filled is the least number of filled copies of the office's forms; Forms
	// narrows which, and alone means one.
	Filled int      `toml:"filled"`
	Forms  []string `toml:"forms"`
	// Unreadable are the reasons for which an unread part counts.
	Unreadable []inspect.Why `toml:"unreadable"`
	// Drip is the least number of distinct external recipients the sender
	// reached with like content, this message included, Within a day or an
	// hour; DripMessages is the least number of such messages, whichever
	// strangers got them.
	Drip         int    `toml:"drip"`
	DripMessages int    `toml:"drip_messages"`
	Within       Within `toml:"within"`
	// Size is what the message must exceed, "50 MB".
	Size Size `toml:"size"`
}

// Within says how far back a slow drip is counted.
type Within string

// The windows of a slow drip; a day is the default.
const (
	Hour Within = "hour"
	Day  Within = "day"
)

// About is an attribute's name, or "special" for all special categories.
type About inspect.Attributes

// UnmarshalText implements encoding.TextUnmarshaler.
func (a *About) UnmarshalText(text []byte) error {
	if string(text) == "special" {
		*a = About(inspect.Special)
		return nil
	}
	var one inspect.Attribute
	if err := one.UnmarshalText(text); err != nil {
		return fmt.Errorf(`%w; "special" stands for all special categories`, err)
	}
	*a = About(inspect.Set(one))
	return nil
}

func (w When) about() (set inspect.Attributes) {
	for _, a := range w.About {
		set |= inspect.Attributes(a)
	}
	if set == 0 {
		return ^inspect.Attributes(0)
	}
	return set
}

// Size is a number of bytes, written "50 MB" (powers of 1,024) or "800".
type Size int64

var sizeText = regexp.MustCompile(`^(\d{1,9})\s*(|B|kB|KB|MB|GB)$`)

// UnmarshalText implements encoding.TextUnmarshaler.
func (s *Size) UnmarshalText(text []byte) error {
	m := sizeText.FindStringSubmatch(string(text))
	if m == nil {
		return fmt.Errorf(`%q is not a size; write "50 MB"`, text)
	}
	n, _ := strconv.ParseInt(m[1], 10, 64)
	switch strings.ToUpper(m[2]) {
	case "KB":
		n <<= 10
	case "MB":
		n <<= 20
	case "GB":
		n <<= 30
	}
	*s = Size(n)
	return nil
}

// String is the size in the largest unit that divides it.
func (s Size) String() string {
	for _, u := range []struct {
		name  string
		bytes Size
	}{{"GB", 1 << 30}, {"MB", 1 << 20}, {"kB", 1 << 10}} {
		if s >= u.bytes && s%u.bytes == 0 {
			return fmt.Sprintf("%d %s", s/u.bytes, u.name)
		}
	}
	return fmt.Sprintf("%d B", s)
}

type config struct {
	OwnDomains []string `toml:"own_domains"`
	Rules      []Rule   `toml:"rule"`
	People     []People `toml:"people"`
	Forms      []Form   `toml:"form"`
	Pictures   Pictures `toml:"pictures"`
	Words      Words    `toml:"words"`
}

// Default is the shipped policy.
func Default() *Ruleset {
	rs, err := Parse("built-in rules", shipped)
	if err != nil {
		panic(err) // a test loads the same bytes
	}
	return rs
}

// Shipped is the text of the default rules.toml.
func Shipped() []byte { return append([]byte(nil), shipped...) }

// Parse compiles the text of a rules.toml. A file without any [[rule]] gets the
// shipped rules. The error is strict.Mistakes: all of them, each with its line.
// Examples are not run here, see Ruleset.SelfTest.
func Parse(name string, src []byte) (*Ruleset, error) {
	c := config{Pictures: Pictures{Seconds: 60}}
	f := strict.Decode(name, src, &c)
	for i := range c.OwnDomains {
		c.OwnDomains[i] = checkDomain(f, i, c.OwnDomains[i])
	}
	seen := map[string]bool{}
	for i := range c.Rules {
		c.Rules[i].check(f, fmt.Sprintf("rule[%d]", i), seen)
	}
	lists, forms, files := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i := range c.People {
		c.People[i].check(f, fmt.Sprintf("people[%d]", i), lists, files)
	}
	for i := range c.Forms {
		c.Forms[i].check(f, fmt.Sprintf("form[%d]", i), forms, files)
	}
	for i := range c.Rules {
		c.Rules[i].When.checkForms(f, fmt.Sprintf("rule[%d].when", i), c.Forms)
	}
	c.Pictures.check(f)
	c.Words.check(f)
	if err := f.Err(); err != nil {
		return nil, err
	}
	digest := sha256.New()
	digest.Write(src)
	if len(c.Rules) == 0 {
		c.Rules = Default().rules
		digest.Write(shipped)
	}
	return &Ruleset{c.OwnDomains, c.Rules, hex.EncodeToString(digest.Sum(nil)), c.People, c.Forms, f, c.Pictures, c.Words}, nil
}

func checkDomain(f *strict.File, i int, d string) string {
	if _, err := message.ParseAddress("x@" + strings.TrimPrefix(d, ".")); err != nil {
		f.Add("own_domains", `%q is not a domain; write "example.org", or ".example.org" for all below it`, d)
	}
	return strings.ToLower(d)
}

var idText = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func (r *Rule) check(f *strict.File, at string, seen map[string]bool) {
	switch {
	case !idText.MatchString(r.ID):
		f.Add(at+".id", `a rule needs an id of small letters, digits and "-", such as "people-list"; this is %q`, r.ID)
	case seen[r.ID]:
		f.Add(at+".id", "a rule called %q is already above; every id stands once", r.ID)
	}
	seen[r.ID] = true
	if strings.TrimSpace(r.Says) == "" {
		f.Add(at+".says", `rule %q needs says = "…": the sentence that sender and reviewer read`, r.ID)
	}
	r.checkAction(f, at)
	r.When.check(f, at+".when", r.ID)
	if len(r.Hit) == 0 || len(r.Miss) == 0 {
		f.Add(at, "rule %q needs at least one [[rule.hit]] that it must hit and one [[rule.miss]] that it must not", r.ID)
	}
	for i := range r.Hit {
		r.Hit[i].check(f, fmt.Sprintf("%s.hit[%d]", at, i))
	}
	for i := range r.Miss {
		r.Miss[i].check(f, fmt.Sprintf("%s.miss[%d]", at, i))
	}
}

func (r *Rule) checkAction(f *strict.File, at string) {
	switch {
	case r.Action == Pass && !r.RequireTLS:
		f.Add(at+".action", `rule %q needs action = "bcc", "hold" or "reject", or require_tls = true`, r.ID)
	case r.Action == Hold && (r.Approvals < 1 || r.Approvals > 2):
		f.Add(at+".approvals", "rule %q holds, so it needs approvals = 1 or approvals = 2", r.ID)
	case r.Action != Hold && r.Approvals != 0:
		f.Add(at+".approvals", "approvals are for rules that hold; rule %q says %s", r.ID, r.Action)
	}
	switch {
	case r.Copies == "":
	case r.Copies != OneMessage && r.Copies != Individual:
		f.Add(at+".copies", `copies are "one" or "individual", not %q`, string(r.Copies))
	case r.Action != BCC:
		f.Add(at+".copies", "copies are for rules that say bcc; rule %q says %s", r.ID, r.Action)
	}
	if r.RequireTLS && r.Action == Reject {
		f.Add(at+".require_tls", "what rule %q rejects goes nowhere, so require_tls has no meaning", r.ID)
	}
}

// drips tells whether the condition is about a slow drip.
func (w When) drips() bool { return w.Drip > 0 || w.DripMessages > 0 }

func (w When) check(f *strict.File, at, id string) {
	for _, n := range []struct {
		key string
		n   int
	}{{"visible_external", w.VisibleExternal}, {"subjects", w.Subjects}, {"findings", w.Findings}, {"filled", w.Filled}, {"drip", w.Drip}, {"drip_messages", w.DripMessages}} {
		if n.n < 0 {
			f.Add(at+"."+n.key, "%s must be 1 or more", n.key)
		}
	}
	if w.VisibleExternal == 0 && w.Subjects == 0 && w.Findings == 0 && w.filled() == 0 && !w.drips() && w.Size == 0 && len(w.Unreadable) == 0 {
		f.Add(at, "rule %q has no condition under when, so it would hit every message", id)
	}
	if len(w.About) > 0 && w.Subjects == 0 && w.Findings == 0 {
		f.Add(at+".about", "about needs subjects or findings beside it")
	}
	switch {
	case w.Within == "":
	case w.Within != Hour && w.Within != Day:
		f.Add(at+".within", `within is "day" or "hour", not %q`, string(w.Within))
	case !w.drips():
		f.Add(at+".within", "within needs drip or drip_messages beside it")
	}
	for _, why := range w.Unreadable {
		if !known(why) {
			f.Add(at+".unreadable", "unknown reason %q; known are %q", why, reasons)
		}
	}
}

var reasons = []inspect.Why{inspect.Encrypted, inspect.Damaged, inspect.Unsupported, inspect.OverLimit,
	inspect.TimedOut, inspect.Ambiguous, inspect.Picture}

func known(why inspect.Why) bool {
	for _, r := range reasons {
		if r == why {
			return true
		}
	}
	return false
}

// OwnDomains are the office's domains, lower case, as written: a leading dot
// stands for all domains below.
func (rs *Ruleset) OwnDomains() []string { return rs.own }

// WithOwn is the same rules for other domains.
func (rs *Ruleset) WithOwn(domains ...string) *Ruleset {
	c := *rs
	c.own = domains
	return &c
}

// Digest is the SHA-256 of the rules in hex.
func (rs *Ruleset) Digest() string { return rs.digest }

// Mistake is one that only somebody else could see, at a key such as
// "people[0].file"; it has the key's line.
func (rs *Ruleset) Mistake(key, format string, args ...any) strict.Mistake {
	return rs.file.Mistake(key, format, args...)
}

// Rules are the compiled rules, in the file's order.
func (rs *Ruleset) Rules() []Rule { return rs.rules }

// Size is the largest message any rule lets in: the least size of a rule that
// rejects; 0 when there is none.
func (rs *Ruleset) Size() (least int64) {
	for _, r := range rs.rules {
		if s := int64(r.When.Size); r.Action == Reject && s > 0 && (least == 0 || s < least) {
			least = s
		}
	}
	return least
}

// Own tells whether an address is the office's own.
func (rs *Ruleset) Own(a message.Address) bool { return inspect.Own(rs.own, a.Domain()) }
