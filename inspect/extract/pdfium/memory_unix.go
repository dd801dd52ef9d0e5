//go:build unix

package pdfium

import (
	"context"

	"github.com/tetratelabs/wazero/experimental"
	"golang.org/x/sys/unix"
)

// withMemory has instances keep their memory outside the garbage collector's: it
// grows where it is, without a copy, weighs what was touched, and is gone when the
// document is closed.
func withMemory(ctx context.Context) context.Context {
	return experimental.WithMemoryAllocator(ctx, experimental.MemoryAllocatorFunc(func(_, most uint64) experimental.LinearMemory {
		reserved, err := unix.Mmap(-1, 0, int(most), unix.PROT_NONE, unix.MAP_PRIVATE|unix.MAP_ANON|unix.MAP_NORESERVE)
		if err != nil {
			return &heap{}
		}
		return &mapping{reserved: reserved}
	}))
}

// mapping is address space of which the head is memory.
type mapping struct {
	reserved []byte
	size     int
}

// Reallocate makes size bytes usable; nil when the process may not have more.
func (m *mapping) Reallocate(size uint64) []byte {
	n := int(size)
	if n > len(m.reserved) || n > m.size && unix.Mprotect(m.reserved[:n], unix.PROT_READ|unix.PROT_WRITE) != nil {
		return nil
	}
	m.size = max(m.size, n)
	return m.reserved[:n:n]
}

// Free gives all of it back.
func (m *mapping) Free() {
	if m.reserved != nil {
		_ = unix.Munmap(m.reserved) // fails only for what is not mapped
		m.reserved = nil
	}
}

// heap is memory of a process whose address space is limited.
type heap struct{ memory []byte }

// Reallocate copies what is there.
func (h *heap) Reallocate(size uint64) []byte {
	h.memory = append(make([]byte, 0, size), h.memory...)[:size]
	return h.memory
}

// Free leaves it to the garbage collector.
func (h *heap) Free() { h.memory = nil }
