package detect

import (
	"strconv"
	"strings"
	"time"

	"github.com/postlock/postlock/inspect"
)

// sourceFiles are the files of a program's source that name its authors, with
// their addresses, for everybody to read.
var sourceFiles = map[string]bool{
	"package.json": true, "package-lock.json": true, "composer.json": true, "composer.lock": true, "bower.json": true,
	"pyproject.toml": true, "poetry.lock": true, "setup.py": true, "setup.cfg": true, "Cargo.toml": true, "pom.xml": true,
	"DESCRIPTION": true, "CITATION.cff": true, "codemeta.json": true, ".zenodo.json": true, ".mailmap": true, "CODEOWNERS": true,
	"AUTHORS": true, "CONTRIBUTORS": true, "MAINTAINERS": true, "COMMITTERS": true, "DEVELOPERS": true, "CREDITS": true, "THANKS": true,
	"COPYRIGHT": true, "COPYING": true, "LICENSE": true, "LICENCE": true, "NOTICE": true, "ChangeLog": true, "CHANGELOG": true, "Changelog": true, "changelog": true, "copyright": true,
}

// plainSource are the names that no office gives a list of its people, whatever
// the ending.
var plainSource = map[string]bool{"AUTHORS": true, "MAINTAINERS": true, "COMMITTERS": true, "COPYRIGHT": true, "LICENSE": true, "LICENCE": true, "CHANGELOG": true, "ChangeLog": true, "Changelog": true, "changelog": true, "copyright": true}

