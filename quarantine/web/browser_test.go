package web_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/quarantinetest"
	"github.com/postlock/postlock/quarantine/web"
	"github.com/postlock/postlock/relay/spool"
)

// artifacts is where screenshots go, at the top of the repository, ignored by git.
const artifacts = "../../.artifacts/page"

// TestTwoPeopleReleaseInABrowser is the story: the swimming-lesson list is held,
// two people look at it in a real browser over TLS, and after the second
// approval it is in the queue. Every page is photographed on the way.
func TestTwoPeopleReleaseInABrowser(t *testing.T) {
	o := quarantinetest.New(t)
	anna := o.Person("anna", "Anna Østergaard")
	o.Person("bente", "Bente Lund", account.Reviewer)
	o.Person("carl", "Carl van der Meer", account.Reviewer, account.Admin)
	o.Person("dora", "Dora Weiß", account.Auditor)
	id := o.Hold(swimmingLessons())
	locked := others(o)
	if err := o.Quarantine.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	o.Mail() // the notices, out of the way

	url := serve(t, o)
	b := &browser{t: t, url: url}
	b.start()

	b.open("/held")
	b.waitFor(`input[name=user]`)
	b.shoot("01-sign-in")
	b.signIn("bente", "not this one")
	b.waitFor(`.problem`)
	b.shoot("02-sign-in-failed")

	b.signIn("bente", quarantinetest.Password)
	b.waitFor(`.cards`)
	b.shoot("03-held")
	b.open("/group/letters")
	b.click(`.choice.yes > summary`)
	b.shoot("04-group")
	b.open("/message/" + string(locked))
	b.shoot("04-unreadable")
	b.open("/message/" + string(id))
	b.shoot("04-message")
	b.dark("04-message")
	b.click(`.choice.yes > summary`)
	b.click(`.choice.yes input[value=intended]`)
	b.shoot("05-approve")
	b.dark("05-approve")
	b.click(`.choice.yes button`)
	b.waitFor(`.done`)
	b.shoot("06-approved-once")
	if got := state(t, o, id); got != spool.Held {
		t.Fatalf("after one approval the message is %s, want held", got)
	}
	b.menu("07-menu")
	b.signOut()

	b.signIn("carl", quarantinetest.Password)
	b.waitFor(`.cards`)
	b.open("/message/" + string(id))
	b.click(`.choice.no > summary`)
	b.shoot("08-refuse")
	b.click(`.choice.yes > summary`)
	b.click(`.choice.yes input[value=agreed]`)
	b.fill(`.choice.yes textarea`, "The parents signed for the lesson list.")
	b.click(`.choice.yes button`)
	b.waitFor(`.done`)
	b.shoot("09-released")
	if got := state(t, o, id); got != spool.Queued {
		t.Fatalf("after two approvals the message is %s, want queued", got)
	}
	b.open("/decided")
	b.shoot("10-decided")
	b.open("/people")
	b.shoot("11-people")
	b.open("/account")
	b.shoot("12-account")
	b.click(`form[action="/account/second"] button`)
	b.waitFor(`.qr`)
	b.shoot("13-second-factor")
	b.signOut()

	b.signIn("dora", quarantinetest.Password)
	b.waitFor(`.record`)
	b.shoot("14-record")
	b.dark("14-record")
	b.open("/message/" + string(id))
	b.shoot("15-message-auditor")
	b.open("/no-such-page")
	b.shoot("16-problem")
	b.signOut()

	b.signIn(anna.Address.String(), quarantinetest.Password)
	b.waitFor(`.cards`)
	b.shoot("17-mine")
	b.click(`.cards a`)
	b.waitFor(`.reason`)
	b.shoot("18-own-message")
	for _, lang := range []string{"da", "nl", "de"} {
		b.run(network.SetExtraHTTPHeaders(network.Headers{"Accept-Language": lang}))
		b.open("/mine")
		b.click(`.cards a`)
		b.waitFor(`html[lang=` + lang + `] .reason`)
		b.shoot("19-own-message-" + lang)
	}
	if len(b.outside) > 0 {
		t.Errorf("the browser asked other places: %q", b.outside)
	}
}

