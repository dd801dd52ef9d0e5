package detect_test

import (
	"fmt"
	"testing"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect"
)

// TestFolderOfAnswers: each message in an attached folder tells of its writer; with
// five of them the folder is a list. A few forwarded mails are letters.
func TestFolderOfAnswers(t *testing.T) {
	writers := []string{"Keith Morris", "Michael Thomas", "Margaret Robinson", "Paul Evans", "Hannah White", "Leroy Pritchard"}
	for _, n := range []int{3, 6} {
		d := detect.New(inspect.Parties{}, detect.Options{})
		for i, w := range writers[:n] {
			path := fmt.Sprintf("replies.mbox > message %d.eml", i+1)
			d.Text(inspect.Text{Place: inspect.Place{Path: path, Part: "header"}, Text: fmt.Sprintf("From: %s <x%d@mail.example>\nTo: Aoife Ellis <office@own.example>\nSubject: Helpers", w, i)})
			d.Text(inspect.Text{Place: inspect.Place{Path: path + " > body"}, Text: fmt.Sprintf(
				"Hello,\n\nI would like to help. I live at %d Ferry Road, Canterbury, CT1 4QF and you can ring me on 07057 893 %d.\n\n%s", 20+i, 720+i, w)})
		}
		want := 0
		if n >= 5 {
			want = n
		}
		got := 0
		groups, _ := d.Result()
		for _, g := range groups {
			got += g.Count
		}
		if got != want {
			t.Errorf("%d messages tell of %d people, want %d", n, got, want)
		}
	}
}
