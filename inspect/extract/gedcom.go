package extract

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// isGEDCOM tells a file of a family's tree (FamilySearch GEDCOM 5.5.1 and 7).
func isGEDCOM(t string) bool {
	t = t[:min(len(t), 4096)]
	if !strings.HasPrefix(strings.TrimSpace(t), "0 HEAD") {
		return false
	}
	line, rest, _ := strings.Cut(strings.ReplaceAll(t, "\r", "\n"), "\n")
	return strings.TrimSpace(line) == "0 HEAD" && strings.HasPrefix(strings.TrimLeft(rest, "\n \t"), "1 ")
}

// readGEDCOM gives every person of a tree as a row. The other records are text:
// families, sources, who wrote the file.
func readGEDCOM(f *file, to output) error {
	r := gedcom{f: f, to: to}
	r.row(1, true, "Name", "Born", "Died", "Address", "Phone", "E-mail", "ID number", "Religion", "Notes")
	text := decode(f.data, f.charset)
	for n := 1; len(text) > 0 && !to.stopped(); n++ {
		var line []byte
		line, text = oneLine(text)
		r.line(string(line), n)
	}
	r.end()
	if r.records == 0 && !to.stopped() {
		return errors.New("gedcom: no record")
	}
	return nil
}

type gedcom struct {
	f       *file
	to      output
	person  *gedcomPerson
	path    []string // the tags above a line
	records int
}

// gedcomPerson is an INDI record.
type gedcomPerson struct {
	line, size                                                                int // size is of the values read
	name, given, born, died, address, phone, email, idNumber, religion, notes string
}

// dagger stands for a death without a date.
const dagger = "†"

// maxPerson is the most bytes of a person's row; what is more is text.
const maxPerson = 16 << 10

// maxGEDCOMLevels is how deep tags count; the format goes to 99 and programs
// write six.
const maxGEDCOMLevels = 16

// line is "level [@id@] TAG [value]".
func (r *gedcom) line(line string, n int) {
	level, id, tag, value, ok := gedcomLine(line)
	if !ok || level >= maxGEDCOMLevels || level > len(r.path) {
		if strings.TrimSpace(line) != "" {
			r.words(strings.TrimSpace(line), n)
		}
		return
	}
	r.path = append(r.path[:level], tag)
	if level == 0 {
		r.end()
		r.records++
		if tag == "INDI" && id != "" {
			r.person = &gedcomPerson{line: n}
			return
		}
	}
	value = strings.ReplaceAll(value, "@@", "@")
	switch {
	case r.person != nil && r.person.size < maxPerson:
		r.person.size += len(value)
		r.person.put(r.path, value)
	case value != "" && !isGEDCOMCode(tag):
		r.words(value, n)
	}
}

// words are of no person, or no line of the format.
func (r *gedcom) words(value string, n int) {
	if p := r.person; p != nil && p.size < maxPerson {
		p.size += len(value)
		add(&p.notes, value)
		return
	}
	r.to.text("", n, r.f.hidden, value)
}

func gedcomLine(line string) (level int, id, tag, value string, ok bool) {
	line = strings.TrimLeft(line, " \t\ufeff")
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if digits == 0 || digits > 2 || digits == len(line) || line[digits] != ' ' {
		return 0, "", "", "", false
	}
	for _, c := range line[:digits] {
		level = level*10 + int(c-'0')
	}
	line = strings.TrimLeft(line[digits:], " ")
	if strings.HasPrefix(line, "@") {
		id, line, _ = strings.Cut(line, " ")
	}
	tag, value, _ = strings.Cut(line, " ")
	if value = strings.TrimSpace(value); len(value) > 2 && value[0] == '@' && value[1] != '@' && value[1] != '#' && value[len(value)-1] == '@' {
		value = "" // points to another record
	}
	return level, id, strings.TrimSpace(tag), value, strings.TrimSpace(tag) != "" && len(tag) <= 31
}

// isGEDCOMCode tells tags whose values are codes and the program's own.
func isGEDCOMCode(tag string) bool {
	switch tag {
	case "SOUR", "VERS", "CHAR", "FORM", "GEDC", "DEST", "LANG", "FAMS", "FAMC", "HUSB", "WIFE", "CHIL", "RIN", "REFN", "CHAN", "SUBM", "SEX", "TIME", "_UID", "UID", "EXID", "PEDI", "QUAY", "OBJE", "SCHMA", "TAG":
		return true
	}
	return false
}

