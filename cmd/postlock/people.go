package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"text/tabwriter"
	"time"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect"
	"github.com/postlock/postlock/inspect/detect/known"
	"github.com/postlock/postlock/inspect/extract"
	"github.com/postlock/postlock/inspect/rule"
	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

const peopleHelp = `usage: postlock people COMMAND --rules rules.toml [--config postlock.toml]

  people import NAME FILE   hashes a list (csv, xlsx, ods …) for [[people]] NAME; FILE is not kept
  people list               the lists of rules.toml and what is in them
  people remove NAME        deletes the file of hashes

Only keyed hashes are kept, in the file that [[people]] names; the key is made
once, as people.key in the data folder. Afterwards send postlock serve a SIGHUP.
`

// peopleCommand looks after the lists of the office's own people.
func peopleCommand(ctx context.Context, std stdio, args []string) error {
	if len(args) == 0 || args[0] == "-h" || args[0] == "--help" || args[0] == "help" {
		fmt.Fprint(std.out, peopleHelp)
		return nil
	}
	p := &peopleLists{std: std}
	fs := flags(std, "people")
	fs.Usage = func() { fmt.Fprint(std.err, peopleHelp) }
	fs.StringVar(&p.rules, "rules", "", "rules.toml (default: that of the settings)")
	fs.StringVar(&p.config, "config", "", "settings file")
	words, err := parseMixed(fs, args[1:])
	if err != nil {
		return asExit(err)
	}
	if err := p.load(); err != nil {
		return err
	}
	switch {
	case args[0] == "list" && len(words) == 0:
		return p.list()
	case args[0] == "import" && len(words) == 2:
		return p.load1(ctx, words[0], words[1])
	case args[0] == "remove" && len(words) == 1:
		return p.remove(ctx, words[0])
	}
	return fmt.Errorf("there is no \"people %s\" with %d words; \"postlock people help\" lists what there is", args[0], len(words))
}

type peopleLists struct {
	std           stdio
	rules, config string
	data          string
	lists         []rule.People
}

func (p *peopleLists) load() error {
	s, err := loadSettings(p.config)
	if err != nil {
		return err
	}
	p.data = near(p.config, s.Data)
	if p.rules == "" {
		if p.rules = near(p.config, s.Rules); p.rules == "" {
			return errors.New("name the rules: --rules rules.toml")
		}
	}
	rs, err := loadRules(p.rules)
	if err != nil {
		return err
	}
	p.lists = rs.People()
	return nil
}

func (p *peopleLists) named(name string) (rule.People, error) {
	var names []string
	for _, l := range p.lists {
		if l.Name == name {
			return l, nil
		}
		names = append(names, l.Name)
	}
	return rule.People{}, fmt.Errorf("%s has no [[people]] called %q; it has %q", p.rules, name, names)
}

// load1 turns one list into its file.
func (p *peopleLists) load1(ctx context.Context, name, file string) error {
	l, err := p.named(name)
	if err != nil {
		return err
	}
	key, err := makeKey(keyFile(l, p.rules, p.data))
	if err != nil {
		return err
	}
	b := known.NewBuilder(key)
	r := &roster{columns: l.Columns, add: b.Add}
	if err := readRoster(ctx, r, file); err != nil {
		return err
	}
	if err := writeBeside(near(p.rules, l.File), b.File(time.Now())); err != nil {
		return fmt.Errorf("writing the hashes: %w", err)
	}
	detail := audit.Detail{"list": name, "people": fmt.Sprint(r.people), "left out": fmt.Sprint(r.poor), "protected": fmt.Sprint(r.protected)}
	if err := p.record(ctx, audit.PeopleImported, detail); err != nil {
		return err
	}
	fmt.Fprintf(p.std.out, "%s: %d people, %d with a protected address", name, r.people, r.protected)
	if r.poor > 0 {
		fmt.Fprintf(p.std.out, "; %d rows left out, which have fewer than two values to recognise somebody by", r.poor)
	}
	fmt.Fprintln(p.std.out)
	return nil
}

func (p *peopleLists) record(ctx context.Context, what audit.What, d audit.Detail) error {
	store, end, err := openStore(ctx, p.config)
	if err != nil {
		return err
	}
	defer end()
	return store.Update(ctx, func(tx *spool.Tx) error { return record(tx, what, "", d) })
}

