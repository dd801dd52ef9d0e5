package main

import (
	"fmt"
	"io/fs"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/postlock/postlock/inspect/rule"
	"github.com/postlock/postlock/inspect/rule/strict"
	"github.com/postlock/postlock/relay"
)

// listenAt is one [[listen]].
type listenAt struct {
	// Address is host:port, or the path of a Unix socket.
	Address string `toml:"address"`
	// Protocol is "smtp" or "lmtp".
	Protocol string `toml:"protocol"`
	// SocketMode is the Unix socket's, "0660".
	SocketMode string `toml:"socket_mode"`
	// TLS is "starttls" (offered), "required" (STARTTLS before MAIL),
	// "implicit" (port 465), or "none".
	TLS string `toml:"tls"`
	// Networks may submit without AUTH.
	Networks []string `toml:"networks"`
	// Network are networks with settings of their own.
	Network []networkAt `toml:"network"`
	// Auth is "offered", "required" or "none".
	Auth string `toml:"auth"`
	// Proxies are those that send a PROXY header, version 1 or 2.
	Proxies []string `toml:"proxies"`
	// Connections at once through this listener, in total and of one client;
	// 0 means those of [limits] alone.
	Connections          int `toml:"connections"`
	ConnectionsPerClient int `toml:"connections_per_client"`

	// OwnSender refuses a reverse-path outside own_domains without AUTH;
	// AnySender allows any with it. A limit of 0 is that of [limits].
	OwnSender      bool      `toml:"own_sender"`
	AnySender      bool      `toml:"any_sender"`
	Messages       int       `toml:"messages_per_hour"`
	SenderMessages int       `toml:"sender_messages_per_hour"`
	Recipients     int       `toml:"recipients"`
	Size           rule.Size `toml:"size"`
	Hourly         int       `toml:"recipients_per_hour"`
	SenderHourly   int       `toml:"sender_recipients_per_hour"`

	listener relay.Listener // made by check
}

// networkAt is one [[listen.network]]: its keys mean what those of [[listen]] do
// and take their place, default included.
type networkAt struct {
	Networks []string `toml:"networks"`
	// Auth is "required", or "none": may submit without.
	Auth           string    `toml:"auth"`
	OwnSender      bool      `toml:"own_sender"`
	AnySender      bool      `toml:"any_sender"`
	Messages       int       `toml:"messages_per_hour"`
	SenderMessages int       `toml:"sender_messages_per_hour"`
	Recipients     int       `toml:"recipients"`
	Size           rule.Size `toml:"size"`
	Hourly         int       `toml:"recipients_per_hour"`
	SenderHourly   int       `toml:"sender_recipients_per_hour"`
}

// limitSettings are [limits], for the whole relay.
type limitSettings struct {
	Connections          int `toml:"connections"`
	ConnectionsPerClient int `toml:"connections_per_client"`
	// Messages of one client and of one sender; 0 means no limit.
	Messages       int `toml:"messages_per_hour"`
	SenderMessages int `toml:"sender_messages_per_hour"`
	Recipients     int `toml:"recipients"`
	Hourly         int `toml:"recipients_per_hour"`
	SenderHourly   int `toml:"sender_recipients_per_hour"`
	// Hops are the Received fields after which a message goes in a loop, and
	// Returns how often it may come back to this relay.
	Hops    int `toml:"hops"`
	Returns int `toml:"returns"`
	// Times for a client's next command, for a whole message, and for reading
	// one.
	Command duration `toml:"command_time"`
	Data    duration `toml:"data_time"`
	Inspect duration `toml:"inspection_time"`
}

func limitDefaults() limitSettings {
	return limitSettings{
		Connections: 500, ConnectionsPerClient: 100, Recipients: 1000, Hops: 50, Returns: 1,
		Command: duration(5 * time.Minute), Data: duration(time.Hour), Inspect: duration(3 * time.Minute),
	}
}

func (l limitSettings) check(f *strict.File) {
	for key, n := range map[string]int{"connections": l.Connections, "connections_per_client": l.ConnectionsPerClient, "recipients": l.Recipients, "hops": l.Hops} {
		if n < 1 {
			f.Add("limits."+key, "%s must be 1 or more", key)
		}
	}
	for key, n := range map[string]int{"messages_per_hour": l.Messages, "sender_messages_per_hour": l.SenderMessages,
		"recipients_per_hour": l.Hourly, "sender_recipients_per_hour": l.SenderHourly, "returns": l.Returns} {
		if n < 0 {
			f.Add("limits."+key, "%s must not be negative", key)
		}
	}
	for key, d := range map[string]duration{"command_time": l.Command, "data_time": l.Data, "inspection_time": l.Inspect} {
		if d < duration(time.Second) {
			f.Add("limits."+key, "%s must be a second or more", key)
		}
	}
	if l.Inspect > duration(9*time.Minute) {
		f.Add("limits.inspection_time", "clients wait ten minutes for their answer, so at most \"9m\"")
	}
}

// limits are those of the relay; size is the rules' limit of a message.
func (l limitSettings) limits(size int64) relay.Limits {
	unlimited := func(n int) int {
		if n == 0 {
			return -1
		}
		return n
	}
	return relay.Limits{
		MessageBytes: size, Connections: l.Connections, ConnectionsPerClient: l.ConnectionsPerClient,
		MessagesPerHour: unlimited(l.Messages), SenderMessagesPerHour: unlimited(l.SenderMessages),
		RecipientsPerHour: unlimited(l.Hourly), SenderRecipientsPerHour: unlimited(l.SenderHourly),
		Recipients: l.Recipients, Received: l.Hops, Returns: unlimited(l.Returns),
		Command: time.Duration(l.Command), Data: time.Duration(l.Data), Inspect: time.Duration(l.Inspect),
	}
}

