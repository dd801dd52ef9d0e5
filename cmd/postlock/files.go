package main

import (
	"crypto"
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/postlock/postlock/inspect/rule/strict"
	"github.com/postlock/postlock/relay/rewrite"
)

// checkFiles opens what the settings at config name, as serve would, and notes at
// its key each file that is missing, closed to this user or not what it should be.
func (s *settings) checkFiles(f *strict.File, config string) {
	note := func(key string, err error) {
		if err != nil {
			f.Add(key, "%s", plainFault(err))
		}
	}
	if s.Rules != "" {
		_, err := os.ReadFile(near(config, s.Rules))
		note("rules", err)
	}
	s.TLS.checkFiles(note, config, "tls")
	for i, d := range s.DKIM {
		if d.Key != "" {
			_, err := d.load(config)
			note(fmt.Sprintf("dkim[%d].key", i), err)
		}
	}
	s.NextHop.checkFiles(note, config, "next_hop")
	for i, r := range s.Routes {
		for k, h := range r.NextHops {
			h.checkFiles(note, config, fmt.Sprintf("route[%d].next_hops[%d]", i, k))
		}
	}
}

func (c certificate) checkFiles(note func(key string, err error), config, at string) {
	if c.Certificate == "" || c.Key == "" {
		return
	}
	cert, err := os.ReadFile(near(config, c.Certificate))
	note(at+".certificate", err)
	key, err2 := os.ReadFile(near(config, c.Key))
	note(at+".key", err2)
	if err != nil || err2 != nil {
		return
	}
	if _, err := tls.X509KeyPair(cert, key); err != nil {
		note(at+".certificate", fmt.Errorf("%s with %s: %w", c.Certificate, c.Key, err))
	}
}

func (h nextHop) checkFiles(note func(key string, err error), config, at string) {
	_, err := h.authorities(config)
	note(at+".ca", err)
	_, err = h.password(config)
	note(at+".password_file", err)
	certificate{h.Certificate, h.Key}.checkFiles(note, config, at)
}

// load reads the key.
func (d dkimSettings) load(config string) (crypto.Signer, error) {
	pem, err := os.ReadFile(near(config, d.Key))
	if err != nil {
		return nil, err
	}
	key, err := rewrite.ParseKey(pem)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", d.Key, err)
	}
	return key, nil
}

// plainFault says what is wrong with a file in a sentence for people.
func plainFault(err error) string {
	var path *fs.PathError
	switch {
	case !errors.As(err, &path):
		return err.Error()
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Sprintf("there is no file %s", path.Path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Sprintf("%s may not be read by user id %d; run check as the user that serves", path.Path, os.Getuid())
	}
	return err.Error()
}
