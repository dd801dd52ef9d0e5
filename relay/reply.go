package relay

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/emersion/go-smtp"

	"github.com/postlock/postlock/inspect/rule"
	"github.com/postlock/postlock/relay/spool"
)

// reply makes an SMTP reply. go-smtp sends an error of this type as it stands,
// 2xx included.
func reply(code int, enhanced smtp.EnhancedCode, format string, args ...any) *smtp.SMTPError {
	return &smtp.SMTPError{Code: code, EnhancedCode: enhanced, Message: plain(fmt.Sprintf(format, args...))}
}

// plain keeps a reply on one line of ASCII (RFC 5321 section 4.2), at most as
// long as a reply line may be.
func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return '?'
		}
		return r
	}, text)
	return text[:min(len(text), 500)]
}

// refusal turns an error into what the client is told: what to do next, and
// nothing about our insides. A fault of ours is temporary, never a success.
func refusal(err error) *smtp.SMTPError {
	var answer *smtp.SMTPError
	var line *lineFault
	switch {
	case errors.As(err, &answer):
		return answer
	case errors.As(err, &line):
		return reply(554, smtp.EnhancedCode{5, 6, 0}, "Message refused: %v. Its program must end every line with CRLF and send no NUL", line)
	case errors.Is(err, errTooBig):
		return reply(552, smtp.EnhancedCode{5, 3, 4}, "The message is over the size limit; send large files in another way")
	case errors.Is(err, errHeaderSize):
		return reply(554, smtp.EnhancedCode{5, 6, 0}, "The message's header is too big")
	case errors.Is(err, errLoop):
		return reply(554, smtp.EnhancedCode{5, 4, 6}, "The message goes in a loop: too many servers have passed it on")
	case errors.Is(err, errReturned):
		return reply(554, smtp.EnhancedCode{5, 4, 6}, "The message goes in a loop: this relay has sent it on before. The next hop, or a rule on it, sends mail back here")
	case errors.Is(err, errEmpty):
		return reply(554, smtp.EnhancedCode{5, 6, 0}, "The message is empty")
	case errors.Is(err, spool.ErrFull):
		return reply(452, smtp.EnhancedCode{4, 3, 1}, "The relay has no room left on its disk; try again later")
	case errors.Is(err, errAborted):
		return reply(250, smtp.EnhancedCode{2, 0, 0}, "Message given up")
	case errors.Is(err, errQuit):
		return reply(221, smtp.EnhancedCode{2, 0, 0}, "Bye")
	case errors.Is(err, errMalformed):
		return reply(501, smtp.EnhancedCode{5, 5, 4}, "%s", sentence(err))
	case errors.Is(err, errBareLF), errors.Is(err, errControl), errors.Is(err, errTooLong):
		return reply(500, smtp.EnhancedCode{5, 5, 2}, "%s", sentence(err))
	case errors.Is(err, errTooMany):
		return reply(421, smtp.EnhancedCode{4, 7, 0}, "%s", sentence(err))
	case errors.Is(err, os.ErrDeadlineExceeded):
		return reply(421, smtp.EnhancedCode{4, 4, 2}, "Timed out waiting for the rest of the message")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return reply(421, smtp.EnhancedCode{4, 4, 2}, "The connection ended before the message did")
	case errors.Is(err, context.Canceled):
		return reply(421, smtp.EnhancedCode{4, 3, 2}, "The relay is shutting down; try again in a minute")
	}
	return reply(451, smtp.EnhancedCode{4, 3, 0}, "The message could not be checked or stored, which is a fault of the relay; try again later")
}

// accepted says what became of a message, without a word of its content.
func accepted(id spool.ID, v rule.Verdict) *smtp.SMTPError {
	ok := smtp.EnhancedCode{2, 0, 0}
	switch {
	case v.Action == rule.Hold && v.Approvals == 1:
		return reply(250, ok, "Held for review as %s; one person must approve it (%s)", id, strings.Join(v.Rules, ", "))
	case v.Action == rule.Hold:
		return reply(250, ok, "Held for review as %s; %d people must approve it (%s)", id, v.Approvals, strings.Join(v.Rules, ", "))
	case v.BCC:
		return reply(250, ok, "Queued as %s, with the recipients hidden from each other (%s)", id, strings.Join(v.Rules, ", "))
	}
	return reply(250, ok, "Queued as %s", id)
}

// sentence begins an error's text with a capital.
func sentence(err error) string {
	text := err.Error()
	first, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[n:]
}
