package spool

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// A power cut, unlike a kill, takes with it what was written and not yet synced.
// The system calls of a process that accepts messages are recorded, and from them
// the disk is built as it may look after a cut at any moment: what fsync promised
// is there; of the rest nothing, all, or whatever chance leaves of it, pages torn.
// A name is safe when its folder was synced after it, as POSIX has it and no more.

// childSome accepts some messages, then closes the store.
func childSome(dir string) {
	s, err := Open(context.Background(), dir, childOptions)
	must(err)
	var wg sync.WaitGroup
	for g := range uint64(4) {
		wg.Go(func() {
			for i := range uint64(10) {
				must(pass(s, midSeed))
				must(offer(s, g*1000+i))
			}
		})
	}
	wg.Wait()
	must(s.Close())
}

// change is one system call that changed the disk, or synced a part of it.
type change struct {
	begin, end int // lines of the record
	inode      int // of a file's content, or 0
	folder     string
	name       string // in folder; refers to inode, or to nothing when that is -1
	sync       bool
	truncate   bool
	at         int64 // offset, or the new size
	data       []byte
}

// trace is the record of one process.
type trace struct {
	dir     string
	changes []change
	acks    []ack
	lines   int
	live    map[string]int // inode by path, as the process sees it
	inodes  int
	pos     map[string]int64 // where an open file is written next
}

type ack struct {
	line int // when it was about to be said
	id   ID
	seed uint64
}

// recorded runs a child under strace.
func recorded(t *testing.T) *trace {
	t.Helper()
	dir, record := t.TempDir(), filepath.Join(t.TempDir(), "trace")
	inner := child(t, "some", dir)
	cmd := exec.Command("strace", "-f", "-y", "-xx", "-s", "1000000", "-o", record, "-e", "signal=none", "-e",
		"trace=open,openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,ftruncate,lseek", inner.Path)
	cmd.Env, cmd.Stderr, cmd.Stdout = inner.Env, t.Output(), io.Discard
	if err := cmd.Run(); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skipf("system calls cannot be recorded here: %v", err)
	}
	f, err := os.Open(record)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	return readTrace(t, dir, f)
}

var (
	callLine  = regexp.MustCompile(`^(\d+) +(\w+)\((.*?)\) += (-?\d+)`)
	beginning = regexp.MustCompile(`^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$`)
	ending    = regexp.MustCompile(`^(\d+) +<\.\.\. \w+ resumed>(.*)$`)
	openFile  = regexp.MustCompile(`^(\d+)<([^>]*)>`)
)

func readTrace(t *testing.T, dir string, r io.Reader) *trace {
	t.Helper()
	tr := &trace{dir: dir, live: map[string]int{}, pos: map[string]int64{}}
	type half struct {
		text string
		line int
	}
	open := map[string]half{} // by thread
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		tr.lines++
		text, begin := lines.Text(), tr.lines
		if m := beginning.FindStringSubmatch(text); m != nil {
			open[m[1]] = half{m[1] + " " + m[2] + "(" + m[3], begin}
			continue
		}
		if m := ending.FindStringSubmatch(text); m != nil {
			text, begin = open[m[1]].text+m[2], open[m[1]].line
		}
		if m := callLine.FindStringSubmatch(text); m != nil && !strings.HasPrefix(m[4], "-") {
			tr.call(t, m[2], strings.Split(m[3], ", "), m[4], text, begin)
		}
	}
	if err := lines.Err(); err != nil || len(tr.acks) != 40 {
		t.Fatalf("%d messages acknowledged in %d lines of the record: %v", len(tr.acks), tr.lines, err)
	}
	return tr
}

// unhex reads strace's "\x61\x62".
func unhex(t *testing.T, text string) []byte {
	t.Helper()
	text = strings.Trim(text, `"`)
	out := make([]byte, len(text)/4)
	for i := range out {
		n, err := strconv.ParseUint(text[4*i+2:4*i+4], 16, 8)
		if err != nil || text[4*i:4*i+2] != `\x` {
			t.Fatalf("not as strace writes: %.60q", text[4*i:])
		}
		out[i] = byte(n)
	}
	return out
}

