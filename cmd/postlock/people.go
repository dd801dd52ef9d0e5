package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/postlock/postlock/inspect/detect/known"
	"github.com/postlock/postlock/inspect/rule"
	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

const peopleHelp = `usage: postlock people COMMAND [--rules rules.toml] [--config postlock.toml]

  people import NAME FILE   hashes a list (csv, xlsx, xls, ods …) for [[people]] NAME; FILE is not kept
  people list               the lists of rules.toml and what is in them
  people remove NAME        deletes the file of hashes

Only keyed hashes are kept, in the file that [[people]] names; the key is made
once, as people.key in the data folder: name the settings that serve has, and be
the user that it runs as. Afterwards send postlock serve a SIGHUP.
For blank forms see "postlock form help".
`

// peopleCommand looks after the lists of the office's own people.
func peopleCommand(ctx context.Context, std stdio, args []string) error {
	r, words, err := openRegistrar(std, "people", peopleHelp, args)
	if r == nil || err != nil {
		return err
	}
	switch {
	case args[0] == "list" && len(words) == 0:
		return r.listPeople()
	case args[0] == "import" && len(words) == 2:
		return r.importPeople(ctx, words[0], words[1])
	case args[0] == "remove" && len(words) == 1:
		return r.removePeople(ctx, words[0])
	}
	return r.unknown(args[0])
}

// registrar does the work of the people and form commands.
type registrar struct {
	std           stdio
	command       string
	rules, config string // files
	data          string // folder
	set           *rule.Ruleset
}

// openRegistrar reads flags, settings and rules; nil after help was given.
func openRegistrar(std stdio, command, help string, args []string) (*registrar, []string, error) {
	if len(args) == 0 || args[0] == "-h" || args[0] == "--help" || args[0] == "help" {
		fmt.Fprint(std.out, help)
		return nil, nil, nil
	}
	r := &registrar{std: std, command: command}
	fl := flags(std, command)
	fl.Usage = func() { fmt.Fprint(std.err, help) }
	fl.StringVar(&r.rules, "rules", "", "rules.toml (default: that of the settings, or the one here)")
	fl.StringVar(&r.config, "config", "", "settings file")
	words, err := parseMixed(fl, args[1:])
	if errors.Is(err, flag.ErrHelp) {
		return nil, nil, err
	}
	if err != nil {
		return nil, nil, asExit(err)
	}
	s, err := loadSettings(r.config)
	if err != nil {
		return nil, nil, err
	}
	r.data = near(r.config, s.Data)
	if r.rules == "" {
		r.rules = near(r.config, cmp.Or(s.Rules, "rules.toml"))
	}
	if r.set, err = loadRules(r.rules); errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("there is no %s; name the rules with --rules, or the settings with --config", r.rules)
	}
	return r, words, err
}

func (r *registrar) unknown(word string) error {
	if slices.Contains([]string{"import", "list", "remove"}, word) {
		return fmt.Errorf("%s %s takes other words; \"postlock %s help\" tells which", r.command, word, r.command)
	}
	return fmt.Errorf("there is no \"%s %s\"; \"postlock %s help\" lists what there is", r.command, word, r.command)
}

func (r *registrar) people(name string) (rule.People, error) {
	var names []string
	for _, l := range r.set.People() {
		if l.Name == name {
			return l, nil
		}
		names = append(names, l.Name)
	}
	return rule.People{}, r.noSuch("people", name, names)
}

// noSuch says what to write where a list or form is missing in the rules.
func (r *registrar) noSuch(table, name string, names []string) error {
	if len(names) == 0 {
		return fmt.Errorf("%s has no [[%s]] called %q, nor any other; add one, README tells how", r.rules, table, name)
	}
	return fmt.Errorf("%s has no [[%s]] called %q; it has %s", r.rules, table, name, strings.Join(names, ", "))
}

// importPeople turns one list into its file.
func (r *registrar) importPeople(ctx context.Context, name, file string) error {
	l, err := r.people(name)
	if err != nil {
		return err
	}
	if same(file, near(r.rules, l.File)) {
		return fmt.Errorf("%s is where the hashes go (file of [[people]] %s); name the list itself", file, name)
	}
	key, err := makeKey(keyFile(l.Key, r.rules, r.data))
	if err != nil {
		return err
	}
	b := known.NewBuilder(key)
	ro := &roster{columns: l.Columns, add: b.Add}
	if err := readInto(ctx, file, ro); err != nil {
		return err
	}
	if err := ro.err(file); err != nil {
		return err
	}
	if err := writeBeside(near(r.rules, l.File), b.File(time.Now())); err != nil {
		return fmt.Errorf("writing the hashes: %w", err)
	}
	detail := audit.Detail{"list": name, "people": fmt.Sprint(ro.people), "left out": fmt.Sprint(ro.poor), "protected": fmt.Sprint(ro.protected)}
	if err := r.record(ctx, audit.PeopleImported, detail); err != nil {
		return err
	}
	fmt.Fprintf(r.std.out, "%s: %d people, %d with a protected address\n", name, ro.people, ro.protected)
	if ro.poor > 0 {
		fmt.Fprintf(r.std.out, "%d rows left out (%s), which have fewer than two values to recognise somebody by\n", ro.poor, ro.poorRows())
	}
	return nil
}

// same tells whether two names are one file.
func same(a, b string) bool {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}

func (r *registrar) record(ctx context.Context, what audit.What, d audit.Detail) error {
	store, end, err := openStore(ctx, r.config)
	if err != nil {
		return err
	}
	defer end()
	return store.Update(ctx, func(tx *spool.Tx) error { return record(tx, what, "", d) })
}

func (r *registrar) removePeople(ctx context.Context, name string) error {
	l, err := r.people(name)
	if err != nil {
		return err
	}
	if err := os.Remove(near(r.rules, l.File)); err != nil {
		return err
	}
	fmt.Fprintf(r.std.out, "%s is deleted; take its [[people]] out of %s as well\n", l.File, r.rules)
	return r.record(ctx, audit.PeopleRemoved, audit.Detail{"list": name})
}

func (r *registrar) listPeople() error {
	if len(r.set.People()) == 0 {
		fmt.Fprintf(r.std.out, "%s has no [[people]]\n", r.rules)
		return nil
	}
	w := tabwriter.NewWriter(r.std.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "NAME\tPEOPLE\tPROTECTED\tIMPORTED\tFILE")
	for _, l := range r.set.People() {
		list, err := openKnown(near(r.rules, l.File), keyFile(l.Key, r.rules, r.data), known.Open)
		if err != nil {
			fmt.Fprintf(w, "%s\t-\t-\t-\t%v\n", l.Name, err)
			continue
		}
		fmt.Fprintf(w, "%s\t%d\t%d\t%s\t%s\n", l.Name, list.People(), list.Protected(), list.Made.Format("2006-01-02 15:04"), l.File)
	}
	return w.Flush()
}
