package message

import "cmp"

// Limits bound what reading one message may cost. A zero field takes its
// default; what is over a limit is a Defect, not an error.
type Limits struct {
	Header      int   // bytes of one header; default 1 MiB
	HeaderLines int   // lines of one header; default 5,000
	Line        int   // bytes of one line; default 256 KiB
	Parts       int   // parts of the message, containers counted; default 1,000
	Depth       int   // containers around a part; default 30
	Part        int64 // decoded bytes of one part; default 512 MiB
	Nested      int64 // decoded bytes of an attached message that came base64-coded, held in memory; default 16 MiB
	Addresses   int   // visible recipients; default 100,000
}

// withDefaults fills in the zero fields.
func (l Limits) withDefaults() Limits {
	return Limits{
		Header:      cmp.Or(l.Header, 1<<20),
		HeaderLines: cmp.Or(l.HeaderLines, 5000),
		Line:        cmp.Or(l.Line, 256<<10),
		Parts:       cmp.Or(l.Parts, 1000),
		Depth:       cmp.Or(l.Depth, 30),
		Part:        cmp.Or(l.Part, 512<<20),
		Nested:      cmp.Or(l.Nested, 16<<20),
		Addresses:   cmp.Or(l.Addresses, 100_000),
	}
}
