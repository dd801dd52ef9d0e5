package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/quarantine"
	"github.com/postlock/postlock/quarantine/account"
)

//go:embed pages static words.txt
var files embed.FS

// views are the parsed templates of every page in every language.
type views struct {
	pages map[quarantine.Language]map[string]*template.Template
	// version is in the address of the style sheet, which browsers keep.
	version string
}

func newViews() (*views, error) {
	css, err := files.ReadFile("static/style.css")
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(css)
	v := &views{pages: map[quarantine.Language]map[string]*template.Template{}, version: hex.EncodeToString(sum[:6])}
	text, err := files.ReadFile("words.txt")
	if err != nil {
		return nil, err
	}
	words, err := readWords(string(text))
	if err != nil {
		return nil, err
	}
	names, err := files.ReadDir("pages")
	if err != nil {
		return nil, err
	}
	for _, lang := range quarantine.Languages() {
		v.pages[lang] = map[string]*template.Template{}
		for _, f := range names {
			name := strings.TrimSuffix(f.Name(), ".html")
			if name == "layout" || name == "parts" {
				continue
			}
			t, err := template.New("layout.html").Funcs(functions(lang, words[lang])).ParseFS(files, "pages/layout.html", "pages/parts.html", "pages/"+f.Name())
			if err != nil {
				return nil, err
			}
			v.pages[lang][name] = t
		}
	}
	return v, nil
}

// functions are what templates can call; the words are the language's.
func functions(lang quarantine.Language, words map[string]string) template.FuncMap {
	t := func(key string, args ...any) string {
		say, ok := words[key]
		if !ok {
			say = key
		}
		if len(args) == 0 {
			return say
		}
		return fmt.Sprintf(say, args...)
	}
	return template.FuncMap{
		"t":      t,
		"n":      func(n int) string { return lang.Number(n) },
		"num":    func(n int64) string { return lang.Number(int(n)) },
		"tab":    newTab,
		"moment": lang.Moment,
		"day":    lang.Day,
		"clock":  func(at time.Time) string { return at.Format("15:04") },
		"iso":    func(at time.Time) string { return at.UTC().Format(time.RFC3339) },
		"plain":  plain,
		"found":  func(s string) string { return plain(foundIn(lang, words, s)) },
		"size":   func(n int64) string { return sizeOf(n, lang) },
		"kind":   kindOf,
		"form":   inspect.FormOf,
		"rule": func(id string) string {
			if say := t("rule:" + id); say != "rule:"+id {
				return say
			}
			return plain(id) // a rule of the office's own
		},
		"decision": newDecision,
		"role":     func(r account.Role) string { return t("role:" + string(r)) },
	}
}

// foundNumber is a part of what rule says was found: "12 people".
var foundNumber = regexp.MustCompile(`^(\d+) (.+)$`)

// foundIn says in a language what a rule found: numbers of things, and places with
// why they could not be read. A part that has no words, such as a name of a file,
// stays as it is.
func foundIn(lang quarantine.Language, words map[string]string, found string) string {
	parts := strings.Split(found, ", ")
	for i, part := range parts {
		if m := foundNumber.FindStringSubmatch(part); m != nil && words["found:"+m[2]] != "" {
			n, _ := strconv.Atoi(m[1])
			parts[i] = lang.Number(n) + " " + words["found:"+m[2]]
		} else if at := strings.LastIndex(part, " ("); at >= 0 && strings.HasSuffix(part, ")") {
			if why := words["why:"+part[at+2:len(part)-1]]; why != "" {
				parts[i] = part[:at] + " (" + why + ")"
			}
		}
	}
	return strings.Join(parts, ", ")
}

// kindOf says in a word what a media type means; most people do not read them.
func kindOf(mediaType string) string {
	for part, say := range map[string]string{"spreadsheetml": "Excel", "ms-excel": "Excel", "wordprocessingml": "Word", "msword": "Word",
		"presentationml": "PowerPoint", "ms-powerpoint": "PowerPoint", "application/pdf": "PDF", "opendocument.spreadsheet": "Calc", "opendocument.text": "Writer"} {
		if strings.Contains(mediaType, part) {
			return say
		}
	}
	return plain(mediaType)
}

