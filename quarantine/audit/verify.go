package audit

import (
	"context"
	"fmt"

	"github.com/postlock/postlock/relay/spool"
)

// Problem is a place where the chain is broken.
type Problem struct {
	// Seq is the number of the entry that does not fit.
	Seq int64 `json:"seq"`
	// What is a sentence on it.
	What string `json:"what"`
}

// Check is the outcome of verifying the record.
type Check struct {
	Entries  int64     `json:"entries"`
	Head     Head      `json:"head"`
	Problems []Problem `json:"problems,omitempty"`
}

// OK tells that the record is whole.
func (c *Check) OK() bool { return len(c.Problems) == 0 }

// maxProblems is how many problems are listed before Verify only counts on: one
// is enough to distrust a record, a few show where somebody was at work.
const maxProblems = 20

func (c *Check) problem(seq int64, format string, args ...any) {
	if len(c.Problems) < maxProblems {
		c.Problems = append(c.Problems, Problem{seq, fmt.Sprintf(format, args...)})
	}
}

// Verify reads the whole record and checks every link. A broken chain is in
// Check.Problems; the error is only for a database that could not be read.
func Verify(ctx context.Context, s *spool.Store) (*Check, error) {
	return VerifyFrom(ctx, s, Head{})
}

// VerifyFrom also checks that the entry named by a head that was kept elsewhere
// is still there, unchanged: this finds a record that was cut short or rewritten
// from some entry on. The zero Head checks nothing more than Verify.
func VerifyFrom(ctx context.Context, s *spool.Store, kept Head) (*Check, error) {
	c := &Check{}
	err := s.View(ctx, func(tx *spool.Tx) error {
		head, err := readHead(tx)
		if err != nil {
			return err
		}
		v := verifier{check: c, kept: kept}
		if err := each(tx, v.entry); err != nil {
			return err
		}
		v.end(head)
		return nil
	})
	return c, err
}

type verifier struct {
	check *Check
	kept  Head
	last  Head
	found bool // the kept head was seen
}

func (v *verifier) entry(e Entry) error {
	c := v.check
	switch want := v.last.Seq + 1; {
	case e.Seq > want:
		c.problem(want, "entries %d to %d are missing", want, e.Seq-1)
	case e.Seq < 1:
		c.problem(e.Seq, "entry %d is before the first", e.Seq)
	}
	if e.Prev != v.last.Hash {
		c.problem(e.Seq, "entry %d does not follow from the entry before it", e.Seq)
	}
	if e.sum() != e.Hash {
		c.problem(e.Seq, "entry %d was changed after it was written", e.Seq)
	}
	if e.Seq == v.kept.Seq {
		v.found = true
		if e.Hash != v.kept.Hash {
			c.problem(e.Seq, "entry %d is not the one that was noted: the record was rewritten", e.Seq)
		}
	}
	v.last = Head{e.Seq, e.Hash}
	c.Entries++
	return nil
}

func (v *verifier) end(head Head) {
	c := v.check
	c.Head = v.last
	if head != v.last {
		c.problem(v.last.Seq+1, "the record ends at entry %d, but the head says %d: it was cut short", v.last.Seq, head.Seq)
	}
	if v.kept != (Head{}) && !v.found {
		c.problem(v.kept.Seq, "entry %d was noted but is not there: the record was cut short", v.kept.Seq)
	}
}