// put takes a line of a person by the tags above it.
func (p *gedcomPerson) put(path []string, value string) {
	tag := path[len(path)-1]
	top := tag
	if len(path) > 1 {
		top = path[1]
	}
	switch {
	case tag == "DEAT" || tag == "BURI" || tag == "CREM":
		if p.died == "" {
			p.died = dagger
		}
	case value == "" || isGEDCOMCode(tag):
	case top == "NAME":
		p.called(tag, value)
	case tag == "DATE" && (top == "BIRT" || top == "BAPM" || top == "CHR"):
		p.born = firstOf(p.born, gedcomDate(value))
	case tag == "DATE" && (top == "DEAT" || top == "BURI" || top == "CREM"):
		if p.died == "" || p.died == dagger {
			p.died = gedcomDate(value)
		}
	case tag == "PHON" || tag == "FAX":
		add(&p.phone, value)
	case tag == "EMAIL" || tag == "_EMAIL" || tag == "EMAI":
		add(&p.email, value)
	case slices.Contains(path, "ADDR"):
		p.addressed(tag, value)
	case tag == "IDNO" || tag == "SSN":
		add(&p.idNumber, value)
	case tag == "RELI":
		add(&p.religion, value)
	case tag == "CONC":
		p.notes += value
	default:
		add(&p.notes, value)
	}
}

// called takes NAME, "Anna /Smit/", or its parts where they are alone.
func (p *gedcomPerson) called(tag, value string) {
	switch {
	case tag == "NAME" && p.name == "":
		p.name = strings.Join(strings.Fields(strings.ReplaceAll(value, "/", " ")), " ")
	case tag == "GIVN":
		p.given = value
	case tag == "SURN" && p.name == "":
		p.name = strings.TrimSpace(p.given + " " + value)
	case tag != "SURN" && tag != "NPFX" && tag != "NSFX" && tag != "SPFX":
		add(&p.notes, value)
	}
}

// addressed takes ADDR, its further lines and parts. The parts repeat the lines.
func (p *gedcomPerson) addressed(tag, value string) {
	switch {
	case strings.Contains(p.address, value):
	case tag == "CONC":
		p.address += value
	default:
		if p.address != "" {
			p.address += ", "
		}
		p.address += value
	}
}

// add puts a value on a line of its own.
func add(s *string, value string) {
	if *s != "" {
		*s += "\n"
	}
	*s += value
}

// gedcomDate is a date in figures, of a span or a guess the last year:
// "@#DJULIAN@ 3 MAY 1702" is 1702-05-03, "BET 1820 AND 1825" is 1825.
func gedcomDate(s string) string {
	if strings.HasPrefix(s, "@#") {
		_, s, _ = strings.Cut(s[1:], "@")
	}
	words := strings.Fields(strings.ToUpper(s))
	for n := len(words) - 1; n >= 0; n-- {
		year := strings.TrimRight(words[n], ")")
		if len(year) != 4 || !digits(year) {
			continue
		}
		m := 0
		if n > 0 {
			m = month(words[n-1])
		}
		switch {
		case m == 0:
			return year
		case n > 1 && len(words[n-2]) <= 2 && digits(words[n-2]):
			return fmt.Sprintf("%s-%02d-%s", year, m, ("0" + words[n-2])[len(words[n-2])-1:])
		}
		return fmt.Sprintf("%s-%02d", year, m)
	}
	return strings.TrimSpace(s)
}

// month is of the format's names, 0 for others.
func month(name string) int {
	return slices.Index([]string{"JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"}, name) + 1
}

// lastOfTheDead: who was born before and can be called nowhere is dead, though a
// tree often does not say so.
const lastOfTheDead = "1906"

func (r *gedcom) end() {
	if p := r.person; p != nil {
		if p.died == "" && p.phone == "" && p.email == "" && len(p.born) >= 4 && digits(p.born[:4]) && p.born < lastOfTheDead {
			p.died = dagger
		}
		name := firstOf(p.name, p.given)
		r.row(p.line, false, name, p.born, p.died, p.address, p.phone, p.email, p.idNumber, p.religion, p.notes)
		r.person = nil
	}
}

func (r *gedcom) row(line int, header bool, cells ...string) {
	r.to.row(inspect.Row{Place: inspect.Place{Path: r.f.path, Line: line}, Header: header, Hidden: r.f.hidden, Cells: cells})
}
