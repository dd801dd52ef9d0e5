package rewrite

import "strings"

// revealing is one header field that lists recipients.
type revealing struct {
	name   string
	reason string
}

// revealingFields are taken out by force BCC, whatever their value.
var revealingFields = []revealing{
	{"To", "RFC 5322 section 3.6.3; becomes the address of BCC.To"},
	{"Cc", "RFC 5322 section 3.6.3"},
	{"Bcc", "RFC 5322 section 3.6.3; some programs submit it, and readers show it"},
	{"Resent-To", "RFC 5322 section 3.6.6"},
	{"Resent-Cc", "RFC 5322 section 3.6.6"},
	{"Resent-Bcc", "RFC 5322 section 3.6.6"},
	{"Apparently-To", "sendmail's list of the envelope when To is missing"},
	{"Apparently-Resent-To", "the same for Resent-To"},
	{"Delivered-To", "qmail, Postfix and Gmail: a recipient of the envelope"},
	{"Envelope-To", "Exim: a recipient of the envelope"},
	{"Original-To", "the recipient before an alias was expanded"},
	{"Original-Recipient", "RFC 3798 section 2.3"},
	{"Final-Recipient", "RFC 3798 section 3.2.4, copied into the header by some bounce programs"},
	{"Mail-Followup-To", "mutt and others: all who are in the conversation"},
	{"Autocrypt-Gossip", "addr= and key of each of the other recipients"},
	{"HP-Outer", "RFC 9788: a copy of outer fields, To and Cc among them"},
	{"X400-Recipients", "RFC 2156: the recipients of an X.400 message"},
	{"X400-Received", "RFC 2156: trace that may name recipients"},
	{"X-Forwarded-To", "Gmail: where a filter forwards to"},
	{"X-Forwarded-For", "Gmail: who forwarded, and where to"},
	{"X-Failed-Recipients", "Exim: the recipients that failed"},
	{"X-Receiver", "Exchange pick-up folder: one recipient of the envelope a line"},
	{"X-Google-Original-To", "a recipient of the envelope"},
}

// revealingSuffixes are ends of names that begin with "X-" and of which so many
// are in use that the pattern says more than a list: X-Original-To,
// X-Envelope-To, X-Rcpt-To, X-Delivered-To, X-Apparently-To, X-MS-…-Recipients.
var revealingSuffixes = []string{"-to", "-cc", "-bcc", "-recipient", "-recipients", "-rcpt", "-rcpts", "-receivers"}

// sendersFields end like those of a recipient and hold the sender's own address
// by their meaning. They go only when a recipient's address is found in them.
var sendersFields = []string{"X-Reply-To", "X-Confirm-Reading-To", "X-Errors-To", "X-Original-Reply-To", "X-Bounces-To",
	"X-Complaints-To", "X-Abuse-Reports-To", "X-Abuse-To", "X-Report-Abuse-To"}

// keptFields are never searched for recipients' addresses: they are the author's
// words or identifiers, or the structure of the body. An identifier may look
// like an address and is none. So are all that begin with "Content-". A
// List-Unsubscribe that carries one recipient's address is of no use to the
// others and goes.
var keptFields = []string{"From", "Sender", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Return-Path",
	"Resent-From", "Resent-Sender", "Resent-Date", "Resent-Message-ID", "MIME-Version", "List-Id", "Comments", "Keywords"}

// signatures name the fields that sign others, and cover what their h= lists.
var signatures = []string{"DKIM-Signature", "X-Google-DKIM-Signature", "DomainKey-Signature"}

// arc is the Authenticated Received Chain (RFC 8617). Its parts stand or fall
// together: without one of them the chain is invalid and counts against the
// message, so that it goes as a whole when a change breaks it.
var arc = []string{"ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results"}

func isOneOf(name string, names []string) bool {
	for _, n := range names {
		if strings.EqualFold(n, name) {
			return true
		}
	}
	return false
}

// reveals tells whether a field lists recipients by its name.
func reveals(name string) bool {
	for _, f := range revealingFields {
		if strings.EqualFold(f.name, name) {
			return true
		}
	}
	low := strings.ToLower(name)
	if !strings.HasPrefix(low, "x-") || isOneOf(name, sendersFields) {
		return false
	}
	for _, s := range revealingSuffixes {
		if strings.HasSuffix(low, s) || low == "x"+s {
			return true
		}
	}
	return false
}

// kept tells whether a field stays even when it seems to hold a recipient.
func kept(name string) bool {
	return isOneOf(name, keptFields) || strings.HasPrefix(strings.ToLower(name), "content-")
}
