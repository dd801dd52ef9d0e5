package spool

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/postlock/postlock/inspect/rule"
)

// failSync has the kernel answer EIO to a system call of this process from now
// on (seccomp(2)): a disk that takes writes and cannot keep them.
func failSync(call uint32) error {
	prog := []unix.SockFilter{
		{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: 0}, // seccomp_data.nr
		{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: call, Jt: 0, Jf: 1},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ERRNO | uint32(unix.EIO)},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW},
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	fprog := unix.SockFprog{Len: uint16(len(prog)), Filter: &prog[0]}
	_, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&fprog)))
	if errno != 0 {
		return errno
	}
	return nil
}

// childSync accepts some messages, then its disk stops keeping what is written.
func childSync(dir string) {
	ctx := context.Background()
	s, err := Open(ctx, dir, childOptions)
	must(err)
	seeds := []uint64{smallSeed, largeSeed, 8, 1}
	for range 5 {
		for _, seed := range seeds {
			must(offer(s, seed))
		}
	}
	for _, call := range []uint32{unix.SYS_FSYNC, unix.SYS_FDATASYNC} {
		must(failSync(call))
	}
	for range 5 {
		for _, seed := range seeds {
			if err := offer(s, seed); errors.Is(err, ErrFull) { // one that is accepted says so
				fmt.Println("full", len(seededBody(seed)))
			}
		}
	}
	m := Message{Verdict: rule.Verdict{Action: rule.Pass}}
	err = s.Update(ctx, func(tx *Tx) error { _, err := tx.Submit(m, []byte("x\r\n")); return err })
	if errors.Is(err, ErrFull) {
		fmt.Println("update full")
	}
}

// TestFailingSync: where fsync fails nothing is acknowledged any more, the error
// says "come back later", and what was acknowledged before is whole.
func TestFailingSync(t *testing.T) {
	dir := t.TempDir()
	out, err := child(t, "fsync", dir).Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	got := acked(bytes.NewReader(out), 1<<30)
	if full := bytes.Count(out, []byte("full ")); len(got) != 20 || full != 20 || !bytes.Contains(out, []byte("update full")) {
		t.Errorf("%d acknowledged, want the 20 before the disk failed; %d told to come back\n%s", len(got), full, out)
	}
	whole(t, inFolder(dir).in(t, childOptions), got)
}
