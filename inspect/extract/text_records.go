package extract

import (
	"strings"
	"unicode/utf8"
)

// Records that a program wrote as names and values: the dumps of PHP, Python and
// Ruby, YAML, TOML, INI and properties files, the long form of mysql and psql,
// blocks of "name: value" with an empty line or a rule between them.

// readRecords gives such records as rows under their names.
func readRecords(f *file, to output) error {
	text := string(decode(f.data, f.charset))
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	table := recordTable{to: to}
	give := func(r *record) {
		if !to.stopped() {
			table.add(r)
		}
	}
	if !isInline(text[:min(len(text), headBytes)]) {
		lineRecords(text, give, func(line string) { to.text("", 0, false, line) })
		return nil
	}
	inlineRecords(text, give, func(between string) { to.text("", 0, false, between) })
	return nil
}

// isRecords tells whether a text is such records and little else. At least two
// have the same names.
func isRecords(text string) bool {
	if strings.IndexAny(text, ":=|") < 0 {
		return false
	}
	return isLined(text) || isInline(text)
}

func isLined(text string) bool {
	var s alike
	lines, pairs := lineRecords(text, s.add, func(string) {})
	return pairs*10 >= lines*8 && s.enough()
}

func isInline(text string) bool {
	if strings.Count(text, ":")+strings.Count(text, "=") < 4 { // two records of two values
		return false
	}
	var s alike
	covered := inlineRecords(text, s.add, func(string) {})
	return covered*2 >= len(text) && s.enough()
}

// alike counts records and how many of their values have a name that comes more
// than once.
type alike struct {
	records, values int
	names           map[string]int
}

func (s *alike) add(r *record) {
	if s.names == nil {
		s.names = map[string]int{}
	}
	s.records++
	for _, k := range r.keys {
		if s.values++; k == "" || len(s.names) < 4*maxRecordFields {
			s.names[k]++
		}
	}
}

func (s *alike) enough() bool {
	common, repeated := 0, 0
	for _, n := range s.names {
		if n > 1 {
			common++
			repeated += n
		}
	}
	return s.records >= 2 && common >= 2 && repeated*10 >= s.values*7
}

// lineRecords reads a name and a value a line and gives the records of at least
// two, and as rest the lines that are in none. It counts the lines with words and those that it understood.
func lineRecords(text string, give func(*record), rest func(string)) (lines, understood int) {
	var r record
	last, indent := "", 0
	end := func() {
		if len(r.keys) >= 2 {
			give(&r)
		} else if len(r.keys) == 1 {
			rest(r.keys[0] + ": " + r.values[0])
		}
		r, last = record{}, ""
	}
	for line := range strings.SplitSeq(text, "\n") {
		bare := strings.TrimSpace(line)
		if bare == "" {
			if indent == 0 {
				end()
			}
			continue
		}
		lines++
		if name, ok := parting(bare); ok {
			understood++
			end()
			if name != "" {
				r.add("", name)
			} else if strings.ContainsFunc(bare, isLetterRune) {
				rest(bare)
			}
			continue
		}
		item, listed := strings.CutPrefix(bare, "- ")
		key, value, ok := cutPair(item)
		at := len(line) - len(strings.TrimLeft(line, " \t"))
		switch {
		case !ok && (listed || at > indent) && last != "" && len(r.values) > 0 && r.size() < maxName*maxRecordFields:
			understood++
			r.add(last, unquoted(item))
			continue
		case !ok:
			rest(bare)
			continue
		}
		understood++
		owner, field := numbered(key)
		if listed && at <= indent || value == "" && at <= indent || owner != "" && len(r.keys) > 0 && r.values[0] != owner || has(&r, field) || len(r.keys) == maxRecordFields {
			end()
		}
		if listed && len(r.keys) == 1 && r.keys[0] == "" {
			r = record{} // the name of the list is none of its first record
		}
		if owner != "" && len(r.keys) == 0 {
			r.add("", owner)
		}
		if len(r.keys) == 0 || listed && at <= indent {
			indent = at
		}
		if value == "" { // what is below belongs to it
			if len(r.keys) == 0 {
				r.add("", field)
			}
			last = field
			continue
		}
		r.add(field, value)
		last = field
	}
	end()
	return lines, understood
}

