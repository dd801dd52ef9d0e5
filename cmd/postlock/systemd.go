package main

import (
	"fmt"
	"net"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// notify tells systemd the state of the service, as sd_notify(3) does: READY=1,
// RELOADING=1, STOPPING=1. Without systemd it does nothing.
func notify(socket string, state string) error {
	if socket == "" {
		return nil
	}
	if strings.HasPrefix(socket, "@") { // the abstract namespace
		socket = "\x00" + socket[1:]
	}
	conn, err := net.DialUnix("unixgram", nil, &net.UnixAddr{Name: socket, Net: "unixgram"})
	if err != nil {
		return fmt.Errorf("telling systemd: %w", err)
	}
	defer conn.Close()
	_, err = conn.Write([]byte(state))
	return err
}

// reloading is the state that Type=notify-reload waits for; it wants the time of
// CLOCK_MONOTONIC in microseconds.
func reloading() string {
	var now unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_MONOTONIC, &now); err != nil {
		return "RELOADING=1"
	}
	return fmt.Sprintf("RELOADING=1\nMONOTONIC_USEC=%d", now.Nano()/1000)
}

// sockets are those that systemd has opened (sd_listen_fds(3)).
type sockets []net.Listener

const firstSocket = 3 // SD_LISTEN_FDS_START

// inherited takes the sockets that are meant for this process. The variables are
// taken away so that no child mistakes them for its own.
func inherited() (all sockets, err error) {
	pid, n := os.Getenv("LISTEN_PID"), os.Getenv("LISTEN_FDS")
	for _, name := range []string{"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"} {
		os.Unsetenv(name)
	}
	if pid != strconv.Itoa(os.Getpid()) {
		return nil, nil
	}
	count, err := strconv.Atoi(n)
	if err != nil || count < 0 {
		return nil, fmt.Errorf("LISTEN_FDS is %q, not a number", n)
	}
	for fd := firstSocket; fd < firstSocket+count; fd++ {
		syscall.CloseOnExec(fd)
		file := os.NewFile(uintptr(fd), "socket")
		socket, err := net.FileListener(file)
		file.Close()
		if err != nil {
			return nil, fmt.Errorf("socket %d from systemd: %w", fd, err)
		}
		all = append(all, socket)
	}
	return all, nil
}

// take gives the socket for an address, or nil.
func (all *sockets) take(address string) net.Listener {
	for i, l := range *all {
		if sameAddress(l.Addr(), address) {
			*all = append((*all)[:i:i], (*all)[i+1:]...)
			return l
		}
	}
	return nil
}

// sameAddress compares ports and hosts, where no host, 0.0.0.0 and :: are one.
func sameAddress(have net.Addr, want string) bool {
	if have.Network() == "unix" {
		return have.String() == want
	}
	h, err := netip.ParseAddrPort(have.String())
	host, port, err2 := net.SplitHostPort(want)
	if err != nil || err2 != nil || strconv.Itoa(int(h.Port())) != port {
		return false
	}
	ip, err := netip.ParseAddr(host)
	all := host == "" || err == nil && ip.IsUnspecified()
	return all && h.Addr().IsUnspecified() || err == nil && ip == h.Addr().Unmap()
}
