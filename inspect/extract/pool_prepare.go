package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// prepareTime is how long compiling the PDF reader may take.
const prepareTime = 2 * time.Minute

// markerTime is how long the cache remembers a build.
const markerTime = 30 * 24 * time.Hour

// prepare compiles the PDF reader into the cache, in a process of its own that
// reads no foreign byte. What an earlier run of this executable left there serves
// as well.
func (p *Pool) prepare() {
	defer close(p.prepared)
	marker := p.marker()
	if isPrepared(marker) {
		return
	}
	cmd := p.command(modePrepare)
	if err := p.onStarter(cmd.Start); err != nil {
		p.opts.Log.Error("preparing the PDF reader", "error", err)
		return
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	select {
	case err := <-done:
		if err == nil {
			err = markPrepared(marker)
		}
		if err != nil {
			p.opts.Log.Error("preparing the PDF reader", "error", err)
		}
	case <-time.After(prepareTime):
		cmd.Process.Kill()
		p.opts.Log.Error("preparing the PDF reader", "error", <-done)
	case <-p.stopped:
		cmd.Process.Kill()
		<-done
	}
}

// marker is the file that says that this executable's code lies in the cache; ""
// when that cannot be told.
func (p *Pool) marker() string {
	exe, err := os.Stat(p.opts.Executable)
	if err != nil {
		return ""
	}
	return filepath.Join(p.opts.Cache, fmt.Sprintf("prepared-%x-%x", exe.Size(), exe.ModTime().UnixNano()))
}

// isPrepared tells whether all files that marker names are still there.
func isPrepared(marker string) bool {
	names, err := os.ReadFile(marker)
	if err != nil || len(names) == 0 {
		return false
	}
	for name := range strings.Lines(string(names)) {
		if _, err := os.Stat(filepath.Join(filepath.Dir(marker), strings.TrimSuffix(name, "\n"))); err != nil {
			return false
		}
	}
	return true
}

// markPrepared writes marker with the names of the compiled files.
func markPrepared(marker string) error {
	if marker == "" {
		return nil
	}
	dir := filepath.Dir(marker)
	files, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	if err != nil {
		return err
	}
	var names strings.Builder
	for _, f := range files {
		name, err := filepath.Rel(dir, f)
		if err != nil {
			return err
		}
		fmt.Fprintln(&names, name)
	}
	forgetMarkers(dir, time.Now().Add(-markerTime))
	return os.WriteFile(marker, []byte(names.String()), 0o600)
}

// forgetMarkers deletes those written before; a build that comes back makes its
// own again.
func forgetMarkers(dir string, before time.Time) {
	old, _ := filepath.Glob(filepath.Join(dir, "prepared-*"))
	for _, marker := range old {
		if info, err := os.Stat(marker); err == nil && info.ModTime().Before(before) {
			os.Remove(marker)
		}
	}
}