func (p *peopleLists) remove(ctx context.Context, name string) error {
	l, err := p.named(name)
	if err != nil {
		return err
	}
	if err := os.Remove(near(p.rules, l.File)); err != nil {
		return err
	}
	fmt.Fprintf(p.std.out, "%s is deleted; take its [[people]] out of %s as well\n", l.File, p.rules)
	return p.record(ctx, audit.PeopleRemoved, audit.Detail{"list": name})
}

func (p *peopleLists) list() error {
	w := tabwriter.NewWriter(p.std.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "NAME\tPEOPLE\tPROTECTED\tIMPORTED\tFILE")
	for _, l := range p.lists {
		list, err := openList(l, p.rules, p.data)
		if err != nil {
			fmt.Fprintf(w, "%s\t-\t-\t-\t%v\n", l.Name, err)
			continue
		}
		fmt.Fprintf(w, "%s\t%d\t%d\t%s\t%s\n", l.Name, list.People(), list.Protected(), list.Made.Format("2006-01-02 15:04"), l.File)
	}
	return w.Flush()
}

// keyFile is where a list's key lies.
func keyFile(l rule.People, rules, data string) string {
	if l.Key != "" {
		return near(rules, l.Key)
	}
	return filepath.Join(data, "people.key")
}

// makeKey reads a key, or makes it for its owner alone.
func makeKey(file string) ([]byte, error) {
	key, err := os.ReadFile(file)
	if !errors.Is(err, fs.ErrNotExist) {
		if err == nil && len(key) != known.KeySize {
			err = fmt.Errorf("%s is no key: it has %d bytes instead of %d", file, len(key), known.KeySize)
		}
		return key, err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return nil, err
	}
	key = make([]byte, known.KeySize)
	_, _ = rand.Read(key) // never fails
	if err := writeBeside(file, key); err != nil {
		return nil, fmt.Errorf("making the key: %w", err)
	}
	return key, nil
}

// writeBeside writes a file for its owner alone, whole or not at all: beside its
// place, synced, then renamed.
func writeBeside(name string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".people-*")
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

func openList(l rule.People, rules, data string) (*known.List, error) {
	file := near(rules, l.File)
	advice := fmt.Sprintf("run \"postlock people import --rules %s %s FILE\"", rules, l.Name)
	content, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("[[people]] %s: there is no %s yet; %s", l.Name, file, advice)
	}
	if err != nil {
		return nil, fmt.Errorf("[[people]] %s: %w", l.Name, err)
	}
	key, err := os.ReadFile(keyFile(l, rules, data))
	if err != nil {
		return nil, fmt.Errorf("[[people]] %s: its key: %w; name the settings with --config, or set key in [[people]]", l.Name, err)
	}
	list, err := known.Open(content, key)
	if err != nil {
		return nil, fmt.Errorf("[[people]] %s: %s: %w; %s", l.Name, file, err, advice)
	}
	list.Name = l.Name
	return list, nil
}

// openPeople opens every list of the rules; nil when there are none.
func openPeople(rs *rule.Ruleset, rules, data string) (*known.Register, error) {
	var r known.Register
	var wrong error
	for _, l := range rs.People() {
		list, err := openList(l, rules, data)
		wrong = errors.Join(wrong, err)
		r.Lists = append(r.Lists, list)
	}
	if wrong != nil || len(r.Lists) == 0 {
		return nil, wrong
	}
	return &r, nil
}

func (o *office) openPeople(rs *rule.Ruleset, file string) (*known.Register, error) {
	return openPeople(rs, near(o.config, file), o.data(""))
}

// knowing makes detectors that know the people of reg at the time.
func knowing(reg *atomic.Pointer[known.Register]) func(inspect.Parties) inspect.Detector {
	return func(p inspect.Parties) inspect.Detector {
		return detect.New(p, detect.Options{Known: reg.Load()})
	}
}

// know teaches an inspector the people of the rules.
func know(in *inspect.Inspector, rs *rule.Ruleset, rules, config string) error {
	if len(rs.People()) == 0 {
		return nil
	}
	s, err := loadSettings(config)
	if err != nil {
		return err
	}
	r, err := openPeople(rs, rules, near(config, s.Data))
	if err != nil {
		return err
	}
	var reg atomic.Pointer[known.Register]
	reg.Store(r)
	in.Detect = knowing(&reg)
	return nil
}