// isSource tells whether a file is one in which authors sign their program.
func isSource(path string) bool {
	name := path[strings.LastIndex(path, "> ")+1:]
	name = strings.TrimSpace(name[strings.LastIndexAny(name, `/\`)+1:])
	if sourceFiles[name] {
		return true
	}
	for _, ending := range [...]string{".txt", ".md", ".rst", ".adoc"} {
		if bare, ok := strings.CutSuffix(name, ending); ok {
			return plainSource[bare] || ending != ".txt" && sourceFiles[bare]
		}
	}
	return false
}

// signed tells whether all that a program's source says of somebody is an
// address: that is an author.
func signed(a inspect.Attributes, path string) bool {
	return a == inspect.Set(inspect.Email) && isSource(path)
}

var (
	makers = [...]string{"author", "contributor", "contributed", "maintainer", "committer", "developer", "autoren", "entwickler", "mitwirkende", "forfatter", "udvikler", "bidragyder", "auteur", "ontwikkelaar", "bijdrage", "utvikler", "utvecklare", "autorzy", "autorow", "bijgedragen", "beigetragen", "bidraget", "bidragit", "bidratt", "contribue", "skrivit kod", "skrevet pa program", "skrevet kod", "been possible without", "gabe es dies"}
	made   = [...]string{"program", "software", "source", "code", "library", "package", "patches", "plugin", "copyright", "licen", "kernel", "bibliothek", "bibliotek", "pakket", "paket", "kode", "kod ", "kodu", "git", "release"}
)

// isAuthors is true for "Authors of this program", the heading of a list of those
// who wrote it.
func isAuthors(line string) bool {
	if len(line) > shortLine || line == "" {
		return false
	}
	line = strings.TrimRight(line, ":")
	return standsIn(shortlogStem(), line) || standsIn(makerStems(), line) && standsIn(madeStems(), line+" ")
}

var (
	makerStems   = wordStems(makers[:])
	madeStems    = wordStems(made[:])
	shortlogStem = wordStems([]string{"shortlog"})
)

// headOfPaper is how many lines a paper's title, authors and their institutes
// take before its abstract.
const headOfPaper = 80

// byline notes the people of the first lines, who are authors if an abstract
// follows.
func (p *prose) byline(r *lineRecord) {
	if r.line <= headOfPaper && r.attrs == inspect.Set(inspect.Email) && len(p.bylines) < headOfPaper {
		p.bylines = append(p.bylines, r.name)
	}
}

// abstract tells whether a line begins a paper's abstract or names its keywords;
// the people above are authors then, as correspondents are.
func (p *prose) abstract(line string) {
	if p.line > headOfPaper || len(line) < len("Abstract") || line[0]|0x20 != 'a' && line[0]|0x20 != 'k' {
		return
	}
	word := line[:len("Abstract")]
	if rest := line[len(word):]; !strings.EqualFold(word, "abstract") && !strings.EqualFold(word, "keywords") || rest != "" && strings.IndexByte(".:-—", rest[0]) < 0 && !strings.HasPrefix(rest, " –") && !strings.HasPrefix(rest, "—") {
		return
	}
	p.endBlock()
	for _, name := range p.bylines {
		p.d.who.names[name] = true
	}
	for _, r := range p.pending {
		if r.attrs == inspect.Set(inspect.Email) {
			p.d.who.names[r.name] = true
		}
	}
	p.bylines = nil
}

// isReference tells whether a text ends in the name of a number under which
// writings are found: "PMID ".
func isReference(s string) bool {
	s = strings.TrimRight(s, " \t:.#")
	switch strings.ToUpper(s[strings.LastIndexAny(s, " \t,;.([")+1:]) {
	case "INV", "INV.-NR", "INV.NR", "INVNR", "KAT.-NR", "PMID", "PMCID", "PMC", "DOI", "ISSN", "ISBN", "ISBN-10", "ISBN-13", "OCLC", "URN", "ARXIV":
		return true
	}
	return false
}

// isSigned is true for "Copyright (c) 2019 Anna Berg <anna@…>" and for the line
// below a headline that says who wrote: "By Anna Berg <anna@…>".
func isSigned(line string) bool {
	bare := strings.TrimLeft(line, "#/*; ")
	for _, w := range [...]string{"Copyright ", "(c) ", "(C) ", "© ", "SPDX-FileCopyrightText: "} {
		if rest, ok := strings.CutPrefix(bare, w); ok {
			return digitsIn(rest) >= 4
		}
	}
	for _, w := range [...]string{"By ", "Von ", "Door ", "Af ", "Av ", "Par "} {
		if rest, ok := strings.CutPrefix(line, w); ok {
			return strings.Count(rest, "@") == 1 && nameLike(rest[:max(0, strings.IndexByte(rest, '<'))])
		}
	}
	return false
}

// isDatedChange is true for an entry in the changes of an RPM:
// "* Mon Nov 14 2022 Anna Berg <anna@…> - 3.1-1".
func isDatedChange(line string) bool {
	rest, ok := strings.CutPrefix(line, "* ")
	if !ok || len(rest) < 16 || strings.IndexByte(rest, '<') < 0 {
		return false
	}
	day, month := rest[:3], rest[4:7]
	return isWeekday(day) && strings.Contains("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", month)
}

// isFullDate is true for "2019-01-02", full-date of RFC 3339.
func isFullDate(s string) bool {
	if !isDigitAt(s, 0) {
		return false
	}
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// isEntry is true for a line that begins an entry of a ChangeLog as the GNU coding
// standards have it: "2019-01-02  Anna Berg  <anna@…>". The days are those of a list
// of members as well: the line below tells.
func isEntry(line string) bool {
	if len(line) < 20 || line[len(line)-1] != '>' || strings.Count(line, "<") != 1 {
		return false
	}
	who := strings.TrimSpace(line[:strings.IndexByte(line, '<')])
	if isFullDate(line[:10]) {
		who = who[min(10, len(who)):]
	} else if i := strings.LastIndexAny(who, "0123456789"); i >= 23 && i < len(who)-1 && isWeekday(line[:3]) {
		who = who[i+1:]
	} else {
		return false
	}
	return len(who) > 3 && who[0] == ' ' && digitsIn(who) == 0
}

func isWeekday(s string) bool { return strings.Contains("Mon Tue Wed Thu Fri Sat Sun", s) }

// settleEntry decides what the line before was: above a change, indented or "* main.c:
// …", it says who made it.
func (p *prose) settleEntry(line string) {
	if p.entry == "" {
		return
	}
	entry := p.entry
	p.entry = ""
	if !strings.HasPrefix(strings.TrimLeft(line, " "), "* ") && !strings.HasPrefix(line, "\t") {
		p.entered = true
		p.read(entry)
		p.entered = false
	}
}

// goesOnSigned tells whether a line goes on with whose the copyright is: "2003-2005
// Anna Berg <anna@…>" below "Copyright (c) 2001 …".
func (p *prose) goesOnSigned(line string) bool {
	return len(line) > 4 && isYear(line[:4]) && (isSigned(p.before) || p.resigned > 0 && p.resigned == p.line-1) && p.resign()
}

// resign notes that this line is one of those.
func (p *prose) resign() bool {
	p.resigned = p.line
	return true
}

// isKeyLine is true for a name on a public key, or of one who signed it, as gpg(1)
// lists them: "sig 3   A355A63E 2006-09-19  Anna Berg <anna@…>".
func isKeyLine(line string) bool {
	switch firstWords(line, 1) {
	case "uid", "sig", "sub", "rev", "sig!", "sig!3":
		return line[len(line)-1] == '>' && strings.IndexByte(line, '<') > 0
	}
	return false
}

// counted tells whether a line says how many changes somebody made, as
// git-shortlog(1) does: "    12\tAnna Berg <anna@…>". A number that follows the one of
// the line above is that of a list.
func (p *prose) counted(line string) bool {
	number, who, ok := strings.Cut(line, "\t")
	if !ok || !digitsOnly(number) || !isSigner(who) {
		return false
	}
	count, err := strconv.Atoi(number)
	follows := count == p.count+1
	p.count = count
	return err == nil && !follows
}

// isSigner is true for "Anna Berg <anna@…>".
func isSigner(s string) bool {
	return strings.HasSuffix(s, ">") && strings.Count(s, "@") == 1 && strings.Count(s, "<") == 1 && digitsIn(s[:strings.IndexByte(s, '<')]) == 0
}

// isShortlog tells whether a table is such lines and nothing else.
func isShortlog(rows []inspect.Row) bool {
	before, follows, lines := 0, 0, 0
	for _, r := range rows {
		if filledCells(r.Cells) < 2 { // the command, a version
			continue
		}
		if lines++; len(r.Cells) != 2 || !isSigner(strings.TrimSpace(r.Cells[1])) {
			return false
		}
		count, err := strconv.Atoi(strings.TrimSpace(r.Cells[0]))
		if err != nil {
			return false
		}
		if count == before+1 {
			follows++
		}
		before = count
	}
	return lines >= 2 && follows*2 < lines
}

// isCitation tells whether a sentence names the authors of what was published: a
// year in brackets behind the last of them, and a title in quotation marks or
// several authors; or "et al.". A year behind each is when they were born.
func isCitation(s string, ms []mention) bool {
	if len(ms) == 0 {
		return false
	}
	last := ms[len(ms)-1].to
	rest := s[last:]
	open := strings.IndexByte(rest, '(')
	if open < 0 || open > 16 || open+6 > len(rest) || !isYear(rest[open+1:open+5]) {
		return strings.HasPrefix(rest, " et al")
	}
	return strings.ContainsAny(rest[open:], "\"“„«”") || len(ms) >= 3 && !strings.Contains(s[:last], "(")
}

// literatures begin headings of lists of writings, folded.
var literatures = [...]string{"literatur", "litteratur", "literature", "literatuur", "bibliogra", "further reading", "reading list", "weiterfuhrende literatur", "kilder og litteratur", "boekenlijst", "bogliste", "bokliste"}

// headsLiterature tells whether a line is such a heading.
func headsLiterature(line string) bool {
	if len(line) > shortLine || digitsIn(line) > 4 || strings.IndexByte("LlBbFfRrWwKk", line[0]) < 0 {
		return false
	}
	f := fold(line)
	for _, w := range literatures {
		if strings.HasPrefix(f, w) {
			return true
		}
	}
	return false
}

// isYearAside is true for " (1977): Mars", what stands behind an author's name.
func isYearAside(behind string) bool {
	behind = strings.TrimLeft(behind, " .")
	return len(behind) > 6 && behind[0] == '(' && isYear(behind[1:5]) && behind[5] == ')'
}

// isDead tells whether a sentence gives the years of a life, in brackets or behind a
// dagger: the dead are no data subjects (GDPR recital 27).
func isDead(s string) bool {
	if strings.HasPrefix(strings.TrimLeft(s, " -*•"), "†") {
		return true
	}
	for i := strings.IndexByte(s, '('); i >= 0 && i+11 <= len(s); {
		rest := s[i+1:]
		if isYear(rest[:4]) {
			to := strings.TrimLeft(rest[4:], " –-")
			if len(to) >= 5 && len(to) < len(rest)-4 && isYear(to[:4]) && to[4] == ')' {
				return true
			}
		}
		next := strings.IndexByte(rest, '(')
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}
