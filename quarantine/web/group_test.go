package web_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/quarantine/quarantinetest"
	"github.com/postlock/postlock/relay/spool"
)

// decideAll sends the form of the group's page.
func (c *client) decideAll(form ...string) (status int, where string) {
	c.t.Helper()
	_, html := c.get("/group/g")
	for _, name := range []string{"last", "digest"} {
		m := regexp.MustCompile(`name="` + name + `" value="([0-9a-v]*)"`).FindStringSubmatch(html)
		if m == nil {
			c.t.Fatalf("no %s in\n%s", name, html)
		}
		form = append(form, name, m[1])
	}
	r, _ := c.post("/group/g/review", form...)
	return r.StatusCode, r.Header.Get("Location")
}

// TestGroupPage: like messages are one card, one page that shows the first and
// names all, and two forms release them.
func TestGroupPage(t *testing.T) {
	p := newPage(t)
	var ids []spool.ID
	for i := range 30 {
		ids = append(ids, p.Hold(quarantinetest.Hold{Group: "g", Rules: []string{"slow-drip"}, To: []string{fmt.Sprintf("p%d@elsewhere.example", i)},
			Subject: "Save our church", Body: fmt.Sprintf("Dear P%d, please sign.\r\n", i)}))
		p.Clock.Add(time.Minute)
	}
	bente, carl := p.as("bente"), p.as("carl")
	_, list := bente.get("/held")
	if n := strings.Count(list, `class="card"`) + strings.Count(list, `class="card soon"`); n != 1 || !strings.Contains(list, `href="/group/g"`) || !strings.Contains(list, "<b>30</b> like messages") {
		t.Errorf("%d cards in\n%s", n, list)
	}
	_, html := bente.get("/group/g")
	for _, want := range []string{"30 like messages", "Save our church", "Dear P0, please sign.", "p29@elsewhere.example", "/message/" + string(ids[17]), "Your decision on all 30"} {
		if !strings.Contains(html, want) {
			t.Errorf("no %q in\n%s", want, html)
		}
	}
	if _, html := p.as("erik").get("/group/g"); strings.Contains(html, "elsewhere.example") || strings.Contains(html, "please sign") || strings.Contains(html, `action="/group`) {
		t.Errorf("an admin sees\n%s", html)
	}
	if _, html := p.as("anna").get("/group/g"); !strings.Contains(html, `action="/group/g/withdraw"`) || strings.Contains(html, `action="/group/g/review"`) {
		t.Errorf("the sender sees\n%s", html)
	}
	if status, where := bente.decideAll("decision", "approve", "reason", "intended"); status != 303 || where != "/group/g?done=approved-all" {
		t.Errorf("%d to %s", status, where)
	}
	if _, html := bente.get("/group/g"); strings.Contains(html, `action="/group/g/review"`) {
		t.Error("Bente may decide again")
	}
	if status, where := carl.decideAll("decision", "approve", "reason", "in-words", "note", ""); status != 409 {
		t.Errorf("without a reason: %d to %s", status, where)
	}
	if status, where := carl.decideAll("decision", "approve", "reason", "agreed"); status != 303 || where != "/group/g?done=released-all" {
		t.Errorf("%d to %s", status, where)
	}
	if _, html := carl.get("/group/g"); !strings.Contains(html, "sent") || strings.Contains(html, `action="/group`) {
		t.Errorf("afterwards\n%s", html)
	}
	if r, _ := carl.get("/group/none"); r.StatusCode != 404 {
		t.Error(r.Status)
	}
}
