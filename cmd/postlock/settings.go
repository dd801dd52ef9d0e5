package main

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule/strict"
)

// settings are postlock.toml. Every key has a default; README lists them.
type settings struct {
	// Data is the folder of spool, keys, accounts and record.
	Data string `toml:"data"`
	// Rules is the rules file; "" takes the built-in ones.
	Rules    string          `toml:"rules"`
	Hostname string          `toml:"hostname"`
	Language string          `toml:"language"`
	Listen   []listenAt      `toml:"listen"`
	TLS      certificate     `toml:"tls"`
	NextHop  nextHop         `toml:"next_hop"`
	Routes   []routeSettings `toml:"route"`
	Page     pageAt          `toml:"page"`
	BCC      bccSettings     `toml:"bcc"`
	DKIM     []dkimSettings  `toml:"dkim"`
	Hold     holdSettings    `toml:"hold"`
	Queue    queueSettings   `toml:"queue"`
	Log      logSettings     `toml:"log"`
	Limits   limitSettings   `toml:"limits"`
	Metrics  metricsAt       `toml:"metrics"`
}

// certificate names PEM files; a self-signed pair is made in Data when empty.
type certificate struct {
	Certificate string `toml:"certificate"`
	Key         string `toml:"key"`
}

type nextHop struct {
	Address string `toml:"address"`
	TLS     string `toml:"tls"`
	// Implicit is set for TLS from the first octet; port 465 has it anyway.
	Implicit bool `toml:"implicit"`
	// CA is a PEM file of the authorities that count for this hop instead of the
	// system's, and Name what its certificate is for when that is not its address.
	CA   string `toml:"ca"`
	Name string `toml:"name"`
	// Certificate and Key are PEM files of what Postlock shows the hop of itself.
	Certificate string `toml:"certificate"`
	Key         string `toml:"key"`

	User     string `toml:"user"`
	Password string `toml:"password"`
	// PasswordFile keeps the password out of the settings.
	PasswordFile string `toml:"password_file"`
}

type pageAt struct {
	Address string `toml:"address"`
	// URL is the page's address as people reach it, for notices.
	URL string `toml:"url"`
	// TLS false serves plain HTTP, for a proxy in front or a demo on loopback.
	TLS bool `toml:"tls"`
}

type bccSettings struct {
	// To is "sender", an address, or "undisclosed-recipients".
	To string `toml:"to"`
	// KeepInternal leaves the office's own addresses in To and Cc.
	KeepInternal bool `toml:"keep_internal"`
}

// dkimSettings are one key. All keys of the author's domain sign.
type dkimSettings struct {
	Domain   string `toml:"domain"`
	Selector string `toml:"selector"`
	Key      string `toml:"key"`
}

type holdSettings struct {
	// For is how long a held message waits for its reviewers.
	For duration `toml:"for"`
	// From is the notices' From address; postlock@hostname when empty.
	From string `toml:"from"`
	// Keep is how long a finished message's record stays before it is deleted.
	Keep duration `toml:"keep"`
}

type queueSettings struct {
	GiveUp     duration `toml:"give_up"`
	DelayAfter duration `toml:"delay_notice"`
	Concurrent int      `toml:"connections"`
}

type logSettings struct {
	Format string `toml:"format"` // text or json
	Level  string `toml:"level"`  // debug, info, warn, error
}

// metricsAt is where /metrics, /healthz and /readyz answer; nowhere when empty.
type metricsAt struct {
	Address string `toml:"address"`
}

// duration is a time.Duration that also knows days: "5d", "4h", "90s".
type duration time.Duration

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *duration) UnmarshalText(text []byte) error {
	var days int
	if n, _ := fmt.Sscanf(string(text), "%dd", &days); n == 1 && string(text) == fmt.Sprintf("%dd", days) {
		*d = duration(time.Duration(days) * 24 * time.Hour)
		return nil
	}
	v, err := time.ParseDuration(string(text))
	if err != nil {
		return fmt.Errorf(`%q is not a length of time; write "5d", "4h" or "90s"`, text)
	}
	*d = duration(v)
	return nil
}

// defaults suit a first try on one machine.
func defaults() settings {
	return settings{
		Data: "data", Language: "en",
		NextHop: nextHop{Address: "127.0.0.1:2526", TLS: "opportunistic"},
		Page:    pageAt{Address: "127.0.0.1:8443", TLS: true},
		BCC:     bccSettings{To: "sender"},
		Hold:    holdSettings{For: duration(7 * 24 * time.Hour), Keep: duration(14 * 24 * time.Hour)},
		Queue:   queueSettings{GiveUp: duration(5 * 24 * time.Hour), DelayAfter: duration(4 * time.Hour), Concurrent: 10},
		Log:     logSettings{Format: "text", Level: "info"},
		Limits:  limitDefaults(),
	}
}

