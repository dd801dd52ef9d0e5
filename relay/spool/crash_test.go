package spool

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/postlock/postlock/inspect/rule"
)

// The test binary runs itself as the process that is killed.
func TestMain(m *testing.M) {
	switch os.Getenv("SPOOL_TEST_CHILD") {
	case "load":
		childLoad(os.Getenv("SPOOL_TEST_DIR"))
	case "some":
		childSome(os.Getenv("SPOOL_TEST_DIR"))
	case "step":
		childStep(os.Getenv("SPOOL_TEST_DIR"), os.Getenv("SPOOL_TEST_STEP"))
	case "limit":
		childLimit(os.Getenv("SPOOL_TEST_DIR"))
	case "fsync":
		childSync(os.Getenv("SPOOL_TEST_DIR"))
	default:
		os.Exit(m.Run())
	}
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
}

func child(t *testing.T, kind, dir string, env ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), append(env, "SPOOL_TEST_CHILD="+kind, "SPOOL_TEST_DIR="+dir)...)
	cmd.Stderr = t.Output()
	return cmd
}

// childOptions put small bodies into the database, middling ones into transit, large
// ones into files.
var childOptions = Options{Transit: 20_000, Inline: 70_000, Log: slog.New(slog.DiscardHandler)}

// seededBody is the body for a seed, so that the parent knows it, too.
func seededBody(seed uint64) []byte { return noise(seed, int(seed*7919%120_000)) }

// offer accepts the body for a seed and says so, as a relay says 250.
func offer(s *Store, seed uint64) error {
	id, err := take(s, seed)
	if err == nil {
		_, err = fmt.Printf("%s %d\n", id, seed)
	}
	return err
}

func take(s *Store, seed uint64) (ID, error) {
	d, err := s.Create()
	if err != nil {
		return "", err
	}
	defer d.Discard()
	if _, err := d.Write(seededBody(seed)); err != nil {
		return "", err
	}
	id := s.NewID()
	return id, s.Accept(context.Background(), id, d, Message{Verdict: rule.Verdict{Action: rule.Pass}})
}

// pass accepts a body and deletes it, so that what comes later lies in its place.
func pass(s *Store, seed uint64) error {
	id, err := take(s, seed)
	if err != nil {
		return err
	}
	if err := s.Update(context.Background(), func(tx *Tx) error { return tx.Delete(id) }); err != nil {
		return err
	}
	return s.Forget(id)
}

func childLoad(dir string) {
	s, err := Open(context.Background(), dir, childOptions)
	must(err)
	var wg sync.WaitGroup
	base := rand.Uint64N(1 << 14)
	for g := range uint64(6) {
		wg.Go(func() {
			for i := uint64(0); ; i++ {
				must(pass(s, midSeed))
				must(offer(s, (base+g*1000+i)%(1<<16)))
			}
		})
	}
	wg.Wait()
}

// acked reads what a child acknowledged, up to n lines.
func acked(r io.Reader, n int) map[ID]uint64 {
	got := map[ID]uint64{}
	for lines := bufio.NewScanner(r); len(got) < n && lines.Scan(); {
		id, seed, ok := strings.Cut(lines.Text(), " ")
		if v, err := strconv.ParseUint(seed, 10, 64); ok && err == nil && len(id) == 20 {
			got[ID(id)] = v
		}
	}
	return got
}

// whole fails unless every acknowledged message is there with its bytes and
// nothing is damaged or left over.
func whole(t *testing.T, s *Store, want map[ID]uint64) {
	t.Helper()
	there(t, s, want)
	problems, err := s.Check(t.Context())
	if err != nil || len(problems) > 0 {
		t.Errorf("%v %v", problems, err)
	}
	tidied(t, s)
}

// there fails unless each of some messages has its bytes.
func there(t *testing.T, s *Store, want map[ID]uint64) {
	t.Helper()
	for id, seed := range want {
		if got := readBody(t, s, id); !bytes.Equal(got, seededBody(seed)) {
			t.Errorf("%s: %d bytes came back as %d others", id, len(seededBody(seed)), len(got))
		}
	}
}

// tidied fails when a body has no file, a file no body, or a draft is left.
func tidied(t *testing.T, s *Store) {
	t.Helper()
	inFiles, err := s.bodiesInFiles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	files, _ := os.ReadDir(s.path(bodiesDir))
	drafts, _ := os.ReadDir(s.path(tmpDir))
	if len(files) != len(inFiles) || len(drafts) != 0 {
		t.Errorf("%d files for %d bodies, %d drafts left", len(files), len(inFiles), len(drafts))
	}
}