// call notes what one system call did.
func (tr *trace) call(t *testing.T, name string, args []string, result, line string, begin int) {
	t.Helper()
	c := change{begin: begin, end: tr.lines}
	fd, path := "", ""
	if m := openFile.FindStringSubmatch(args[0]); m != nil {
		fd, path = m[1], string(unhex(t, m[2]))
	}
	ours := strings.HasPrefix(path, tr.dir) && !strings.HasSuffix(path, "-shm")
	switch name {
	case "open":
		tr.open(t, c, string(unhex(t, args[0])), args[1], result)
	case "openat":
		tr.open(t, c, string(unhex(t, args[1])), args[2], result)
	case "write", "pwrite64":
		data := unhex(t, args[1])
		if fd == "1" {
			id, seed, _ := strings.Cut(strings.TrimSpace(string(data)), " ")
			n, _ := strconv.ParseUint(seed, 10, 64)
			tr.acks = append(tr.acks, ack{begin, ID(id), n})
			return
		}
		if c.data, c.at = data, tr.pos[fd]; name == "pwrite64" {
			c.at, _ = strconv.ParseInt(args[3], 10, 64)
		} else {
			tr.pos[fd] += int64(len(data))
		}
		if ours {
			c.inode = tr.inode(t, path)
			tr.changes = append(tr.changes, c)
		}
	case "lseek":
		tr.pos[fd], _ = strconv.ParseInt(result, 10, 64)
	case "ftruncate":
		if c.truncate = true; ours {
			c.at, _ = strconv.ParseInt(args[1], 10, 64)
			c.inode = tr.inode(t, path)
			tr.changes = append(tr.changes, c)
		}
	case "fsync", "fdatasync":
		if c.sync = true; ours {
			if c.inode = tr.live[path]; c.inode == 0 {
				c.folder = path
			}
			tr.changes = append(tr.changes, c)
		}
	case "rename", "renameat", "renameat2":
		paths := quoted.FindAllString(line, -1)
		from, to := string(unhex(t, paths[0])), string(unhex(t, paths[1]))
		tr.name(c, to, tr.live[from])
		tr.name(c, from, -1)
	case "unlink", "unlinkat":
		tr.name(c, string(unhex(t, quoted.FindString(line))), -1)
	}
}

var quoted = regexp.MustCompile(`"[^"]*"`)

func (tr *trace) open(t *testing.T, c change, path, flags, fd string) {
	tr.pos[fd] = 0
	if !strings.HasPrefix(path, tr.dir) || strings.HasSuffix(path, "-shm") {
		return
	}
	if strings.Contains(flags, "O_CREAT") && tr.live[path] == 0 {
		tr.inodes++
		tr.name(c, path, tr.inodes)
	} else if strings.Contains(flags, "O_TRUNC") {
		c.inode, c.truncate = tr.inode(t, path), true
		tr.changes = append(tr.changes, c)
	}
}

// name makes a path refer to an inode, or to nothing.
func (tr *trace) name(c change, path string, inode int) {
	if !strings.HasPrefix(path, tr.dir) || strings.HasSuffix(path, "-shm") {
		return
	}
	c.folder, c.name, c.inode = filepath.Dir(path), filepath.Base(path), inode
	tr.changes = append(tr.changes, c)
	if tr.live[path] = inode; inode < 0 {
		delete(tr.live, path)
	}
}

func (tr *trace) inode(t *testing.T, path string) int {
	t.Helper()
	n := tr.live[path]
	if n == 0 {
		t.Fatalf("%s was written and never opened", path)
	}
	return n
}

// safe tells whether a change is on the disk for good at a cut. A sync that ignore
// says yes to does nothing.
func (tr *trace) safe(c change, cut int, ignore func(path string, c change) bool, paths map[int]string) bool {
	for _, s := range tr.changes {
		if !s.sync || s.begin <= c.end || s.end > cut || ignore != nil && ignore(paths[s.inode], s) {
			continue
		}
		if c.name != "" && s.folder == c.folder || c.name == "" && s.folder == "" && s.inode == c.inode {
			return true
		}
	}
	return false
}

// leftover says how much stays of what was not synced.
type leftover int

const (
	nothing leftover = iota
	everything
	chance
)

