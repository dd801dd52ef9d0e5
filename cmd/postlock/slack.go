package main

import (
	"os"
	"runtime"
	"syscall"

	"golang.org/x/sys/unix"
)

// timerSlack is how much later than asked for the kernel may wake a thread, in
// nanoseconds (PR_SET_TIMERSLACK; the default is 50,000). No timer of ours minds
// half a millisecond. The one that gains is Go's own monitor: whenever there is
// work it sleeps 20 µs again and again, in the relay and in every worker, and
// being woken so often cost a tenth of the processor time of a message.
const timerSlack = 500_000

// patient starts this program anew, in the same process, with more timer slack.
// The monitor's thread runs before main and keeps what it began with; only what
// is set before the start counts for it. Workers inherit it. When anything of
// this is refused, all goes on as it is.
func patient() {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if now, err := unix.PrctlRetInt(unix.PR_GET_TIMERSLACK, 0, 0, 0, 0); err != nil || now >= timerSlack {
		return
	}
	program, err := os.Executable()
	if err != nil || unix.Prctl(unix.PR_SET_TIMERSLACK, timerSlack, 0, 0, 0) != nil {
		return
	}
	syscall.Exec(program, os.Args, os.Environ())
}