// TestKill kills the process at random moments while it accepts. SPOOL_KILLS
// says how often, 5 by default. After each kill what it had acknowledged is read
// back; all that any had is at every twentieth and at the end: the work of reading
// all of it each time grows with the square.
func TestKill(t *testing.T) {
	rounds := 5
	if n, err := strconv.Atoi(os.Getenv("SPOOL_KILLS")); err == nil {
		rounds = n
	}
	dir := t.TempDir()
	all := map[ID]uint64{}
	for round := range rounds {
		cmd := child(t, "load", dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		r := bufio.NewReader(out)
		got := acked(r, 1+rand.IntN(60))
		cmd.Process.Kill()
		for id, seed := range acked(r, 1<<30) { // what it said before it died
			got[id] = seed
		}
		cmd.Wait()
		if len(got) == 0 {
			t.Fatal("nothing was acknowledged")
		}
		for id, seed := range got {
			all[id] = seed
		}
		s := inFolder(dir).in(t, childOptions)
		if (round+1)%20 == 0 || round == rounds-1 {
			whole(t, s, all)
		} else {
			there(t, s, got)
			tidied(t, s)
		}
		s.Close()
	}
	t.Logf("%d kills, %d acknowledged messages", rounds, len(all))
}

// The seeds of childStep: one for a file, one for transit, one for the database.
const (
	before    = 1
	largeSeed = 13 // 102,947 bytes
	midSeed   = 8  // 63,352 bytes
	smallSeed = 2  // 15,838 bytes
)

var seedOf = map[string]uint64{"large": largeSeed, "mid": midSeed, "small": smallSeed}

// childStep accepts one message, then dies at a step of the next.
func childStep(dir, step string) {
	s, err := Open(context.Background(), dir, childOptions)
	must(err)
	must(offer(s, before))
	step, size, _ := strings.Cut(step, " ")
	s.interrupt = func(at string) error {
		if at == step {
			syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
		return nil
	}
	must(pass(s, midSeed))
	must(offer(s, seedOf[size]))
}

var writeOrder = map[string][]string{
	"large": {"written", "renamed", "synced", "named", "commit", "committed"},
	"mid":   {"carried", "carried and synced", "commit", "committed"},
	"small": {"commit", "committed"},
}

// TestEveryStep kills the process at every step of the write order.
func TestEveryStep(t *testing.T) {
	if mid := len(seededBody(midSeed)); len(seededBody(largeSeed)) <= childOptions.Inline || mid > childOptions.Inline ||
		mid < childOptions.Transit || len(seededBody(smallSeed)) > childOptions.Transit {
		t.Fatal("the seeds do not fit")
	}
	for size, steps := range writeOrder {
		for i, step := range steps {
			t.Run(size+" "+step, func(t *testing.T) {
				dir := t.TempDir()
				cmd := child(t, "step", dir, "SPOOL_TEST_STEP="+step+" "+size)
				out, err := cmd.Output()
				if err == nil || cmd.ProcessState.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
					t.Fatalf("it lives: %v %s", err, out)
				}
				got := acked(bytes.NewReader(out), 10)
				if len(got) != 1 {
					t.Fatalf("acknowledged: %v", got)
				}
				s := inFolder(dir).in(t, childOptions)
				whole(t, s, got)
				jobs, err := s.Claim(t.Context(), "w", 10, 1)
				if want := 1 + (i+1)/len(steps); err != nil || len(jobs) != want {
					t.Errorf("%d messages, want %d: %v", len(jobs), want, err)
				}
			})
		}
	}
}

// A step that fails, rather than the process, is an error; the store goes on and
// nothing is left behind.
func TestFailingStep(t *testing.T) {
	s := inFolder(t.TempDir()).in(t, childOptions)
	for size, steps := range writeOrder {
		for _, step := range steps[:len(steps)-1] {
			failingStep(t, s, seededBody(seedOf[size]), step)
		}
	}
}

func failingStep(t *testing.T, s *Store, body []byte, step string) {
	t.Helper()
	broken := fmt.Errorf("%s: %w", step, ErrFull)
	s.interrupt = func(at string) error {
		if at == step {
			return broken
		}
		return nil
	}
	d, err := s.Create()
	if err != nil {
		t.Fatal(err)
	}
	d.Write(body)
	if err := s.Accept(t.Context(), s.NewID(), d, sample(t, rule.Pass, "a@b.example")); !errors.Is(err, ErrFull) {
		t.Errorf("%s: %v", step, err)
	}
	d.Discard()
	s.interrupt = nil
	before := len(s.transit.ids())
	id := accept(t, s, sample(t, rule.Pass, "a@b.example"), body)
	if !bytes.Equal(readBody(t, s, id), body) {
		t.Errorf("%s: another body came back", step)
	}
	if now := len(s.transit.ids()); now > before+1 || len(s.transit.spans) != now {
		t.Errorf("%s: %d bodies in transit after %d, %d have room", step, now, before, len(s.transit.spans))
	}
	whole(t, s, nil)
}

func TestMinFree(t *testing.T) {
	s := inFolder(t.TempDir()).in(t, Options{MinFree: 1 << 60})
	if _, err := s.Create(); !errors.Is(err, ErrFull) {
		t.Errorf("%v", err)
	}
}

// fill accepts until the disk is full. It returns what was accepted.
func fill(t *testing.T, s *Store) map[ID]uint64 {
	t.Helper()
	got := map[ID]uint64{}
	for _, seed := range []uint64{largeSeed, smallSeed, 8} { // 8: 63,352 bytes
		for range 1000 {
			err := func() error {
				d, err := s.Create()
				if err != nil {
					return err
				}
				defer d.Discard()
				if _, err := d.Write(seededBody(seed)); err != nil {
					return err
				}
				id := s.NewID()
				err = s.Accept(t.Context(), id, d, sample(t, rule.Pass, "a@b.example"))
				if err == nil {
					got[id] = seed
				}
				return err
			}()
			if errors.Is(err, ErrFull) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	return got
}

// TestDiskFull fills a small file system of its own. It needs the right to
// mount; with CI set it must have it.
func TestDiskFull(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=6m"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skipf("a file system to fill cannot be mounted here: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	opts := childOptions
	opts.MinFree = -1 // the disk itself says no
	s := inFolder(dir).in(t, opts)
	ballast := dir + "/ballast"
	if err := os.WriteFile(ballast, make([]byte, 2<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	got := fill(t, s)
	if len(got) == 0 {
		t.Fatal("nothing fits")
	}
	whole(t, s, got)
	os.Remove(ballast)
	for id, seed := range fill(t, s) {
		got[id] = seed
	}
	whole(t, s, got)
	s.Close()
	s = inFolder(dir).in(t, opts)
	whole(t, s, got)
	t.Logf("%d messages on a full disk", len(got))
}

// childLimit accepts until no file may grow any more (EFBIG).
func childLimit(dir string) {
	signal.Ignore(syscall.SIGXFSZ)
	must(syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 1 << 20, Max: 1 << 20}))
	s, err := Open(context.Background(), dir, childOptions)
	must(err)
	for range 1000 {
		err := offer(s, smallSeed)
		if errors.Is(err, ErrFull) {
			fmt.Println("full")
			return
		}
		must(err)
	}
}

// A limit on the size of files ends in ErrFull, too, and loses nothing.
func TestFileSizeLimit(t *testing.T) {
	dir := t.TempDir()
	out, err := child(t, "limit", dir).Output()
	if err != nil || !bytes.HasSuffix(out, []byte("full\n")) {
		t.Fatalf("%v, %s", err, out)
	}
	got := acked(bytes.NewReader(out), 1000)
	if len(got) < 5 {
		t.Fatalf("%d accepted", len(got))
	}
	whole(t, inFolder(dir).in(t, childOptions), got)
}

// Another process with the same folder leaves alone what is under way here.
func TestSecondProcess(t *testing.T) {
	open := inFolder(t.TempDir())
	s := open.in(t, childOptions)
	d, err := s.Create()
	if err != nil {
		t.Fatal(err)
	}
	d.Write(seededBody(largeSeed))
	other := open.in(t, childOptions)
	id := s.NewID()
	if err := s.Accept(t.Context(), id, d, sample(t, rule.Pass, "a@b.example")); err != nil {
		t.Fatal(err)
	}
	whole(t, other, map[ID]uint64{id: largeSeed})
	if _, err := s.RotateKey(t.Context()); err == nil {
		t.Error("the key was changed under another process")
	}
	other.Close()
	if _, err := s.RotateKey(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestIDs(t *testing.T) {
	c := newClock()
	var ids []ID
	for range 1000 {
		ids = append(ids, makeID(c.Now()))
		c.add(1e6)
	}
	if !slices.IsSorted(ids) || len(slices.Compact(slices.Clone(ids))) != len(ids) {
		t.Error("ids are not sorted or not unique")
	}
	for _, id := range ids {
		if len(id) != 20 || strings.Trim(string(id), "0123456789abcdefghijklmnopqrstuvwxyz") != "" {
			t.Errorf("id %q", id)
		}
	}
}
