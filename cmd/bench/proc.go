package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of CPU times in /proc: USER_HZ is 100 on every Linux
// architecture that Go runs on (proc(5)).
const tick = 10 * time.Millisecond

// process is one line of /proc/PID/stat.
type process struct {
	parent int
	self   time.Duration // its own CPU time
	cpu    time.Duration // that, and that of the children it has waited for
}

// tree sums the CPU time of the processes below and with the roots. It never goes
// back while the parents wait for their children: what a child used moves to its
// parent when it ends.
func tree(roots []int) (cpu time.Duration) {
	all := processes()
	for pid, p := range all {
		if below(all, pid, roots) {
			cpu += p.cpu
		}
	}
	return cpu
}

// group are some of a contestant's processes: those below and with a root, or
// the root alone.
type group struct {
	title string
	root  int
	alone bool
}

func (g group) cpu() time.Duration {
	if g.alone {
		return processes()[g.root].self
	}
	return tree([]int{g.root})
}

// groupsCPU is the CPU time of each group.
func groupsCPU(groups []group) []time.Duration {
	all := make([]time.Duration, len(groups))
	for i, g := range groups {
		all[i] = g.cpu()
	}
	return all
}

func below(all map[int]process, pid int, roots []int) bool {
	for range 64 { // no tree of ours is that deep
		for _, r := range roots {
			if pid == r {
				return true
			}
		}
		p, ok := all[pid]
		if !ok || p.parent <= 1 {
			return false
		}
		pid = p.parent
	}
	return false
}

func processes() map[int]process {
	names, _ := filepath.Glob("/proc/[0-9]*/stat")
	all := make(map[int]process, len(names))
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			continue // it has just ended
		}
		pid, _ := strconv.Atoi(strings.Split(name, "/")[2])
		if p, ok := parseStat(data); ok {
			all[pid] = p
		}
	}
	return all
}

// parseStat reads the fields of proc(5) after the command's name, which may
// itself hold blanks and brackets.
func parseStat(data []byte) (process, bool) {
	end := bytes.LastIndexByte(data, ')')
	if end < 0 {
		return process{}, false
	}
	f := strings.Fields(string(data[end+1:])) // f[0] is field 3, the state
	if len(f) < 15 {
		return process{}, false
	}
	n := func(field int) int64 { v, _ := strconv.ParseInt(f[field-3], 10, 64); return v }
	return process{
		parent: int(n(4)),
		self:   time.Duration(n(14)+n(15)) * tick,
		cpu:    time.Duration(n(14)+n(15)+n(16)+n(17)) * tick,
	}, true
}

// watch samples the peak of a tree's resident memory until stop is called; what
// processes share counts for each of them. To
// look through all of /proc takes milliseconds, which the contestants would lack:
// it is done for a hundredth of the time, and in between those are asked that are
// known to belong to the tree.
func watch(roots []int, every time.Duration) (stop func() int64) {
	quit, done := make(chan struct{}), make(chan int64)
	go func() {
		members, again := lookFor(roots)
		peak := resident(members)
		t := time.NewTicker(every)
		defer t.Stop()
		for {
			select {
			case <-quit:
				done <- max(peak, resident(members))
				return
			case <-t.C:
			}
			if time.Now().After(again) {
				members, again = lookFor(roots)
			}
			peak = max(peak, resident(members))
		}
	}()
	return func() int64 { close(quit); return <-done }
}

// lookFor finds the processes of a tree, and says when to look again.
func lookFor(roots []int) (members []int, again time.Time) {
	start := time.Now()
	all := processes()
	for pid := range all {
		if below(all, pid, roots) {
			members = append(members, pid)
		}
	}
	now := time.Now()
	return members, now.Add(100 * now.Sub(start))
}

// resident sums the memory of processes; those that have ended have none.
func resident(pids []int) (rss int64) {
	for _, pid := range pids {
		data, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/statm")
		if err != nil {
			continue
		}
		if f := bytes.Fields(data); len(f) > 1 {
			pages, _ := strconv.ParseInt(string(f[1]), 10, 64)
			rss += pages * int64(os.Getpagesize())
		}
	}
	return rss
}

// load is the machine's load, so that a reader of the table knows whether it
// was alone.
func load() string {
	data, _ := os.ReadFile("/proc/loadavg")
	f := strings.Fields(string(data))
	if len(f) == 0 {
		return "load unknown"
	}
	return "load " + f[0] + " before the start"
}
