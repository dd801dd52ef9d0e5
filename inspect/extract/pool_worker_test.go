package extract

import (
	"bufio"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect"
	"golang.org/x/sys/unix"
)

// misbehaviours are what a worker does with a file in place of reading it; a
// pool asks for one by the name of its cache folder.
func misbehaviours() map[string]func(c *child, j job) {
	return map[string]func(c *child, j job){
		"crash": func(*child, job) { go panic("secret content"); select {} },
		"hang": func(*child, job) {
			for {
			}
		},
		"sleep": func(*child, job) { time.Sleep(time.Hour) }, // select {} would end as a deadlock
		"eat": func(*child, job) {
			for all := [][]byte{}; ; {
				b := make([]byte, 16<<20)
				for i := 0; i < len(b); i += 4096 {
					b[i] = 1
				}
				all = append(all, b)
				_ = all
			}
		},
		"lie": func(c *child, j job) {
			c.words(inspect.Place{Path: j.path}, false, []byte("true"))
			c.words(inspect.Place{Path: "body"}, false, []byte("false"))
			c.frame(frameFinished, nil)
		},
		"babble": func(c *child, j job) { c.w.WriteString("what is this?") },
		"shout":  func(c *child, j job) { c.w.WriteString("T\xff\xff\xff\xff\xff\xff\xff\xff\x7f") },
		"reason": func(c *child, j job) {
			c.Unreadable(inspect.Unreadable{Where: inspect.Place{Path: j.path}, Why: "fine"})
		},
		"half":   func(c *child, j job) { c.begin(j.path + " > inner.pdf"); os.Exit(3) },
		"escape": escape,
	}
}

// escape tries what the sandbox should forbid, and tells what worked.
func escape(c *child, j job) {
	try := map[string]func() error{
		"read a file":   func() error { _, err := os.ReadFile("/etc/passwd"); return err },
		"list a folder": func() error { _, err := os.ReadDir("/"); return err },
		"write a file":  func() error { return os.WriteFile("/tmp/postlock-escape", []byte("x"), 0o600) },
		"connect":       func() error { _, err := net.Dial("tcp", "127.0.0.1:22"); return denied4(err) },
		"listen":        func() error { _, err := net.Listen("tcp", "127.0.0.1:0"); return err },
		"run a program": func() error { return exec.Command("/bin/true").Run() },
		"kill":          func() error { return syscall.Kill(os.Getppid(), 0) },
		"kill a thread": func() error { return called(syscall.SYS_TKILL, os.Getppid(), 0) },
		"set another's limits": func() error {
			return unix.Prlimit(os.Getppid(), unix.RLIMIT_CPU, nil, new(unix.Rlimit))
		},
		"slow another down": func() error { return syscall.Setpriority(syscall.PRIO_PROCESS, os.Getppid(), 19) },
	}
	for name, do := range try {
		if do() == nil {
			c.words(inspect.Place{Path: j.path}, false, []byte(name))
		}
	}
	c.frame(frameFinished, nil)
	c.flush()
}

func called(nr uintptr, a, b int) error {
	if _, _, errno := syscall.Syscall(nr, uintptr(a), uintptr(b), 0); errno != 0 {
		return errno
	}
	return nil
}

// denied4 is nil for a connection that nobody answered: the socket was made.
func denied4(err error) error {
	if err != nil && strings.Contains(err.Error(), "refused") {
		return nil
	}
	return err
}

func misbehaveIfAsked() {
	how := misbehaviours()[filepath.Base(os.Getenv(cacheEnv))]
	switch {
	case how == nil || os.Getenv(workerEnv) == "":
		return
	case os.Getenv(workerEnv) == modePrepare: // these need no PDF reader
		os.Exit(0)
	}
	missing := confine(256<<20, os.Getenv(cacheEnv))
	c := &child{r: bufio.NewReader(os.Stdin), w: bufio.NewWriter(os.Stdout)}
	c.frame(frameHello, []byte(strings.Join(missing, ", ")))
	c.flush()
	_, payload, err := readFrame(c.r)
	if err != nil {
		os.Exit(0)
	}
	d := decoder{s: string(payload)}
	j := d.job()
	c.receive()
	moreCPU(j.limits.Time)
	how(c, j)
	c.flush()
	os.Exit(0)
}

func TestPoolSurvivesItsWorkers(t *testing.T) {
	for _, c := range []struct {
		how  string
		why  inspect.Why
		text string // that was read before it went wrong
	}{
		{"crash", inspect.Damaged, ""}, {"hang", inspect.TimedOut, ""}, {"sleep", inspect.TimedOut, ""}, {"eat", inspect.OverLimit, ""},
		{"lie", inspect.Damaged, "true\n"}, {"babble", inspect.Damaged, ""}, {"shout", inspect.Damaged, ""}, {"reason", inspect.Damaged, ""},
		{"half", inspect.Damaged, ""},
	} {
		t.Run(c.how, func(t *testing.T) {
			t.Parallel()
			limits := Limits{Time: 20 * time.Second}
			if c.why == inspect.TimedOut {
				limits.Time = time.Second
			}
			p := newTestPool(t, Options{Workers: 1, Cache: filepath.Join(t.TempDir(), c.how), Limits: limits})
			for range 2 { // the pool goes on after it
				got := extract(t, p, "a.bin", []byte("x\x00y"))
				if len(got.unread) == 0 || got.unread[0].Why != c.why || got.all() != c.text {
					t.Fatalf("unreadable %+v, text %q", got.unread, got.all())
				}
				if strings.Contains(got.unread[0].Detail, "secret") {
					t.Errorf("detail holds content: %s", got.unread[0].Detail)
				}
			}
			if p.Started() != 2 || p.Broken() != 2 {
				t.Errorf("%d workers started, %d broken, want 2 of each", p.Started(), p.Broken())
			}
			if c.how == "half" {
				got := extract(t, p, "a.zip", []byte("x\x00y"))
				if len(got.unread) != 2 || got.unread[0].Where.Path != "a.zip > inner.pdf" || got.unread[1].Where.Path != "a.zip" {
					t.Errorf("blamed %+v", got.unread)
				}
			}
		})
	}
}

func TestWorkerIsConfined(t *testing.T) {
	if len(confinement(t)) > 0 {
		t.Logf("the kernel lacks %v", confinement(t))
	}
	p := newTestPool(t, Options{Workers: 1, Cache: filepath.Join(t.TempDir(), "escape")})
	got := extract(t, p, "a.bin", []byte("x\x00y"))
	for _, text := range got.texts {
		if landlockABI() == 0 && (text.Text == "read a file" || text.Text == "list a folder") {
			continue // seccomp alone does not forbid reading
		}
		t.Errorf("a worker can %s", text.Text)
	}
	if len(got.unread) > 0 {
		t.Errorf("unreadable %+v", got.unread)
	}
}

// confinement asks a worker what its kernel lacks.
func confinement(t *testing.T) string {
	t.Helper()
	p := newTestPool(t, Options{Workers: 1})
	cmd := p.command(modeWork)
	out, err := cmd.Output() // standard input is empty: it says hello and ends
	if err != nil {
		t.Fatal(err)
	}
	_, notes, err := readFrame(bufio.NewReader(strings.NewReader(string(out))))
	if err != nil {
		t.Fatal(err)
	}
	return string(notes)
}