func state(t *testing.T, o *quarantinetest.Office, id spool.ID) spool.State {
	t.Helper()
	rec, err := o.Spool.Message(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return rec.State
}

// swimmingLessons is a waiting list of 2,600 children sent to 177 parents.
func swimmingLessons() quarantinetest.Hold {
	h := quarantinetest.Hold{ReversePath: "anna@parish.example", User: "anna", From: "Anna Østergaard <anna@parish.example>",
		Subject: "Zwemles: groepsindeling en wachtlijst", Rules: []string{"people-list", "exposed-recipients"}, BCC: true,
		Reasons: []string{"It gives strangers the data of many people. Found: 2600 people.", "Strangers would see each other's addresses in To and Cc. Found: 177 addresses."},
		Header:  "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n",
		Body: "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBeste ouders,\r\n\r\nIn de bijlage vindt u de groepsindeling voor de zwemles. " +
			"De lessen beginnen op maandag 11 januari om 16.30 uur in het Noorderbad.\r\n\r\nWilt u controleren of uw kind in de goede groep staat?\r\n\r\nMet vriendelijke groet,\r\nAnna\r\n" +
			"--b\r\nContent-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\r\nContent-Disposition: attachment; filename=wachtlijst.xlsx\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
			strings.Repeat("UEsDBBQAAAAIAAAAIQBi7p1oXgEAAJAEAAATAAAAW0NvbnRlbnRfVHlwZXNdLnht\r\n", 2600) + "--b--\r\n"}
	for i := range 177 {
		h.To = append(h.To, fmt.Sprintf("ouder%03d@%s.example", i+1, []string{"ziggo", "kpn", "gmail", "xs4all"}[i%4]))
	}
	h.To = append(h.To, "bente@parish.example")
	sheet := inspect.Place{Path: "wachtlijst.xlsx", Part: "Sheet1", Line: 2}
	hidden := inspect.Place{Path: "wachtlijst.xlsx", Part: "Blad2", Line: 14}
	h.Report = &inspect.Report{VisibleExternal: 177,
		People: []inspect.Group{{Attributes: inspect.Set(inspect.BirthDate, inspect.Phone, inspect.Child), Count: 2561}, {Attributes: inspect.Set(inspect.BirthDate, inspect.Health), Count: 39}},
		Findings: []inspect.Finding{
			{Attribute: inspect.BirthDate, Kind: "date", Count: 2600, Where: sheet, Confidence: .99, Excerpt: "1•-••-20••"},
			{Attribute: inspect.Phone, Kind: "phone", Count: 2584, Where: sheet, Confidence: .97, Excerpt: "06-••••••42"},
			{Attribute: inspect.Address, Count: 2600, Where: sheet, Confidence: .93, Excerpt: "K•••••••••t 1•"},
			{Attribute: inspect.Health, Kind: "medicatie", Count: 39, Where: hidden, Hidden: true, Confidence: .95, Excerpt: "e•••••••e"},
			{Attribute: inspect.NationalID, Kind: "bsn", Count: 12, Where: hidden, Hidden: true, Confidence: .98, Excerpt: "1•••••••7"},
		}}
	return h
}

// others are a few more held messages, one of them hostile.
func others(o *quarantinetest.Office) (locked spool.ID) {
	o.Clock.Add(-50 * time.Hour)
	locked = o.Hold(quarantinetest.Hold{ReversePath: "frits@parish.example", Rules: []string{"unreadable"}, Reasons: []string{"Part of it could not be read, so nobody knows what would leave. Found: salaris.zip > loonstaat.pdf (encrypted)."}, Approvals: 1, For: 60 * time.Hour,
		Subject: `"><script>alert(1)</script>`, From: "\"<b>Frits</b> \u202Eelpmaxe\" <frits@parish.example>",
		Report: &inspect.Report{Unreadable: []inspect.Unreadable{{Where: inspect.Place{Path: "salaris.zip > loonstaat.pdf"}, Why: inspect.Encrypted, Detail: "AES-256 zip member"}}}})
	o.Clock.Add(48 * time.Hour)
	o.Hold(quarantinetest.Hold{ReversePath: "anna@parish.example", Rules: []string{"national-id"}, Reasons: []string{"It holds a national identification number. Found: 1 place."}, Approvals: 1,
		Report: &inspect.Report{People: []inspect.Group{{Attributes: inspect.Set(inspect.NationalID), Count: 1}},
			Findings: []inspect.Finding{{Attribute: inspect.NationalID, Kind: "cpr", Count: 1, Where: inspect.Place{Path: "body", Line: 4}, Confidence: .99, Excerpt: "01••••-••••"}}}})
	for i := range 71 { // somebody writes to everybody, one by one
		o.Hold(quarantinetest.Hold{ReversePath: "frits@parish.example", Group: "letters", Rules: []string{"slow-drip"}, Subject: "Our church is in danger",
			Reasons: []string{"The sender writes to many strangers, one by one, with like messages. Found: 50 recipients within 24 hours."},
			To:      []string{fmt.Sprintf("family%d@elsewhere.example", i)}, Report: &inspect.Report{},
			Body: fmt.Sprintf("Dear family %d,\r\n\r\nas you may have heard, the council wants to sell our church.\r\nPlease sign the letter before Sunday.\r\n\r\nFrits\r\n", i)})
		o.Clock.Add(time.Minute)
	}
	o.Clock.Add(49 * time.Minute)
	return locked
}

// serve runs the page over TLS on a free port.
func serve(t *testing.T, o *quarantinetest.Office) string {
	t.Helper()
	parish := o.Address("x@parish.example").Domain()
	site, err := web.New(web.Options{Spool: o.Spool, Accounts: o.Accounts, Quarantine: o.Quarantine, TLS: certificate(t), Now: o.Clock.Now, Location: time.UTC,
		Own: func(a message.Address) bool { return a.Domain() == parish }})
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- site.Serve(ctx, ln) }()
	t.Cleanup(func() {
		stop()
		if err := <-served; err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	return "https://" + ln.Addr().String()
}

func certificate(t *testing.T) *tls.Config {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "page"}, NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
}

// browser is a headless Chromium with JavaScript off: the page must not need it.
type browser struct {
	t       *testing.T
	url     string
	ctx     context.Context
	outside []string
}

func (b *browser) start() {
	b.t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		b.t.Fatal("this test needs a real browser: apt-get install chromium")
	}
	if err := os.MkdirAll(artifacts, 0o755); err != nil {
		b.t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.Flag("ignore-certificate-errors", true),
		chromedp.Flag("lang", "en"), chromedp.Flag("hide-scrollbars", true))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	b.t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(alloc)
	b.t.Cleanup(cancel)
	ctx, giveUp := context.WithTimeout(ctx, 3*time.Minute)
	b.t.Cleanup(giveUp)
	b.ctx = ctx
	chromedp.ListenTarget(ctx, func(ev any) {
		if r, ok := ev.(*network.EventRequestWillBeSent); ok && !strings.HasPrefix(r.Request.URL, b.url) && !strings.HasPrefix(r.Request.URL, "data:") {
			b.outside = append(b.outside, r.Request.URL)
		}
	})
	b.run(network.Enable(), emulation.SetScriptExecutionDisabled(true))
}