// isSection tells "[section]" and "[[table]]" from a list in brackets.
func isSection(t string) bool {
	line, _, _ := strings.Cut(t, "\n")
	line = strings.TrimSpace(line)
	name := strings.Trim(line, "[] ")
	return strings.HasSuffix(line, "]") && name != "" && letter(name[0]) && !strings.ContainsAny(name, "\"',[]{}")
}

// size is how many bytes a record's values are.
func (r *record) size() (n int) {
	for _, v := range r.values {
		n += len(v)
	}
	return n
}

func has(r *record, key string) bool {
	for _, k := range r.keys {
		if k == key {
			return true
		}
	}
	return false
}

// parting tells lines that stand between records: "[section]", "[[table]]",
// "---", "array (", "},", "*** 1. row ***", "-[ RECORD 1 ]--", comments.
func parting(line string) (name string, ok bool) {
	switch {
	case strings.Contains(line, "=> ") || strings.HasPrefix(line, "- "):
		return "", false
	case line[0] == '[' && line[len(line)-1] == ']':
		return strings.Trim(line, "[] \"'"), true
	case line[0] == '#' || line[0] == ';' || strings.HasPrefix(line, "//") || strings.HasPrefix(line, "<?"):
		return "", true
	case strings.HasPrefix(line, "---"), strings.HasPrefix(line, "==="), strings.HasPrefix(line, "***"), strings.HasPrefix(line, "-["), line == "...":
		return "", true
	}
	bare := strings.TrimSpace(strings.TrimRight(line, "([{}]),;"))
	switch {
	case bare == "", strings.EqualFold(bare, "array"), len(bare) < len(line) && strings.IndexAny(bare, ":'\"") < 0 && strings.IndexAny(line[len(line)-1:], "([{") == 0:
		return "", true
	case strings.HasSuffix(line, "=>"):
		return "", true
	}
	return "", false
}

// maxName is the most bytes of a name before a value.
const maxName = 48

// cutPair cuts "name: value", "name = value", "'name' => 'value'," and
// "name | value".
func cutPair(line string) (key, value string, ok bool) {
	at, n := -1, 0
	for i := 0; i < len(line) && i <= maxName && at < 0; i++ {
		switch c := line[i]; {
		case c == '=' && strings.HasPrefix(line[i:], "=>"):
			at, n = i, 2
		case c == '=', c == ':' && (i+1 == len(line) || line[i+1] == ' ' || line[i+1] == '\t'), c == '|' && i > 0 && line[i-1] == ' ' && strings.Count(line, "|") == 1:
			at, n = i, 1
		}
	}
	if at < 1 {
		return "", "", false
	}
	key = strings.Trim(line[:at], " \t'\"[]:")
	if key == "" || strings.Count(key, " ") > 4 || !strings.ContainsFunc(key, isLetterRune) || strings.ContainsAny(key, ",;<>{}(") {
		return "", "", false
	}
	value = strings.TrimSpace(line[at+n:])
	if len(value) > 1 && (value == "[" || value == "{" || value == "Array" || strings.EqualFold(value, "array (")) {
		value = ""
	}
	return key, unquoted(value), true
}

func isLetterRune(r rune) bool { return r >= utf8.RuneSelf || letter(byte(r)) }

// unquoted takes the comma behind a value and the quotes around it off.
func unquoted(s string) string {
	s = strings.TrimRight(strings.TrimSpace(s), ",;")
	if n := len(s); n >= 2 && (s[0] == '"' || s[0] == '\'') && s[n-1] == s[0] {
		return unescaped(s[1 : n-1])
	}
	return s
}