// readRoster reads a list of people, whatever kind of file it is.
func readRoster(ctx context.Context, r *roster, file string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	pool, err := extract.NewPool(extract.Options{Workers: 1})
	if err != nil {
		return err
	}
	defer pool.Close()
	name := filepath.Base(file)
	if err := pool.Extract(ctx, inspect.File{Path: name, Name: name, Body: bytes.NewReader(content)}, r); err != nil {
		return fmt.Errorf("reading %s: %w", file, err)
	}
	return r.err(file)
}

// roster is the Sink of a list of people.
type roster struct {
	columns   rule.Columns
	add       func(known.Person) bool
	table     inspect.Row
	at        map[string][]int // columns by their key; nil until the heading came
	missing   []string
	broken    []string
	people    int
	poor      int
	protected int
	any       bool
}

func (r *roster) Text(inspect.Text) {}

func (r *roster) Unreadable(u inspect.Unreadable) {
	r.broken = append(r.broken, fmt.Sprintf("%s (%s) %s", u.Where, u.Why, u.Detail))
}

// Row reads the heading of a table, then its people.
func (r *roster) Row(row inspect.Row) {
	if row.Place.Part != r.table.Place.Part || row.Table != r.table.Table || row.Place.Path != r.table.Place.Path {
		r.table, r.at = row, nil
	}
	if r.at == nil {
		r.heading(row.Cells)
		return
	}
	p := r.person(row.Cells)
	switch {
	case p == nil:
	case r.add(*p):
		r.people++
		if p.Protected {
			r.protected++
		}
	default:
		r.poor++
	}
}

// heading takes a row for the heading when it has every column asked for.
func (r *roster) heading(cells []string) {
	at := map[string][]int{}
	var missing []string
	hits := 0
	for _, c := range r.columns.All() {
		for _, h := range c.Headings {
			i := indexFold(cells, h)
			if i < 0 {
				missing = append(missing, h)
				continue
			}
			hits++
			at[c.Key] = append(at[c.Key], i)
		}
	}
	if len(missing) == 0 {
		r.at, r.any = at, true
	}
	if hits > 0 && (r.missing == nil || len(missing) < len(r.missing)) {
		r.missing = missing
	}
}

func indexFold(cells []string, heading string) int {
	for i, c := range cells {
		if strings.EqualFold(strings.TrimSpace(strings.TrimPrefix(c, "\ufeff")), strings.TrimSpace(heading)) {
			return i
		}
	}
	return -1
}

func (r *roster) err(file string) error {
	switch {
	case len(r.broken) > 0:
		return fmt.Errorf("%s could not be read: %s", file, strings.Join(r.broken, ", "))
	case !r.any && len(r.missing) > 0:
		return fmt.Errorf("%s has no column called %q; the headings under [people.columns] must stand in one row of it", file, r.missing)
	case !r.any:
		return fmt.Errorf("%s has no row with the headings under [people.columns]", file)
	case r.people == 0:
		return fmt.Errorf("%s names nobody who could be recognised", file)
	}
	return nil
}

// person is a row's; nil when the row is empty.
func (r *roster) person(cells []string) *known.Person {
	get := func(key string) (vs []string) {
		for _, i := range r.at[key] {
			if i < len(cells) && strings.TrimSpace(cells[i]) != "" {
				vs = append(vs, strings.TrimSpace(cells[i]))
			}
		}
		return vs
	}
	one := func(key string) string { return strings.Join(get(key), " ") }
	if strings.TrimSpace(strings.Join(cells, "")) == "" {
		return nil
	}
	return &known.Person{
		Given: one("given"), Family: one("family"), Full: one("name"), Birth: one("birth_date"),
		Address: one("address"), Postcode: one("postcode"), House: one("house_number"),
		Phones: get("phone"), Emails: get("email"), IDs: get("national_id"), Member: one("member"),
		Protected: secret(one("protected")),
	}
}

// secret reads the cell of a column that says whose address is protected:
// anything but a no.
func secret(cell string) bool {
	switch strings.ToLower(cell) {
	case "", "0", "-", "no", "n", "nee", "nein", "nej", "false", "falsch", "onwaar", "falsk":
		return false
	}
	return true
}
