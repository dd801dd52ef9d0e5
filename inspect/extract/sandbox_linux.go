//go:build amd64 || arm64

package extract

import (
	"fmt"
	"os"
	"runtime"
	"syscall"
	"time"
	"unsafe"

	"github.com/landlock-lsm/go-landlock/landlock"
	"golang.org/x/sys/unix"
)

// sysProcAttr has the worker die with the pool.
func sysProcAttr() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}

// unhurried lets the kernel wake this thread, and every process it starts, five
// milliseconds late (PR_SET_TIMERSLACK; the default is 50 µs). A worker has no
// timers but those of Go's monitor, which sleeps 20 µs again and again while there
// is work: being woken for it cost more than reading a small file.
func unhurried() { unix.Prctl(unix.PR_SET_TIMERSLACK, 5_000_000, 0, 0, 0) }

// pipeSize spares the two sides of a pipe most of their waiting for each other;
// the default is 64 KiB.
const pipeSize = 256 << 10

// widen makes pipes hold more; where that is refused they work as they are.
func widen(pipes ...*os.File) {
	for _, p := range pipes {
		if raw, err := p.SyscallConn(); err == nil { // Fd would make it block a thread
			raw.Control(func(fd uintptr) { unix.FcntlInt(fd, unix.F_SETPIPE_SZ, pipeSize) })
		}
	}
}

// confine takes from this process what reading a file does not need: memory
// beyond the limit, writing to files, opening files outside the cache, sockets,
// new programs. It returns what the kernel does not offer.
func confine(memory int64, cache string) (missing []string) {
	rules := []landlock.Rule{}
	if _, err := os.Stat(cache); err == nil {
		rules = append(rules, landlock.RODirs(cache))
	}
	return confineTo(memory, rules, denied())
}

// confineTo leaves memory, the files that rules allow, and the system calls
// that are not denied.
func confineTo(memory int64, rules []landlock.Rule, denied []uint32) (missing []string) {
	if memory > 0 {
		limit(unix.RLIMIT_DATA, uint64(memory))
	}
	limit(unix.RLIMIT_FSIZE, 0)
	limit(unix.RLIMIT_CORE, 0)
	limit(unix.RLIMIT_NOFILE, 64)
	if abi := landlockABI(); abi < 1 {
		missing = append(missing, "landlock")
	} else if err := landlock.V5.BestEffort().RestrictPaths(rules...); err != nil {
		missing = append(missing, "landlock")
	}
	if err := seccompFilter(denied); err != nil {
		missing = append(missing, fmt.Sprintf("seccomp (%v)", err))
	}
	return missing
}

// landlockABI is the version of Landlock that the kernel offers, 0 for none
// (landlock_create_ruleset(2), LANDLOCK_CREATE_RULESET_VERSION).
func landlockABI() int {
	v, _, errno := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET, 0, 0, 1)
	if errno != 0 {
		return 0
	}
	return int(v)
}

func limit(resource int, to uint64) {
	unix.Setrlimit(resource, &unix.Rlimit{Cur: to, Max: to})
}

// moreCPU gives the process d more CPU seconds from now on.
func moreCPU(d time.Duration) {
	var used unix.Rusage
	if unix.Getrusage(unix.RUSAGE_SELF, &used) != nil {
		return
	}
	seconds := uint64(used.Utime.Sec+used.Stime.Sec) + uint64(d/time.Second) + 1
	unix.Setrlimit(unix.RLIMIT_CPU, &unix.Rlimit{Cur: seconds, Max: unix.RLIM_INFINITY})
}

// denied are the system calls that answer EPERM: network, other processes, new
// programs, changes to the file system, and kernel surfaces a reader of files
// has no use for.
func denied() []uint32 {
	return append([]uint32{
		unix.SYS_SOCKET, unix.SYS_SOCKETPAIR, unix.SYS_CONNECT, unix.SYS_BIND, unix.SYS_LISTEN,
		unix.SYS_ACCEPT, unix.SYS_ACCEPT4, unix.SYS_SENDTO, unix.SYS_SENDMSG, unix.SYS_RECVFROM, unix.SYS_RECVMSG,
		unix.SYS_EXECVE, unix.SYS_EXECVEAT, unix.SYS_PTRACE, unix.SYS_PROCESS_VM_READV, unix.SYS_PROCESS_VM_WRITEV,
		unix.SYS_KILL, unix.SYS_TKILL, unix.SYS_RT_SIGQUEUEINFO, unix.SYS_RT_TGSIGQUEUEINFO, unix.SYS_PIDFD_OPEN, unix.SYS_PIDFD_SEND_SIGNAL, unix.SYS_PIDFD_GETFD,
		unix.SYS_SETPRIORITY, unix.SYS_SCHED_SETAFFINITY, unix.SYS_SCHED_SETSCHEDULER, unix.SYS_SCHED_SETPARAM, unix.SYS_SCHED_SETATTR, unix.SYS_IOPRIO_SET,
		unix.SYS_BPF, unix.SYS_PERF_EVENT_OPEN, unix.SYS_KEYCTL, unix.SYS_ADD_KEY, unix.SYS_REQUEST_KEY,
		unix.SYS_IO_URING_SETUP, unix.SYS_USERFAULTFD, unix.SYS_UNSHARE, unix.SYS_SETNS, unix.SYS_MOUNT, unix.SYS_UMOUNT2,
		unix.SYS_UNLINKAT, unix.SYS_RENAMEAT2, unix.SYS_LINKAT, unix.SYS_SYMLINKAT, unix.SYS_MKDIRAT, unix.SYS_MKNODAT,
		unix.SYS_FCHMODAT, unix.SYS_FCHOWNAT, unix.SYS_UTIMENSAT, unix.SYS_TRUNCATE, unix.SYS_OPEN_BY_HANDLE_AT,
	}, deniedArch()...)
}

// seccompFilter forbids the denied calls for all threads, now and later
// (seccomp(2), SECCOMP_FILTER_FLAG_TSYNC).
func seccompFilter(calls []uint32) error {
	ld := func(offset uint32) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: offset}
	}
	jump := func(k uint32, yes, no uint8) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: k, Jt: yes, Jf: no}
	}
	ret := func(k uint32) unix.SockFilter { return unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: k} }
	refuse := uint32(unix.SECCOMP_RET_ERRNO) | uint32(unix.EPERM)
	prog := []unix.SockFilter{
		ld(4), jump(auditArch, 1, 0), ret(unix.SECCOMP_RET_KILL_PROCESS), // seccomp_data.arch
		ld(0), // seccomp_data.nr
		{Code: unix.BPF_JMP | unix.BPF_JGE | unix.BPF_K, K: 0x40000000, Jt: 0, Jf: 1}, ret(refuse), // x32
		jump(unix.SYS_TGKILL, 0, 4), ld(16), jump(uint32(os.Getpid()), 0, 1), ret(unix.SECCOMP_RET_ALLOW), ret(refuse), // own threads only
		jump(unix.SYS_PRLIMIT64, 0, 4), ld(16), jump(0, 0, 1), ret(unix.SECCOMP_RET_ALLOW), ret(refuse), // own limits only: another's end it
	}
	for i, nr := range calls {
		prog = append(prog, jump(nr, uint8(len(calls)-i), 0))
	}
	prog = append(prog, ret(unix.SECCOMP_RET_ALLOW), ret(refuse))
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
