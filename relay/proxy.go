package relay

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"strconv"
	"strings"
)

// proxySignature begins a PROXY header of version 2.
const proxySignature = "\r\n\r\n\x00\r\nQUIT\n"

// maxProxyLine is the longest header of version 1 (section 2.1 of HAProxy's
// proxy-protocol.txt); those of version 2 tell their length, of which more than
// maxProxyBytes is nonsense.
const (
	maxProxyLine  = 107
	maxProxyBytes = 4096
)

var errProxy = errors.New("not a PROXY header")

// readProxy reads the PROXY header, version 1 or 2, that a proxy puts before what
// the client says, and nothing beyond. The address is invalid where the proxy
// speaks for itself or does not know: then no network admits it.
func readProxy(r io.Reader) (netip.Addr, error) {
	start := make([]byte, len(proxySignature)) // the shortest header has 15
	if _, err := io.ReadFull(r, start); err != nil {
		return netip.Addr{}, fmt.Errorf("reading the PROXY header: %w", err)
	}
	if string(start) == proxySignature {
		return readProxy2(r)
	}
	if !strings.HasPrefix(string(start), "PROXY ") {
		return netip.Addr{}, errProxy
	}
	return readProxy1(start, r)
}

// readProxy1 reads "PROXY TCP4 192.0.2.1 192.0.2.2 5000 25", one octet at a time
// because the client's own words come next.
func readProxy1(line []byte, r io.Reader) (netip.Addr, error) {
	for one := make([]byte, 1); line[len(line)-1] != '\n'; {
		if len(line) == maxProxyLine {
			return netip.Addr{}, errProxy
		}
		if _, err := io.ReadFull(r, one); err != nil {
			return netip.Addr{}, fmt.Errorf("reading the PROXY header: %w", err)
		}
		line = append(line, one[0])
	}
	text, ok := strings.CutSuffix(string(line), "\r\n")
	fields := strings.Split(text, " ")
	switch {
	case ok && fields[1] == "UNKNOWN":
		return netip.Addr{}, nil
	case !ok || len(fields) != 6:
		return netip.Addr{}, errProxy
	}
	var ends [2]netip.Addr // the client's and the proxy's
	for i := range ends {
		a, err := netip.ParseAddr(fields[2+i])
		if err != nil || a.Zone() != "" || !(fields[1] == "TCP4" && a.Is4() || fields[1] == "TCP6" && a.Is6()) {
			return netip.Addr{}, errProxy
		}
		if _, err := strconv.ParseUint(fields[4+i], 10, 16); err != nil {
			return netip.Addr{}, errProxy
		}
		ends[i] = a
	}
	return ends[0].Unmap(), nil
}

// readProxy2 reads what follows the signature (section 2.2).
func readProxy2(r io.Reader) (netip.Addr, error) {
	var head [4]byte // version and command, family, length
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return netip.Addr{}, fmt.Errorf("reading the PROXY header: %w", err)
	}
	length := int(binary.BigEndian.Uint16(head[2:]))
	if head[0]>>4 != 2 || head[0]&15 > 1 || length > maxProxyBytes {
		return netip.Addr{}, errProxy
	}
	rest := make([]byte, length)
	if _, err := io.ReadFull(r, rest); err != nil {
		return netip.Addr{}, fmt.Errorf("reading the PROXY header: %w", err)
	}
	size := map[byte]int{0x11: 4, 0x21: 16}[head[1]] // TCP over IPv4, IPv6
	switch {
	case head[0]&15 == 0 || size == 0: // LOCAL, or a family without addresses for us
		return netip.Addr{}, nil
	case length < 2*size+4:
		return netip.Addr{}, errProxy
	}
	client, _ := netip.AddrFromSlice(rest[:size])
	return client.Unmap(), nil
}

// addressOf is the address at the other end; the zero one for a Unix socket.
func addressOf(conn net.Conn) netip.Addr {
	if a, ok := conn.RemoteAddr().(*net.TCPAddr); ok {
		return a.AddrPort().Addr().Unmap()
	}
	return netip.Addr{}
}
