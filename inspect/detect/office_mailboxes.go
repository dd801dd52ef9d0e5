package detect

import (
	"bytes"
	"strings"
)

// isRoleBox tells whether an address is a mailbox of a role, not a person.
func isRoleBox(addr string) bool {
	local, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(addr), "mailto:"), "@")
	var buf [64]byte
	if len(local) > 40 {
		return false
	}
	f := appendFold(buf[:0], trimMarks(local, "<\"' "))
	l := words()
	bare := bytes.TrimRight(f, "0123456789") // "buero12"
	if l.isRole(f) || shortRoleWords[string(f)] || len(bare) >= 5 && len(f)-len(bare) <= 2 && (l.isRole(bare) || roleWords[string(bare)]) {
		return true
	}
	start, role, named := 0, false, false
	for i := 0; i <= len(f); i++ {
		if i == len(f) || f[i] == '.' || f[i] == '-' || f[i] == '_' || f[i] == '+' {
			part := f[start:i]
			if l.isRole(part) {
				return true
			}
			role = role || roleWords[string(part)]
			named = named || l.of(part)&given != 0 // "anna.praxis"
			start = i + 1
		}
	}
	return role && !named
}
