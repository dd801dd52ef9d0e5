package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect"
	"github.com/postlock/postlock/inspect/detect/known"
	"github.com/postlock/postlock/inspect/rule"
	"github.com/postlock/postlock/inspect/rule/strict"
)

// lore is what detectors know of an office: its people and forms, nil when there
// are none, and its words.
type lore struct {
	*known.Register
	words *detect.Words
}

// openLore opens what the rules name and compiles their words.
func openLore(rs *rule.Ruleset, rules, data string) (*lore, error) {
	register, err := openRegister(rs, rules, data)
	if err != nil {
		return nil, err
	}
	l := &lore{Register: register}
	if words := rs.Words(); words != nil {
		l.words = detect.NewWords(words)
	}
	return l, nil
}

// openRegister opens every list and form of the rules; nil when there are none.
// rules is the rules' file, data the data folder. The error is strict.Mistakes:
// all that is missing or broken, with the lines of the rules.
func openRegister(rs *rule.Ruleset, rules, data string) (*known.Register, error) {
	var r known.Register
	var wrong strict.Mistakes
	for i, l := range rs.People() {
		list, err := openKnown(near(rules, l.File), keyFile(l.Key, rules, data), known.Open)
		if err != nil {
			wrong = append(wrong, rs.Mistake(fmt.Sprintf("people[%d].file", i), "[[people]] %s: %v", l.Name, advise(err, "people", rules, l.Name)))
			continue
		}
		list.Name = l.Name
		r.Lists = append(r.Lists, list)
	}
	for i, m := range rs.Forms() {
		form, err := openKnown(near(rules, m.File), keyFile(m.Key, rules, data), known.OpenForm)
		if err != nil {
			wrong = append(wrong, rs.Mistake(fmt.Sprintf("form[%d].file", i), "[[form]] %s: %v", m.Name, advise(err, "form", rules, m.Name)))
			continue
		}
		form.Name = m.Name
		r.Forms = append(r.Forms, form)
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	if len(r.Lists)+len(r.Forms) == 0 {
		return nil, nil
	}
	return &r, nil
}

// advise adds the command that makes the file again.
func advise(err error, command, rules, name string) error {
	if errors.Is(err, errNoKey) {
		return fmt.Errorf("%w; name the settings whose data folder has it (--config, or beside the rules for check), or import again", err)
	}
	if errors.Is(err, known.ErrKey) {
		return fmt.Errorf("%w than the one in the data folder; import again with the --config that serve has", err)
	}
	return fmt.Errorf(`%w; run "postlock %s import --rules %s %s FILE"`, err, command, rules, name)
}

var errNoKey = errors.New("its key is not there")

// openKnown reads a file of hashes with its key.
func openKnown[T any](file, keyFile string, open func(data, key []byte) (T, error)) (opened T, err error) {
	content, err := readBounded(file, mostHashes)
	if errors.Is(err, fs.ErrNotExist) {
		return opened, fmt.Errorf("there is no %s yet", file)
	}
	if err != nil {
		return opened, err
	}
	key, err := readBounded(keyFile, 1<<10)
	if errors.Is(err, fs.ErrNotExist) {
		return opened, fmt.Errorf("%w: %s", errNoKey, keyFile)
	}
	if err != nil {
		return opened, err
	}
	if opened, err = open(content, key); err != nil {
		return opened, fmt.Errorf("%s: %w", file, err)
	}
	return opened, nil
}

// mostHashes is the largest file of hashes that is read, in bytes: four million
// people.
const mostHashes = 1 << 30

// readBounded reads a file that has at most so many bytes.
func readBounded(name string, most int64) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no file", name)
	case info.Size() > most:
		return nil, fmt.Errorf("%s is too large for what it should be: %d bytes", name, info.Size())
	}
	return os.ReadFile(name)
}

// keyFile is where the key of a list or form lies: as the rules say, or in the
// data folder.
func keyFile(key, rules, data string) string {
	if key != "" {
		return near(rules, key)
	}
	return filepath.Join(data, "people.key")
}

// makeKey reads a key, or makes it for its owner alone.
func makeKey(file string) ([]byte, error) {
	key, err := readBounded(file, 1<<10)
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

// knowing makes detectors that know what is in l at the time.
func knowing(l *atomic.Pointer[lore]) func(inspect.Parties) inspect.Detector {
	return func(p inspect.Parties) inspect.Detector {
		now := l.Load()
		return detect.New(p, detect.Options{Known: now.Register, Words: now.words})
	}
}

// withLore is the same inspector for another office.
func withLore(in *inspect.Inspector, l *lore) *inspect.Inspector {
	c := *in
	var now atomic.Pointer[lore]
	now.Store(l)
	c.Detect = knowing(&now)
	return &c
}
