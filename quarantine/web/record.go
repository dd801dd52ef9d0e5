package web

import (
	"bytes"
	"crypto/sha256"
	"net/http"
	"net/url"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

// recordRows is how many entries a page of the record has.
const recordRows = 100

type recordPage struct {
	Entries  []entry
	Whats    []audit.What
	Filter   audit.Filter
	Day      string // of the filter, 2006-01-02
	Filtered bool   // something is searched for
	Next     string // address of the next page, empty at the end
	Check    *audit.Check
	Took     time.Duration
}

// entry is one line of the record.
type entry struct {
	audit.Entry
	At      time.Time
	Details []string // "key: value", sorted
	Sums    []string // the same of SHA-256 sums, which few read
}

// record shows the record and whether it is whole.
func (s *Site) record(v *visit) error {
	query := v.r.URL.Query()
	f := s.filter(query)
	began := s.Now()
	check, err := audit.Verify(v.ctx(), s.Spool)
	if err != nil {
		return err
	}
	page := recordPage{Whats: audit.Whats(), Filter: f, Day: query.Get("day"), Filtered: f.Who != "" || f.What != "" || f.Message != "" || !f.From.IsZero(), Check: check, Took: s.Now().Sub(began)}
	var entries []audit.Entry
	err = s.Spool.Update(v.ctx(), func(tx *spool.Tx) error {
		if entries, err = audit.List(tx, f); err != nil {
			return err
		}
		// Whoever watches is watched as well.
		_, err := audit.Append(tx, audit.Entry{Time: s.Now(), Who: v.person().Login, What: audit.RecordRead})
		return err
	})
	if err != nil {
		return err
	}
	for _, e := range entries {
		page.Entries = append(page.Entries, newEntry(e, s.local(e.Time)))
	}
	if len(entries) == recordRows {
		query.Set("before", strconv.FormatInt(entries[len(entries)-1].Seq, 10))
		page.Next = "/record?" + query.Encode()
	}
	s.show(v, http.StatusOK, "record", page)
	return nil
}

// filter reads the form; what makes no sense selects nothing more.
func (s *Site) filter(q url.Values) audit.Filter {
	f := audit.Filter{Who: q.Get("who"), What: audit.What(q.Get("what")), Message: spool.ID(q.Get("message")), Limit: recordRows}
	f.Before, _ = strconv.ParseInt(q.Get("before"), 10, 64)
	if day, err := time.ParseInLocation(time.DateOnly, q.Get("day"), s.Location); err == nil {
		f.From, f.Until = day, day.AddDate(0, 0, 1)
	}
	return f
}

func newEntry(e audit.Entry, at time.Time) entry {
	out := entry{Entry: e, At: at}
	for key, value := range e.Detail {
		line := key + ": " + value
		if len(value) == 2*sha256.Size && !strings.Contains(value, " ") {
			out.Sums = append(out.Sums, line)
		} else {
			out.Details = append(out.Details, line)
		}
	}
	out.Sums = append(out.Sums, "entry: "+e.Hash)
	sort.Strings(out.Details)
	sort.Strings(out.Sums)
	return out
}

// exportRecord is the whole record as JSON lines. It is made in memory first: a
// file that broke off half-way must not look like a record.
func (s *Site) exportRecord(v *visit) error {
	err := s.Spool.Update(v.ctx(), func(tx *spool.Tx) error {
		_, err := audit.Append(tx, audit.Entry{Time: s.Now(), Who: v.person().Login, What: audit.RecordExported})
		return err
	})
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := audit.Export(v.ctx(), s.Spool, &b); err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "application/jsonl")
	v.w.Header().Set("Content-Disposition", `attachment; filename="postlock-record-`+s.local(s.Now()).Format(time.DateOnly)+`.jsonl"`)
	v.w.Write(b.Bytes())
	return nil
}

type peoplePage struct {
	People []account.Person
	Change bool
	Self   string
}

func (s *Site) people(v *visit) error {
	people, err := s.Accounts.List(v.ctx())
	if err != nil {
		return err
	}
	s.show(v, http.StatusOK, "people", peoplePage{people, v.person().Is(account.Admin), v.person().Login})
	return nil
}

func (s *Site) disable(v *visit) error {
	login := v.r.PathValue("login")
	if login == v.person().Login {
		return failure{http.StatusConflict, "You cannot disable your own account."}
	}
	if err := s.Accounts.Disable(v.ctx(), v.person().Login, login); err != nil {
		return err
	}
	v.see("/people?done=disabled")
	return nil
}

func (s *Site) enable(v *visit) error {
	if err := s.Accounts.Enable(v.ctx(), v.person().Login, v.r.PathValue("login")); err != nil {
		return err
	}
	v.see("/people?done=enabled")
	return nil
}
