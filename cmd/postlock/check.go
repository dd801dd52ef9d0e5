package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule"
)

// check validates rules files and settings files, all mistakes at once. Which
// a file is it tells by its keys, see isSettings. The files that settings name are
// opened, by the user who runs it.
func check(ctx context.Context, std stdio, args []string) error {
	fs := flags(std, "check")
	if err := fs.Parse(args); err != nil {
		return asExit(err)
	}
	files := fs.Args()
	if len(files) == 0 {
		files = []string{"rules.toml"}
	}
	inspector, closePool, err := newInspector(nil)
	if err != nil {
		return err
	}
	defer closePool()
	data, err := checkedData(files)
	if err != nil {
		return err
	}
	wrong := false
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			return fmt.Errorf("%w; name the file to check", err)
		}
		says, err := checkOne(ctx, inspector, name, data, src)
		if err != nil {
			wrong = true
			fmt.Fprintln(std.err, err)
			continue
		}
		fmt.Fprintf(std.out, "%s: %s\n", name, says)
	}
	if wrong {
		return exit(1)
	}
	return nil
}

func checkOne(ctx context.Context, inspector *inspect.Inspector, name, data string, src []byte) (string, error) {
	if isSettings(name, src) {
		s, f := decodeSettings(name, src)
		s.checkFiles(f, name)
		return "settings are right", f.Err()
	}
	rs, err := rule.Parse(name, src)
	if err != nil {
		return "", err
	}
	register, err := openLore(rs, name, data)
	if err != nil {
		return "", err
	}
	if err := selfTest(ctx, rs, withLore(inspector, register)); err != nil {
		return "", fmt.Errorf("%s: its examples do not hold:\n%w", name, err)
	}
	examples := 0
	for _, r := range rs.Rules() {
		examples += len(r.Hit) + len(r.Miss)
	}
	says := fmt.Sprintf("%d rules are right, %d examples hold, own domains: %s",
		len(rs.Rules()), examples, strings.Join(rs.OwnDomains(), ", "))
	if rs.Pictures() != nil {
		languages, err := pictureLanguages(ctx, rs, inspector)
		says += "; pictures are read in " + strings.Join(languages, ", ")
		if err != nil {
			says += "none of its languages: " + err.Error()
		}
	}
	return says, nil
}

// selfTest runs the rules' examples; pictures are read as these rules say.
func selfTest(ctx context.Context, rs *rule.Ruleset, in *inspect.Inspector) error {
	asked := *in
	asked.Pictures = rs.Pictures
	return rs.SelfTest(ctx, exampleInspect(&asked))
}

// pictureLanguages are those of the rules in which words in pictures can be
// read here; the error says what stands in the way.
func pictureLanguages(ctx context.Context, rs *rule.Ruleset, in *inspect.Inspector) (have []string, err error) {
	pool, ok := in.Extract.(interface {
		Recogniser(context.Context) ([]string, error)
	})
	if !ok {
		return nil, errors.New("this extractor reads no pictures")
	}
	installed, err := pool.Recogniser(ctx)
	if err != nil {
		return nil, err
	}
	for _, l := range rs.Pictures().Languages {
		if slices.Contains(installed, l) {
			have = append(have, l)
		}
	}
	if len(have) == 0 {
		return nil, fmt.Errorf("tesseract has only %s", strings.Join(installed, ", "))
	}
	return have, nil
}

// isSettings tells settings from rules: rules have rules or domains of the office,
// settings do not. A file of neither, or one that is no TOML, is settings when its
// name says postlock.
func isSettings(name string, src []byte) bool {
	var keys map[string]any
	if _, err := toml.Decode(string(src), &keys); err == nil {
		for _, of := range []string{"rule", "own_domains", "people", "form", "words", "pictures"} {
			if _, ok := keys[of]; ok {
				return false
			}
		}
		for _, of := range []string{"listen", "next_hop", "route", "page", "data", "rules"} {
			if _, ok := keys[of]; ok {
				return true
			}
		}
	}
	return strings.Contains(filepath.Base(name), "postlock")
}

// checkedData is the data folder of the first settings among the files, which has
// the key of lists and forms; without any, the default one.
func checkedData(files []string) (string, error) {
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil || !isSettings(name, src) {
			continue
		}
		if s, err := loadSettings(name); err == nil {
			return near(name, s.Data), nil
		}
	}
	s, err := loadSettings("")
	return s.Data, err
}

func exampleInspect(in *inspect.Inspector) rule.Inspect {
	return func(ctx context.Context, env message.Envelope, own []string, body []byte) (*inspect.Report, error) {
		return in.Inspect(ctx, env, own, bytes.NewReader(body), int64(len(body)))
	}
}
