package main

import (
	"context"
	"fmt"
	"os"
	"text/tabwriter"
	"time"

	"github.com/postlock/postlock/inspect/detect/known"
	"github.com/postlock/postlock/inspect/rule"
	"github.com/postlock/postlock/quarantine/audit"
)

const formHelp = `usage: postlock form COMMAND [--rules rules.toml] [--config postlock.toml]

  form import NAME BLANK…   takes the fingerprint of a blank form (docx, odt, pdf, rtf, html, text …)
                            for [[form]] NAME; several files are several editions of it
  form list                 the forms of rules.toml and their fingerprints
  form remove NAME          deletes the fingerprint

A blank that is mailed passes, a filled copy is found, in whatever format. Only
keyed hashes of the blank's words are kept, in the file that [[form]] names.
Afterwards send postlock serve a SIGHUP.
`

// formCommand looks after the fingerprints of the office's forms.
func formCommand(ctx context.Context, std stdio, args []string) error {
	r, words, err := openRegistrar(std, "form", formHelp, args)
	if r == nil || err != nil {
		return err
	}
	switch {
	case args[0] == "list" && len(words) == 0:
		return r.listForms()
	case args[0] == "import" && len(words) >= 2:
		return r.importForm(ctx, words[0], words[1:])
	case args[0] == "remove" && len(words) == 1:
		return r.removeForm(ctx, words[0])
	}
	return r.unknown(args[0])
}

func (r *registrar) form(name string) (rule.Form, error) {
	var names []string
	for _, m := range r.set.Forms() {
		if m.Name == name {
			return m, nil
		}
		names = append(names, m.Name)
	}
	return rule.Form{}, r.noSuch("form", name, names)
}

// importForm turns blanks into a fingerprint's file.
func (r *registrar) importForm(ctx context.Context, name string, blanks []string) error {
	m, err := r.form(name)
	if err != nil {
		return err
	}
	key, err := makeKey(keyFile(m.Key, r.rules, r.data))
	if err != nil {
		return err
	}
	b := known.NewFormBuilder(key)
	for _, blank := range blanks {
		if same(blank, near(r.rules, m.File)) {
			return fmt.Errorf("%s is where the fingerprint goes (file of [[form]] %s); name the blank form itself", blank, name)
		}
		if err := readInto(ctx, blank, b); err != nil {
			return err
		}
		if err := b.End(); err != nil {
			return fmt.Errorf("%s is no blank to recognise a form by: %w", blank, err)
		}
	}
	file := b.File(time.Now())
	if err := writeBeside(near(r.rules, m.File), file); err != nil {
		return fmt.Errorf("writing the fingerprint: %w", err)
	}
	form, err := known.OpenForm(file, key)
	if err != nil {
		return err
	}
	detail := audit.Detail{"form": name, "blanks": fmt.Sprint(form.Editions()), "words": fmt.Sprint(form.Words())}
	if err := r.record(ctx, audit.FormImported, detail); err != nil {
		return err
	}
	fmt.Fprintf(r.std.out, "%s: %d words of %d blank\n", name, form.Words(), form.Editions())
	return nil
}

func (r *registrar) removeForm(ctx context.Context, name string) error {
	m, err := r.form(name)
	if err != nil {
		return err
	}
	if err := os.Remove(near(r.rules, m.File)); err != nil {
		return err
	}
	fmt.Fprintf(r.std.out, "%s is deleted; take its [[form]] out of %s as well\n", m.File, r.rules)
	return r.record(ctx, audit.FormRemoved, audit.Detail{"form": name})
}

func (r *registrar) listForms() error {
	if len(r.set.Forms()) == 0 {
		fmt.Fprintf(r.std.out, "%s has no [[form]]\n", r.rules)
		return nil
	}
	w := tabwriter.NewWriter(r.std.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "NAME\tBLANKS\tWORDS\tIMPORTED\tFILE")
	for _, m := range r.set.Forms() {
		form, err := openKnown(near(r.rules, m.File), keyFile(m.Key, r.rules, r.data), known.OpenForm)
		if err != nil {
			fmt.Fprintf(w, "%s\t-\t-\t-\t%v\n", m.Name, err)
			continue
		}
		fmt.Fprintf(w, "%s\t%d\t%d\t%s\t%s\n", m.Name, form.Editions(), form.Words(), form.Made.Format("2006-01-02 15:04"), m.File)
	}
	return w.Flush()
}
