// Package message holds the views of a mail message that policy and wire share:
// one address type, the envelope (RFC 5321) and the parts of the message
// (RFC 5322, 2045), read with limits from stored bytes.
package message
