package spool

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// A patient request waits for one in a hurry, not for ever, and not alone.
func TestCompany(t *testing.T) {
	const apart = patience * 5 / 12
	patient := func() *request { return &request{patient: true} }
	for name, c := range map[string]struct {
		first  *request
		later  []*request // apart from each other
		want   int
		within time.Duration
	}{
		"in a hurry":          {&request{}, []*request{{}}, 1, 0},
		"patient, alone":      {patient(), nil, 1, patience},
		"patient, in company": {patient(), []*request{patient(), {}, {}}, 3, 2 * apart},
		"patient, too early":  {patient(), []*request{patient(), patient(), patient(), {}}, 3, patience},
		"the store closes":    {patient(), []*request{nil}, 1, apart},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := &writer{requests: make(chan *request, maxGroup)}
				var feeding sync.WaitGroup
				feeding.Go(func() {
					for _, r := range c.later {
						time.Sleep(apart)
						if r == nil {
							close(w.requests)
							return
						}
						w.requests <- r
					}
				})
				defer feeding.Wait()
				start := time.Now()
				got := w.company(c.first)
				if took := time.Since(start); took != c.within || len(got) != c.want {
					t.Errorf("%d requests after %v, want %d after %v", len(got), took, c.want, c.within)
				}
			})
		})
	}
}