// decision is the pair of forms with which somebody decides.
type decision struct {
	To              string // the address they are sent to, less the last step
	Missing         int
	Approve, Refuse []quarantine.Reason
	Note            string
	// Seen is what the reader was shown, which the answer is bound to.
	Seen []field
}

type field struct{ Name, Value string }

func newDecision(to string, missing int, approve, refuse []quarantine.Reason, note string, seen any) (decision, error) {
	d := decision{To: to, Missing: missing, Approve: approve, Refuse: refuse, Note: note}
	switch seen := seen.(type) {
	case quarantine.Binding:
		d.Seen = []field{{"sha256", seen.SHA256}, {"recipients", seen.Recipients}, {"ruleset", seen.Ruleset}}
	case quarantine.Shown:
		d.Seen = []field{{"last", string(seen.Last)}, {"digest", seen.Digest}}
	default:
		return d, fmt.Errorf("nobody is shown a %T", seen)
	}
	return d, nil
}

// tab is a link of the navigation.
type tab struct {
	To, Say string
	Here    bool
}

func newTab(here, to, say string) tab { return tab{to, say, here == to} }

// sizeOf is a size in bytes as people say it.
func sizeOf(n int64, lang quarantine.Language) string {
	s := fmt.Sprintf("%d B", n)
	switch {
	case n >= 1<<20:
		s = fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		s = fmt.Sprintf("%d kB", (n+512)>>10)
	}
	if lang != quarantine.English {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// frame is what every page has around it.
type frame struct {
	Lang    quarantine.Language
	Version string
	Path    string
	Person  *account.Person
	// Small is set when one person has several roles.
	Small []account.Person
	// Done is the key of a sentence on what the last form did.
	Done string
	Now  time.Time
	Page any
}

// show renders whole before it sends, so that a page is never half an error.
func (s *Site) show(v *visit, status int, name string, page any) {
	t := s.views.pages[v.lang][name]
	f := frame{Lang: v.lang, Version: s.views.version, Path: v.r.URL.Path, Done: doneText(v.r.URL.Query().Get("done")), Now: s.local(s.Now()), Page: page}
	if v.session != nil {
		p := v.session.Person
		f.Person, f.Small = &p, s.small(v)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, f); err != nil {
		s.Log.Error("page template", "page", name, "err", err)
		http.Error(v.w, "Something went wrong on our side.", http.StatusInternalServerError)
		return
	}
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.w.Header().Set("Content-Language", string(v.lang))
	v.w.Header().Add("Vary", "Accept-Language")
	v.w.WriteHeader(status)
	v.w.Write(b.Bytes())
}

// small are the people who have more than one role: the page says so openly,
// for then one person alone can do what the roles are to keep apart.
func (s *Site) small(v *visit) (both []account.Person) {
	people, err := s.Accounts.List(v.ctx())
	if err != nil {
		s.Log.Error("page", "err", err)
		return nil
	}
	for _, p := range people {
		if len(p.Roles) > 1 && !p.Disabled {
			both = append(both, p)
		}
	}
	return both
}

// doneText knows the sentences that a redirect may ask for; anything else in
// the address is not shown.
func doneText(code string) string {
	return map[string]string{
		"approved":      "Your approval is recorded. One more person has to agree.",
		"released":      "Approved. The message is on its way.",
		"refused":       "Refused. The message is not sent, and the sender is told why.",
		"approved-all":  "Your approval of all of them is recorded. One more person has to agree.",
		"released-all":  "Approved. The messages are on their way.",
		"refused-all":   "Refused. The messages are not sent, and the sender is told why.",
		"withdrawn-all": "You have taken the messages back. They are not sent.",
		"withdrawn":     "You have taken the message back. It is not sent.",
		"password":      "Your password is changed. Please sign in with the new one.",
		"second-off":    "The second factor is off.",
		"signed-out":    "You are signed out.",
		"disabled":      "The account is disabled.",
		"enabled":       "The account is open again.",
	}[code]
}

// static serves the style sheet and the icon.
func static(mux *http.ServeMux, v *views) {
	types := map[string]string{".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
	mux.HandleFunc("GET /static/{file}", func(w http.ResponseWriter, r *http.Request) {
		name := path.Base(r.PathValue("file"))
		content, err := files.ReadFile("static/" + name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", types[path.Ext(name)])
		w.Header().Set("Cache-Control", "no-cache")
		if r.URL.Query().Get("v") == v.version {
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		w.Write(content)
	})
}