// loadSettings reads postlock.toml; without a path the defaults hold.
func loadSettings(path string) (settings, error) {
	if path == "" {
		return parseSettings("built-in settings", nil)
	}
	src, err := os.ReadFile(path)
	if err != nil {
		return settings{}, fmt.Errorf("reading the settings: %w", err)
	}
	return parseSettings(path, src)
}

// parseSettings decodes and checks; the error is strict.Mistakes.
func parseSettings(name string, src []byte) (settings, error) {
	s, f := decodeSettings(name, src)
	return s, f.Err()
}

func decodeSettings(name string, src []byte) (settings, *strict.File) {
	s := defaults()
	f := strict.Decode(name, src, &s)
	if len(s.Listen) == 0 {
		s.Listen = []listenAt{{Address: "127.0.0.1:2525", Networks: []string{"127.0.0.0/8", "::1/128"}}}
	}
	if s.Hostname == "" {
		s.Hostname, _ = os.Hostname()
	}
	s.check(f)
	return s, f
}

func (s *settings) check(f *strict.File) {
	for i := range s.Listen {
		s.Listen[i].check(f, fmt.Sprintf("listen[%d]", i))
		for _, other := range s.Listen[:i] {
			if other.Address == s.Listen[i].Address && !strings.HasSuffix(other.Address, ":0") {
				f.Add(fmt.Sprintf("listen[%d].address", i), "%q is listened on already", other.Address)
			}
		}
	}
	s.NextHop.check(f, "next_hop")
	s.checkRoutes(f)
	checkAddress(f, "page.address", s.Page.Address)
	if s.Metrics.Address != "" {
		checkAddress(f, "metrics.address", s.Metrics.Address)
	}
	s.Limits.check(f)
	checkWord(f, "language", s.Language, "en", "da", "nl", "de")
	checkWord(f, "log.format", s.Log.Format, "text", "json")
	checkWord(f, "log.level", s.Log.Level, "debug", "info", "warn", "error")
	if (s.TLS.Certificate == "") != (s.TLS.Key == "") {
		f.Add("tls", "tls needs both certificate and key, or neither (then a self-signed pair is made)")
	}
	s.checkDKIM(f)
	if to := s.BCC.To; to != "sender" && to != "undisclosed-recipients" {
		checkMailbox(f, "bcc.to", to)
	}
	if s.Hold.From != "" {
		checkMailbox(f, "hold.from", s.Hold.From)
	}
	for key, d := range map[string]duration{"hold.for": s.Hold.For, "hold.keep": s.Hold.Keep,
		"queue.give_up": s.Queue.GiveUp, "queue.delay_notice": s.Queue.DelayAfter} {
		if d <= 0 {
			f.Add(key, "must be longer than nothing")
		}
	}
	if s.Queue.Concurrent < 1 || s.Queue.Concurrent > 1000 {
		f.Add("queue.connections", "must be 1 to 1000")
	}
}

func (s *settings) checkDKIM(f *strict.File) {
	for i, d := range s.DKIM {
		at := fmt.Sprintf("dkim[%d]", i)
		if d.Domain == "" || d.Selector == "" || d.Key == "" {
			f.Add(at, "dkim needs domain, selector and key together")
		}
		for _, other := range s.DKIM[:i] {
			if strings.EqualFold(d.Domain, other.Domain) && strings.EqualFold(d.Selector, other.Selector) {
				f.Add(at+".selector", "%q of %s stands here twice; the DNS has one key under that name", d.Selector, d.Domain)
			}
		}
	}
}

func checkAddress(f *strict.File, key, address string) {
	if _, _, err := net.SplitHostPort(address); err != nil {
		f.Add(key, `%q is not an address; write "127.0.0.1:2525" or "mail.example.org:25"`, address)
	}
}

func checkMailbox(f *strict.File, key, address string) {
	if _, err := message.ParseAddress(address); err != nil {
		f.Add(key, "%q is not a mail address: %v", address, err)
	}
}

func checkWord(f *strict.File, key, word string, allowed ...string) {
	for _, a := range allowed {
		if a == word {
			return
		}
	}
	f.Add(key, "%q is not known; use one of %q", word, allowed)
}

// near makes a path in the settings relative to the settings' own folder.
func near(config, path string) string {
	if config == "" || path == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(config), path)
}
