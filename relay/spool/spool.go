// Package spool keeps custody: every accepted message, encrypted, with its
// envelope, verdict and state, from the 250 until the next hop's 250, a bounce
// or its deletion.
package spool