// disk builds the folder as it may be after a cut.
func (tr *trace) disk(t *testing.T, cut int, left leftover, ignore func(string, change) bool) string {
	t.Helper()
	names, files, paths := map[string]int{}, map[int][]byte{}, tr.everNamed()
	lost := map[string]bool{} // folders of which a change was lost: so are later ones
	for _, c := range tr.changes {
		if c.begin > cut || c.sync {
			continue
		}
		if !tr.safe(c, cut, ignore, paths) {
			if left == nothing || left == chance && rand.IntN(2) == 0 || c.name != "" && lost[c.folder] {
				lost[c.folder] = lost[c.folder] || c.name != ""
				continue
			}
			if left == chance && len(c.data) > 512 && rand.IntN(3) == 0 { // torn
				c.data = c.data[:512*rand.IntN(len(c.data)/512+1)]
			}
		}
		switch {
		case c.name != "":
			names[filepath.Join(c.folder, c.name)] = c.inode
		case c.truncate:
			files[c.inode] = resized(files[c.inode], c.at)
		default:
			f := files[c.inode]
			if end := c.at + int64(len(c.data)); end > int64(len(f)) {
				f = resized(f, end)
			}
			copy(f[c.at:], c.data)
			files[c.inode] = f
		}
	}
	dir := t.TempDir()
	for _, sub := range []string{bodiesDir, tmpDir} {
		os.Mkdir(filepath.Join(dir, sub), 0o700)
	}
	for path, inode := range names {
		if inode > 0 {
			if err := os.WriteFile(filepath.Join(dir, strings.TrimPrefix(path, tr.dir)), files[inode], 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir
}

func resized(f []byte, size int64) []byte {
	if size <= int64(len(f)) {
		return f[:size:size]
	}
	return append(f[:len(f):len(f)], make([]byte, size-int64(len(f)))...)
}

// everNamed is the last name of each inode.
func (tr *trace) everNamed() map[int]string {
	paths := map[int]string{}
	for _, c := range tr.changes {
		if c.name != "" && c.inode > 0 {
			paths[c.inode] = filepath.Join(c.folder, c.name)
		}
	}
	return paths
}

// survived opens what a cut left and fails unless all that was acknowledged is
// there, whole, and nothing else is damaged.
func (tr *trace) survived(dir string, cut int) error {
	s, err := Open(context.Background(), dir, childOptions)
	if err != nil {
		return err
	}
	defer s.Close()
	for _, a := range tr.acks {
		if a.line > cut {
			continue
		}
		b, err := s.Body(context.Background(), a.id)
		if err != nil {
			return fmt.Errorf("%s: %w", a.id, err)
		}
		got, err := io.ReadAll(b.Reader())
		b.Close()
		if err != nil || !bytes.Equal(got, seededBody(a.seed)) {
			return fmt.Errorf("%s: %d octets came back as others, %v", a.id, len(got), err)
		}
	}
	problems, err := s.Check(context.Background())
	if err == nil && len(problems) > 0 {
		err = errors.New(fmt.Sprint(problems))
	}
	return err
}

// TestPowerCut cuts the power at random moments and next to each acknowledgement.
// SPOOL_CUTS says how often, 5 by default.
func TestPowerCut(t *testing.T) {
	cuts := 5
	if n, err := strconv.Atoi(os.Getenv("SPOOL_CUTS")); err == nil {
		cuts = n
	}
	tr := recorded(t)
	for range cuts {
		for _, cut := range []int{rand.IntN(tr.lines), tr.acks[rand.IntN(len(tr.acks))].line} {
			for _, left := range []leftover{nothing, everything, chance} {
				if err := tr.survived(tr.disk(t, cut, left, nil), cut); err != nil {
					t.Errorf("cut at line %d of %d, leftover %d: %v", cut, tr.lines, left, err)
				}
			}
		}
	}
	// Were one of the syncs left out, it would be seen.
	last := tr.acks[len(tr.acks)-1].line
	sabotage := map[string]func(string, change) bool{
		"the log":            func(path string, _ change) bool { return strings.HasSuffix(path, "-wal") },
		"a body":             func(path string, _ change) bool { return strings.Contains(path, "/"+bodiesDir+"/") },
		"a body's folder":    func(_ string, c change) bool { return strings.HasSuffix(c.folder, "/"+bodiesDir) },
		"what is in transit": func(path string, _ change) bool { return strings.HasSuffix(path, "/"+transitName) },
		"the key":            func(path string, _ change) bool { return strings.HasSuffix(path, "/key") },
	}
	for _, name := range slices.Sorted(maps.Keys(sabotage)) {
		if err := tr.survived(tr.disk(t, last, nothing, sabotage[name]), last); err == nil {
			t.Errorf("nothing is lost without the sync of %s", name)
		}
	}
	t.Logf("%d cuts of a record of %d system calls with %d changes", 6*cuts, tr.lines, len(tr.changes))
}