func unescaped(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	return strings.NewReplacer(`\\`, `\`, `\'`, `'`, `\"`, `"`, `\n`, "\n", `\t`, " ", `\/`, "/").Replace(s)
}

// numbered parts the number of a record from the name of a value:
// "person.1.name", "person[1].name", "contact1_name".
func numbered(key string) (owner, field string) {
	for i := len(key) - 2; i > 0; i-- {
		if c := key[i]; (c == '.' || c == '_' || c == ']') && key[i-1] >= '0' && key[i-1] <= '9' {
			if bare := strings.TrimRight(key[:i], "0123456789"); c == '_' && strings.HasSuffix(bare, "_") {
				continue // "number__11_digits"
			}
			if field = strings.TrimLeft(key[i:], "._]"); field != "" && letter(field[0]) {
				return strings.TrimRight(key[:i+1], "._"), field
			}
		}
	}
	return "", key
}

// inlineRecords reads records of which each stands in brackets or in a line of
// its own: array('name' => 'Anna', …), {name: "Anna"}, name="Anna" phone="…". It
// returns how many bytes they are; what stands between them is the rest.
func inlineRecords(text string, give func(*record), rest func(string)) (covered int) {
	r := inlineReader{text: text, give: give, rest: rest}
	for i := 0; i < len(text); {
		i = r.token(i)
	}
	r.end(len(text))
	r.between(len(text))
	return r.covered
}

// inlineReader reads such a text token by token.
type inlineReader struct {
	text string
	give func(*record)
	rest func(string)

	record   record
	from     int    // where the record began
	key      string // whose value comes next
	word     string // a name, if a value follows
	atWord   int
	quoted   bool // the word was
	unclosed int  // quotes without an end
	done     int  // where the last record given ended
	covered  int  // bytes of those given
}

// token reads what stands at i and returns where the next stands.
func (r *inlineReader) token(i int) int {
	next := i + 1
	switch c := r.text[i]; c {
	case ' ', '\t', '\r':
		return next
	case '\'', '"':
		return r.quote(i)
	case '(', '[', '{':
		if r.key == "" || c != '[' {
			r.end(i)
		}
	case ')', ']', '}', '\n':
		if before := strings.TrimRight(r.text[max(0, i-8):i], " \t\r"); c != '\n' || !strings.HasSuffix(before, ",") {
			r.end(i) // a line that ends with a comma goes on
		}
	case '=', ':':
		if r.word != "" && len(r.word) <= maxName && (r.quoted || strings.ContainsFunc(r.word, isLetterRune)) {
			r.key, r.word = r.word, ""
		}
		if next < len(r.text) && r.text[next] == '>' {
			next++
		}
	case ',', ';':
		r.more()
		r.key = ""
	default:
		for next < len(r.text) && !endsWord(r.text[next]) {
			next++
		}
		r.take(r.text[i:next], i)
	}
	r.quoted = false
	return next
}

// endsWord tells what a word without quotes ends before.
func endsWord(c byte) bool {
	switch c {
	case ' ', '\t', '\r', '\n', ',', ';', ':', '=', '(', ')', '[', ']', '{', '}', '\'', '"':
		return true
	}
	return false
}

// quote reads a quoted word. Behind many quotes without an end, of which each would be
// sought to the end of its line, no other is looked for.
func (r *inlineReader) quote(i int) (next int) {
	n := 0
	if r.unclosed < maxUnclosed {
		n = quotedEnd(r.text[i:])
	}
	if n == 0 {
		r.unclosed++
		return i + 1
	}
	r.take(unescaped(r.text[i+1:i+n-1]), i)
	r.quoted = true
	return i + n
}

// take reads a word: the value of the name before it, or what may be the next name.
func (r *inlineReader) take(word string, at int) {
	if r.key == "" {
		r.more()
		if r.record.size() > maxName*maxRecordFields || len(r.record.keys) == maxRecordFields {
			r.end(at)
		}
		r.word, r.atWord = word, at
		return
	}
	if len(r.record.keys) == 0 {
		r.from = r.atWord
	}
	r.record.add(r.key, word)
	r.key, r.word = "", ""
}

// more lets a word that is no name go on with the value before it.
func (r *inlineReader) more() {
	if n := len(r.record.values); r.word != "" && n > 0 {
		r.record.values[n-1] += " " + r.word
	}
	r.word = ""
}

// end gives the record that ends at i, if it has at least two values.
func (r *inlineReader) end(i int) {
	r.more()
	if len(r.record.keys) >= 2 {
		r.give(&r.record)
		r.covered += i - r.from
		r.between(r.from)
		r.done = i
	}
	r.record, r.key = record{}, ""
}

// between gives the words behind the last record and before i as the rest.
func (r *inlineReader) between(i int) {
	if words := r.text[r.done:i]; strings.ContainsFunc(words, isLetterRune) {
		r.rest(words)
	}
}

// maxUnclosed is the most quotes without an end that are looked behind.
const maxUnclosed = 100

// quotedEnd is the length of the quoted text at the start of s, with its quotes;
// 0 when it has no end in its line.
func quotedEnd(s string) int {
	for i := 1; i < len(s) && i < maxQuoted; i++ {
		switch s[i] {
		case '\\':
			i++
		case '\n':
			return 0
		case s[0]:
			return i + 1
		}
	}
	return 0
}
