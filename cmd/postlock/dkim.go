package main

import (
	"cmp"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/relay/rewrite"
)

const dkimHelp = `usage: postlock dkim keygen --domain example.org [--type rsa|ed25519] [--selector NAME] [--out FILE]

Makes a key to sign mail with, writes it to a new file and prints the DNS record
that publishes it, and the lines for postlock.toml. RSA is what every receiver
understands; an Ed25519 key may stand beside it, both sign then. Selector and file
are "postlock" and "dkim.pem", or "postlock-ed25519" and "dkim-ed25519.pem".
`

// dkimCommand makes the office's signing key.
func dkimCommand(_ context.Context, std stdio, args []string) error {
	if len(args) == 0 || args[0] == "-h" || args[0] == "--help" || args[0] == "help" {
		fmt.Fprint(std.out, dkimHelp)
		return nil
	}
	fs := flags(std, "dkim")
	fs.Usage = func() { fmt.Fprint(std.err, dkimHelp) }
	domain := fs.String("domain", "", "the domain that signs")
	selector := fs.String("selector", "", "names the key in the DNS")
	kind := fs.String("type", "rsa", "rsa (2048 bits) or ed25519")
	out := fs.String("out", "", "the file to make")
	if words, err := parseMixed(fs, args[1:]); err != nil {
		return asExit(err)
	} else if args[0] != "keygen" || len(words) > 0 {
		return errors.New("there is only \"dkim keygen\"")
	}
	suffix := ""
	if *kind != "rsa" {
		suffix = "-" + *kind
	}
	*selector, *out = cmp.Or(*selector, "postlock"+suffix), cmp.Or(*out, "dkim"+suffix+".pem")
	if _, err := message.ParseAddress("x@" + *domain); err != nil {
		return fmt.Errorf("--domain: %q is not a domain; write --domain example.org", *domain)
	}
	if _, err := message.ParseAddress("x@" + *selector + ".example"); err != nil {
		return fmt.Errorf("--selector: %q cannot stand in a name of the DNS; write --selector postlock", *selector)
	}
	text, err := makeSigningKey(*kind)
	if err != nil {
		return err
	}
	if err := writeNew(*out, text); err != nil {
		return err
	}
	return printRecord(std, *domain, *selector, *out, text)
}

func makeSigningKey(kind string) (text []byte, err error) {
	var key any
	switch kind {
	case "rsa":
		key, err = rsa.GenerateKey(rand.Reader, 2048)
	case "ed25519":
		_, key, err = ed25519.GenerateKey(rand.Reader)
	default:
		err = fmt.Errorf("--type is rsa or ed25519, not %q", kind)
	}
	if err != nil {
		return nil, err
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), err
}

// writeNew makes a file for the owner's eyes; one that is there stays.
func writeNew(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%s is there already and may be in use; name another file", path)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Sync(), f.Close())
}

func printRecord(std stdio, domain, selector, file string, text []byte) error {
	key, err := rewrite.ParseKey(text)
	if err != nil {
		return err
	}
	name, value, err := rewrite.Signer{Domain: domain, Selector: selector, Key: key}.Record()
	if err != nil {
		return err
	}
	fmt.Fprintf(std.out, "Put this into the DNS of %s:\n\n%s. IN TXT (%s)\n\n", domain, name, quoted(value))
	_, err = fmt.Fprintf(std.out, "and this into postlock.toml:\n\n[[dkim]]\ndomain   = %q\nselector = %q\nkey      = %q\n", domain, selector, file)
	return err
}

// quoted cuts a TXT value into strings of at most 255 bytes (RFC 1035 section 3.3.14).
func quoted(value string) string {
	var parts []string
	for len(value) > 255 {
		parts, value = append(parts, `"`+value[:255]+`"`), value[255:]
	}
	return strings.Join(append(parts, `"`+value+`"`), "\n\t")
}
