//go:build !linux || !(amd64 || arm64)

package extract

import (
	"os"
	"syscall"
	"time"
)

func sysProcAttr() *syscall.SysProcAttr { return nil }

// confine has nothing to offer outside Linux; the pool says so once in the log.
func confine(int64, string) []string { return []string{"memory limit", "landlock", "seccomp"} }

// canRunTesseract is false: it could not be confined.
const canRunTesseract = false

func runTesseract(int64, []string) error { return errNoTesseract }

func moreCPU(time.Duration) {}

func widen(...*os.File) {}

func unhurried() {}
