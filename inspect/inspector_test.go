package inspect

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect/message"
)

// faulty panics at one word; the real detector must not, but who knows.
type faulty struct{ at string }

func (f *faulty) Text(t Text) {
	if strings.Contains(t.Text, f.at) {
		panic("index out of range")
	}
}
func (f *faulty) Row(Row)                      {}
func (f *faulty) Result() ([]Group, []Finding) { return []Group{{Set(Phone), 1}}, nil }

// plain gives every file as one text.
type plain struct{}

func (plain) Extract(_ context.Context, f File, to Sink) error {
	data, err := io.ReadAll(f.Body)
	to.Text(Text{Place: Place{Path: f.Path}, Text: string(data)})
	return err
}

// TestAFaultOfDetectionIsNotRead: the message is held, the rest still counts.
func TestAFaultOfDetectionIsNotRead(t *testing.T) {
	in := &Inspector{Extract: plain{}, Detect: func(Parties) Detector { return &faulty{"boom"} }}
	raw := "From: a@own.example\r\nTo: b@else.example\r\nSubject: x\r\n\r\nboom\r\n"
	report, err := in.Inspect(t.Context(), message.Envelope{}, nil, strings.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Unreadable) != 1 || report.Unreadable[0].Why != Damaged || report.Unreadable[0].Where.Path != "body" {
		t.Errorf("unreadable: %+v", report.Unreadable)
	}
	if report.Subjects() != 1 || report.Size != int64(len(raw)) || report.VisibleExternal != 1 {
		t.Errorf("the rest of the report: %+v", report)
	}
}
