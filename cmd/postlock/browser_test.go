package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// artifacts is where screenshots go, beside the sources and ignored by git.
const artifacts = "../../.artifacts"

// TestFourEyes is the product in one test: the lessons' spreadsheet is held, two
// people release it in a real browser, and what arrives is what was sent.
func TestFourEyes(t *testing.T) {
	hop := startRecorder(t)
	o := startOffice(t, hop.address(), nil)
	people, err := demoPeople(t.Context(), o.accounts)
	if err != nil {
		t.Fatal(err)
	}
	m, err := lessonsMail(newRand(), time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if said, err := submit(o.smtpAddress(), m); err != nil || !strings.Contains(said, "Held") {
		t.Fatalf("%q %v", said, err)
	}
	for i, p := range people {
		review(t, o, p, i)
	}
	got := hop.wait(t, func(a arrival) bool { return bytes.Contains(a.data, []byte("Zwemlessen")) })
	if len(got.to) != 177 {
		t.Errorf("%d recipients, want 177", len(got.to))
	}
	if sha256.Sum256(bodyOf(got.data)) != sha256.Sum256(bodyOf(m.data)) {
		t.Error("the body is not what was submitted, byte by byte")
	}
	head, _, _ := bytes.Cut(got.data, []byte("\r\n\r\n"))
	for _, to := range m.to {
		if bytes.Contains(head, []byte(to)) {
			t.Fatalf("the header shows %s", to)
		}
	}
	want := strings.Replace(headOf(m.data), "To: "+strings.Join(m.to, ",\r\n "), "To: "+m.from, 1)
	if !strings.HasSuffix(string(head), want) {
		t.Errorf("more than To changed in the header:\n%s\nwant\n%s", head, want)
	}
}

func headOf(data []byte) string {
	head, _, _ := bytes.Cut(data, []byte("\r\n\r\n"))
	return string(head)
}

// review signs one person in, opens the held message and approves it.
func review(t *testing.T, o *office, p signIn, n int) {
	t.Helper()
	ctx := browser(t)
	step := func(name string, actions ...chromedp.Action) {
		t.Helper()
		if err := chromedp.Run(ctx, actions...); err != nil {
			t.Fatalf("%s, %s: %v", p.login, name, err)
		}
		shoot(t, ctx, name, n)
	}
	step("1-sign-in", chromedp.Navigate(o.pageURL()), chromedp.WaitVisible(`input[type=password]`))
	step("2-list",
		chromedp.SendKeys(`input[name=user]`, p.login),
		chromedp.SendKeys(`input[name=password]`, p.password),
		chromedp.Submit(`input[name=password]`),
		chromedp.WaitVisible(`a[href^="/message/"]`))
	step("3-message",
		chromedp.Click(`a[href^="/message/"]`),
		chromedp.WaitVisible(`details.yes summary`))
	step("4-decide",
		chromedp.Click(`details.yes summary`),
		chromedp.Click(`details.yes input[name=reason]`),
		chromedp.SendKeys(`details.yes textarea[name=note]`, "Spoken with the sports office."))
	step("5-approved",
		chromedp.Click(`details.yes button`),
		chromedp.WaitNotPresent(`details.yes`))
}

// browser is a headless Chromium of its own, ended with the test.
func browser(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(need(t, "chromium")), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(alloc)
	t.Cleanup(end)
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// shoot keeps the page as a desktop and as a telephone shows it.
func shoot(t *testing.T, ctx context.Context, name string, person int) {
	t.Helper()
	if err := os.MkdirAll(artifacts, 0o755); err != nil {
		t.Fatal(err)
	}
	for width, label := range map[int64]string{1280: "desktop", 360: "phone"} {
		var png []byte
		err := chromedp.Run(ctx, chromedp.EmulateViewport(width, 800), chromedp.FullScreenshot(&png, 100))
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(artifacts, name+"-person"+string(rune('1'+person))+"-"+label+".png")
		if err := os.WriteFile(file, png, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
