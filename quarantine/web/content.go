package web

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/relay/spool"
)

// Limits of what is shown of one message.
const (
	maxText        = 24 << 10 // bytes of each version of the text
	maxHTML        = 1 << 20  // bytes of HTML read for it
	maxAttachments = 200
	readContent    = 20 * time.Second
)

// content is what a message says, as text.
type content struct {
	Subject string
	From    []message.Mailbox
	Sender  []message.Mailbox
	ReplyTo []message.Mailbox
	Visible int // addresses in To and Cc
	Text    string
	TextCut bool
	// Other is the text of the formatted version where it differs from Text:
	// mail programs show that one.
	Other    string
	OtherCut bool
	Files    []file
	// MoreFiles counts those beyond maxAttachments.
	MoreFiles int
	// Broken is set when reading ended early.
	Broken bool
}

// file is an attachment.
type file struct {
	Path, Type string
	Size       int64
}

// read takes the message apart for showing. The error is of the store alone;
// what is wrong with the message must not keep a reviewer from refusing it.
func (s *Site) read(ctx context.Context, id spool.ID) (*content, error) {
	ctx, cancel := context.WithTimeout(ctx, readContent)
	defer cancel()
	body, err := s.Spool.Body(ctx, id)
	if err != nil {
		return nil, err
	}
	defer body.Close()
	m, err := message.Read(body, body.Size(), message.Limits{})
	if err != nil {
		return nil, err
	}
	c := &content{Subject: m.Subject(), From: m.From(), Sender: m.Sender(), ReplyTo: m.ReplyTo(), Visible: len(m.Visible())}
	var texts, pages strings.Builder
	if err := m.Walk(ctx, func(p message.Part) error { return c.part(p, &texts, &pages) }); err != nil {
		if !errors.Is(err, context.DeadlineExceeded) {
			return nil, err
		}
		c.Broken = true
	}
	c.versions(texts.String(), pages.String())
	return c, nil
}

// part keeps the text of what mail programs show, and lists the rest as files.
func (c *content) part(p message.Part, texts, pages *strings.Builder) error {
	shown := !p.Attachment && (p.Type == "text/plain" || p.Type == "text/html")
	if !shown {
		size, err := io.Copy(io.Discard, p.Body)
		if err != nil {
			return err
		}
		if len(c.Files) >= maxAttachments {
			c.MoreFiles++
			return nil
		}
		c.Files = append(c.Files, file{p.Path, p.Type, size})
		return nil
	}
	raw, err := io.ReadAll(io.LimitReader(p.Body, maxHTML))
	if err != nil {
		return err
	}
	text := decodeText(raw, p.Charset)
	to := texts
	if p.Type == "text/html" {
		to, text = pages, htmlText(text)
	}
	if to.Len() > maxText {
		return nil
	}
	if to.Len() > 0 {
		to.WriteString("\n\n")
	}
	to.WriteString(text)
	return nil
}

// versions sets Text, and Other when the formatted version says something else.
func (c *content) versions(text, page string) {
	if strings.TrimSpace(text) == "" {
		text, page = page, ""
	}
	c.Text, c.TextCut = cut(tidyText(text))
	if page != "" && !sameWords(text, page) {
		c.Other, c.OtherCut = cut(tidyText(page))
	}
}

// sameWords tells whether two versions say the same, so that a reviewer is
// shown both only when it matters.
func sameWords(a, b string) bool {
	words := func(s string) string {
		return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsNumber(r)
		}), " ")
	}
	return words(a) == words(b)
}

// cut shortens at a line's end where there is one near by.
func cut(s string) (string, bool) {
	if len(s) <= maxText {
		return s, false
	}
	s = s[:maxText]
	for !utf8.ValidString(s) {
		s = s[:len(s)-1]
	}
	if i := strings.LastIndexByte(s, '\n'); i > maxText/2 {
		s = s[:i]
	}
	return s, true
}

// tidyText makes one kind of line end, takes out what cannot be seen, and
// leaves no more than one empty line in a row.
func tidyText(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	var out []string
	empty := 0
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimRightFunc(visible(line, true), unicode.IsSpace)
		if line != "" {
			empty = 0
		} else if empty++; empty > 1 {
			continue
		}
		out = append(out, line)
	}
	return strings.Trim(strings.Join(out, "\n"), "\n")
}

// plain makes a name or subject one line in which everything can be seen.
func plain(s string) string {
	return strings.Join(strings.Fields(visible(s, false)), " ")
}

// visible puts U+FFFD for control characters and for those that turn or hide
// text (a file "gpj.exe" must not read "exe.jpg"); joiners stay, Persian and
// emoji need them.
func visible(s string, tabs bool) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' && tabs, r == 0x200c, r == 0x200d:
			return r
		case r == '\t', r == '\n', r == '\r':
			return ' '
		case r == 0xad, r == 0xfeff, r == 0x200b:
			return -1 // soft hyphen, no-break zero width: harmless and common
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r >= 0xe0000 && r <= 0xe0fff:
			return utf8.RuneError
		}
		return r
	}, s)
}

// decodeText makes UTF-8: what already is, stays; else the declared charset,
// else Windows-1252, which decodes everything.
func decodeText(raw []byte, charset string) string {
	enc, err := htmlindex.Get(charset)
	if err != nil || charset == "" {
		if utf8.Valid(raw) {
			return string(raw)
		}
		enc = charmap.Windows1252
	}
	out, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		return strings.ToValidUTF8(string(raw), "\uFFFD")
	}
	return string(out)
}

// htmlText is the text of an HTML body, with where its links lead.
func htmlText(page string) string {
	z := html.NewTokenizer(strings.NewReader(page))
	z.SetMaxBuf(maxHTML)
	var b strings.Builder
	skip := 0
	for b.Len() <= maxText {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if skip == 0 {
				b.WriteString(squeeze(string(z.Text())))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if silent(t.DataAtom) && t.Type == html.StartTagToken {
				skip++
			}
			openTag(&b, t)
		case html.EndTagToken:
			t := z.Token()
			if silent(t.DataAtom) && skip > 0 {
				skip--
			}
			if block(t.DataAtom) {
				b.WriteByte('\n')
			}
		}
	}
	return b.String()
}

func squeeze(s string) string {
	text := strings.Join(strings.Fields(html.UnescapeString(s)), " ")
	if text == "" {
		if s != "" {
			return " "
		}
		return ""
	}
	if unicode.IsSpace(rune(s[0])) {
		text = " " + text
	}
	if unicode.IsSpace(rune(s[len(s)-1])) {
		text += " "
	}
	return text
}

func openTag(b *strings.Builder, t html.Token) {
	switch {
	case t.DataAtom == atom.Li:
		b.WriteString("\n• ")
	case t.DataAtom == atom.Td || t.DataAtom == atom.Th:
		b.WriteByte('\t')
	case block(t.DataAtom):
		b.WriteByte('\n')
	case t.DataAtom == atom.A:
		for _, a := range t.Attr {
			if a.Key == "href" && strings.Contains(a.Val, "://") {
				b.WriteString("[" + a.Val + "] ")
			}
		}
	}
}

func silent(a atom.Atom) bool {
	return a == atom.Script || a == atom.Style || a == atom.Head || a == atom.Title || a == atom.Noscript || a == atom.Template
}

func block(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Br, atom.Tr, atom.Table, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Ul, atom.Ol, atom.Blockquote, atom.Pre, atom.Hr, atom.Section, atom.Article, atom.Header, atom.Footer:
		return true
	}
	return false
}
