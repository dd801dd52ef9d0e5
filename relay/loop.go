package relay

import (
	"crypto/hmac"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/postlock/postlock/relay/spool"
)

// loopField is the name, in lower case, of the field by which the relay knows a
// message again that it has sent on:
//
//	X-Postlock-Loop: relay.example.org; id=0ab…; check=…
//
// A mail system with Postlock in front and behind it sends such a message back
// here when its rules have no exception; the Received fields alone would let it
// go round fifty times. Nobody else can write a check that fits, so a field that
// was copied into a message by hand is as good as none, and a message with one is
// inspected like every other.
const loopField = "x-postlock-loop"

func (r *Relay) loopTrace(id spool.ID) string {
	return fmt.Sprintf("X-Postlock-Loop: %s; id=%s;\r\n\tcheck=%s\r\n", r.Hostname, id, r.loopCheck(string(id)))
}

func (r *Relay) loopCheck(id string) string {
	return hex.EncodeToString(r.Drip.hash("loop " + id)[:12])
}

// returned is how often the relay has sent a message on already, by its loop
// traces. The same one twice, as a mailing list may leave it, counts once.
func (r *Relay) returned(loops []string) int {
	seen := map[string]bool{}
	for _, value := range loops[:min(len(loops), maxLoops)] {
		_, rest, _ := strings.Cut(value, "id=")
		id, check, _ := strings.Cut(rest, ";")
		check = strings.TrimPrefix(strings.TrimSpace(check), "check=")
		if hmac.Equal([]byte(check), []byte(r.loopCheck(id))) {
			seen[id] = true
		}
	}
	return len(seen)
}

// maxLoops bounds the work on a header that is full of them.
const maxLoops = 100
