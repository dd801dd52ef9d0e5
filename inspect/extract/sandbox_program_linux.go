//go:build amd64 || arm64

package extract

import (
	"os"
	"slices"
	"syscall"
	"time"

	"github.com/landlock-lsm/go-landlock/landlock"
	"golang.org/x/sys/unix"
)

// canRunTesseract is set where another program can be confined.
const canRunTesseract = true

// tessdata are the folders in which distributions keep tesseract's data.
func tessdata() []string {
	return []string{"/usr/share/tesseract-ocr", "/usr/share/tessdata", "/usr/share/tesseract", "/usr/local/share/tessdata", "/usr/local/share/tesseract-ocr"}
}

// libraries are where programs find what they are linked with.
func libraries() []string {
	return []string{"/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/local/lib64"}
}

// runTesseract becomes the program args[0]: with the memory, time, files and
// system calls that reading a picture from standard input takes, and one
// thread. It can still start programs among its libraries, which then are
// confined like itself. It returns only an error.
func runTesseract(memory int64, args []string) error {
	prefix := os.Getenv(tessdataEnv)
	limit(unix.RLIMIT_CPU, uint64(pictureTime/time.Second)+1)
	unix.Setpriority(unix.PRIO_PROCESS, 0, 5) // mail goes first
	rules := []landlock.Rule{
		landlock.RODirs(append(libraries(), append(tessdata(), prefix)...)...).IgnoreIfMissing(),
		landlock.ROFiles(args[0], "/etc/ld.so.cache", "/dev/null").IgnoreIfMissing(),
	}
	calls := slices.DeleteFunc(denied(), func(nr uint32) bool { return nr == unix.SYS_EXECVE })
	confineTo(memory, rules, calls)
	env := []string{"OMP_THREAD_LIMIT=1", "LC_ALL=C"}
	if prefix != "" {
		env = append(env, tessdataEnv+"="+prefix)
	}
	return syscall.Exec(args[0], args, env)
}