func (l *listenAt) check(f *strict.File, at string) {
	for _, d := range []struct {
		word *string
		def  string
	}{{&l.TLS, "starttls"}, {&l.Protocol, "smtp"}, {&l.Auth, "offered"}, {&l.SocketMode, "0660"}} {
		if *d.word == "" {
			*d.word = d.def
		}
	}
	checkWord(f, at+".tls", l.TLS, "starttls", "required", "implicit", "none")
	checkWord(f, at+".protocol", l.Protocol, "smtp", "lmtp")
	checkWord(f, at+".auth", l.Auth, "offered", "required", "none")
	if !strings.HasPrefix(l.Address, "/") {
		checkAddress(f, at+".address", l.Address)
	}
	mode, err := strconv.ParseUint(l.SocketMode, 8, 9)
	if err != nil {
		f.Add(at+".socket_mode", `%q is not a file mode; write "0660"`, l.SocketMode)
	}
	l.checkAuth(f, at)
	l.listener = relay.Listener{
		Address: l.Address, Mode: fs.FileMode(mode), LMTP: l.Protocol == "lmtp",
		ImplicitTLS: l.TLS == "implicit", NoTLS: l.TLS == "none", NeedTLS: l.TLS == "required", NoAuth: l.Auth == "none",
		Connections: l.Connections, ConnectionsPerClient: l.ConnectionsPerClient,
		Networks: prefixes(f, at+".networks", l.Networks), Proxies: prefixes(f, at+".proxies", l.Proxies),
		Terms: networkAt{nil, "", l.OwnSender, l.AnySender, l.Messages, l.SenderMessages, l.Recipients, l.Size, l.Hourly, l.SenderHourly}.terms(f, at),
	}
	for key, n := range map[string]int{"connections": l.Connections, "connections_per_client": l.ConnectionsPerClient} {
		if n < 0 {
			f.Add(at+"."+key, "%s must not be negative", key)
		}
	}
	for i, n := range l.Network {
		l.listener.Special = append(l.listener.Special, n.network(f, fmt.Sprintf("%s.network[%d]", at, i)))
	}
}

// checkAuth finds listeners that would let nobody in, or passwords in clear.
func (l *listenAt) checkAuth(f *strict.File, at string) {
	if l.Auth == "required" && len(l.Networks) > 0 {
		f.Add(at+".networks", `networks submit without signing in, which auth = "required" forbids; leave one of them out`)
	}
	if l.Auth == "required" && l.TLS == "none" {
		f.Add(at+".tls", `passwords are taken inside TLS only, so tls = "none" with auth = "required" lets nobody in`)
	}
	if strings.HasPrefix(l.Address, "/") && (len(l.Networks) > 0 || len(l.Network) > 0 || len(l.Proxies) > 0 || l.Auth == "required") {
		f.Add(at+".address", "a Unix socket has no networks: whoever may open it may submit, see socket_mode")
	}
	if l.Protocol == "lmtp" && !strings.HasPrefix(l.Address, "/") && strings.HasSuffix(l.Address, ":25") {
		f.Add(at+".protocol", "LMTP must not be spoken on port 25 (RFC 2033 section 5)")
	}
}

func (n networkAt) network(f *strict.File, at string) relay.Network {
	if n.Auth == "" {
		n.Auth = "none"
	}
	checkWord(f, at+".auth", n.Auth, "none", "required")
	if len(n.Networks) == 0 {
		f.Add(at, "a [[listen.network]] needs networks")
	}
	return relay.Network{Networks: prefixes(f, at+".networks", n.Networks), SignIn: n.Auth == "required", Terms: n.terms(f, at)}
}

func (n networkAt) terms(f *strict.File, at string) relay.Terms {
	for key, v := range map[string]int{"messages_per_hour": n.Messages, "sender_messages_per_hour": n.SenderMessages, "recipients": n.Recipients,
		"recipients_per_hour": n.Hourly, "sender_recipients_per_hour": n.SenderHourly} {
		if v < 0 {
			f.Add(at+"."+key, "%s must not be negative", key)
		}
	}
	return relay.Terms{
		CheckSender: n.OwnSender, AnySender: n.AnySender, MessagesPerHour: n.Messages, SenderMessagesPerHour: n.SenderMessages,
		RecipientsPerHour: n.Hourly, SenderRecipientsPerHour: n.SenderHourly, Recipients: n.Recipients, MessageBytes: int64(n.Size),
	}
}

func prefixes(f *strict.File, key string, texts []string) (all []netip.Prefix) {
	for _, text := range texts {
		p, err := netip.ParsePrefix(text)
		switch {
		case err != nil:
			f.Add(key, `%q is not a network; write "192.168.1.0/24", or "192.168.1.7/32" for one machine`, text)
		case p != p.Masked():
			f.Add(key, "%q has bits beyond its mask; did you mean %q?", text, p.Masked())
		default:
			all = append(all, p)
		}
	}
	return all
}

// listeners are those of the relay; an address may have been changed since the
// settings were read, by the demo and tests.
func (s settings) listeners() (all []relay.Listener) {
	for _, l := range s.Listen {
		one := l.listener
		one.Address = l.Address
		all = append(all, one)
	}
	return all
}