func (b *browser) run(actions ...chromedp.Action) {
	b.t.Helper()
	if err := chromedp.Run(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

func (b *browser) open(path string) { b.t.Helper(); b.run(chromedp.Navigate(b.url + path)) }
func (b *browser) waitFor(what string) {
	b.t.Helper()
	b.run(chromedp.WaitVisible(what, chromedp.ByQuery))
}
func (b *browser) click(what string) { b.t.Helper(); b.run(chromedp.Click(what, chromedp.ByQuery)) }
func (b *browser) fill(what, with string) {
	b.t.Helper()
	b.run(chromedp.SendKeys(what, with, chromedp.ByQuery))
}

func (b *browser) signIn(user, password string) {
	b.t.Helper()
	b.run(chromedp.WaitVisible(`input[name=user]`, chromedp.ByQuery), chromedp.Clear(`input[name=user]`, chromedp.ByQuery))
	b.fill(`input[name=user]`, user)
	b.fill(`input[name=password]`, password)
	b.click(`button.main`)
}

func (b *browser) signOut() {
	b.t.Helper()
	b.click(`.menu summary`)
	b.click(`.menu button`)
	b.waitFor(`input[name=user]`)
}

func (b *browser) menu(name string) {
	b.t.Helper()
	b.click(`.menu summary`)
	b.shoot(name)
	b.click(`.menu summary`)
}

// shoot photographs the page on a phone and on a desk.
func (b *browser) shoot(name string) {
	b.t.Helper()
	b.photograph(name+"-360", 360, 740)
	b.photograph(name+"-1280", 1280, 900)
}

// dark photographs it as a phone shows it at night.
func (b *browser) dark(name string) {
	b.t.Helper()
	b.run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}))
	b.photograph(name+"-360-dark", 360, 740)
	b.run(emulation.SetEmulatedMedia().WithFeatures(nil), chromedp.EmulateViewport(1280, 900))
}

func (b *browser) photograph(name string, width, height int64) {
	b.t.Helper()
	var png []byte
	b.run(chromedp.EmulateViewport(width, height), chromedp.FullScreenshot(&png, 100))
	if err := os.WriteFile(filepath.Join(artifacts, name+".png"), png, 0o644); err != nil {
		b.t.Fatal(err)
	}
	b.noOverflow(name)
}

// noOverflow fails when a page is wider than the window: on a phone that hides
// what matters.
func (b *browser) noOverflow(where string) {
	b.t.Helper()
	var wide bool
	// chromedp evaluates in an isolated way even though pages may not run scripts.
	err := chromedp.Run(b.ctx, chromedp.Evaluate(`document.documentElement.scrollWidth > document.documentElement.clientWidth`, &wide))
	if err != nil {
		b.t.Fatalf("%s: %v", where, err)
	}
	if wide {
		b.t.Errorf("%s is wider than the window", where)
	}
}
