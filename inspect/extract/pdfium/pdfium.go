// Package pdfium runs PDFium, compiled to WebAssembly, in wazero: each document
// in an instance of its own, with no file, clock or network to reach. It is
// meant for a process that may be killed: a hostile document can keep it busy.
package pdfium

import (
	"context"
	_ "embed"
	"fmt"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/emscripten"
)

//go:embed pdfium.wasm
var wasm []byte

// SHA256 is of pdfium.wasm, of the npm package @hyzyla/pdfium 2.1.13.
const SHA256 = "71aec412a303a0405baee21c3d6d3f30ad2033dc02444130fe476be3976e2d09"

// maxPages is the most memory of a document, in pages of 64 KiB: 256 MiB.
const maxPages = 4096

// Engine is PDFium, compiled. It serves one goroutine.
type Engine struct {
	runtime wazero.Runtime
	code    wazero.CompiledModule
}

// New compiles PDFium, which takes seconds, or takes the code from the folder
// cache, which takes a tenth of one. An empty name means no cache.
func New(ctx context.Context, cache string) (*Engine, error) {
	config := wazero.NewRuntimeConfig().WithMemoryLimitPages(maxPages).WithDebugInfoEnabled(false)
	if cache != "" {
		c, err := wazero.NewCompilationCacheWithDir(cache)
		if err != nil {
			return nil, fmt.Errorf("opening the cache of compiled code: %w", err)
		}
		config = config.WithCompilationCache(c)
	}
	e := &Engine{runtime: wazero.NewRuntimeWithConfig(ctx, config)}
	var err error
	if e.code, err = e.runtime.CompileModule(ctx, wasm); err != nil {
		return nil, fmt.Errorf("compiling PDFium: %w", err)
	}
	return e, e.hosts(ctx)
}

// Close frees the code.
func (e *Engine) Close(ctx context.Context) error { return e.runtime.Close(ctx) }

// hosts gives PDFium the functions it imports. All of them refuse: there are
// no files.
func (e *Engine) hosts(ctx context.Context) error {
	env := e.runtime.NewHostModuleBuilder("env")
	exceptions, err := emscripten.NewFunctionExporterForModule(e.code)
	if err != nil {
		return fmt.Errorf("preparing PDFium's exceptions: %w", err)
	}
	exceptions.ExportFunctions(env)
	wasi := e.runtime.NewHostModuleBuilder("wasi_snapshot_preview1")
	for _, f := range e.code.ImportedFunctions() {
		module, name, _ := f.Import()
		host := refusal(name)
		switch {
		case host == nil:
		case module == "env":
			env.NewFunctionBuilder().WithGoModuleFunction(host, f.ParamTypes(), f.ResultTypes()).Export(name)
		default:
			wasi.NewFunctionBuilder().WithGoModuleFunction(host, f.ParamTypes(), f.ResultTypes()).Export(name)
		}
	}
	if _, err := env.Instantiate(ctx); err != nil {
		return fmt.Errorf("preparing PDFium's host: %w", err)
	}
	if _, err := wasi.Instantiate(ctx); err != nil {
		return fmt.Errorf("preparing PDFium's host: %w", err)
	}
	return nil
}

// errno values of the two interfaces.
const (
	wasiBadFile = 8 // WASI EBADF
	muslNoEntry = 2 // ENOENT, given as negative result
	pageSize    = 64 << 10
)

// refusal is the host's answer to one import; nil for those that emscripten
// handles.
func refusal(name string) api.GoModuleFunction {
	switch name {
	case "_abort_js":
		return api.GoModuleFunc(func(context.Context, api.Module, []uint64) { panic("PDFium aborted") })
	case "emscripten_date_now":
		return api.GoModuleFunc(func(_ context.Context, _ api.Module, stack []uint64) { stack[0] = api.EncodeF64(0) })
	case "emscripten_resize_heap":
		return api.GoModuleFunc(grow)
	case "_tzset_js":
		return api.GoModuleFunc(func(_ context.Context, m api.Module, stack []uint64) {
			m.Memory().WriteUint32Le(uint32(stack[0]), 0)
			m.Memory().WriteUint32Le(uint32(stack[1]), 0)
		})
	case "_localtime_js", "_gmtime_js":
		return api.GoModuleFunc(func(_ context.Context, m api.Module, stack []uint64) {
			m.Memory().Write(uint32(stack[1]), make([]byte, 36)) // struct tm
		})
	case "environ_sizes_get":
		return api.GoModuleFunc(func(_ context.Context, m api.Module, stack []uint64) {
			m.Memory().WriteUint32Le(uint32(stack[0]), 0)
			m.Memory().WriteUint32Le(uint32(stack[1]), 0)
			stack[0] = 0
		})
	case "environ_get":
		return answer(0)
	case "fd_close", "fd_read", "fd_seek", "fd_sync", "fd_write":
		return answer(wasiBadFile)
	}
	if len(name) > 10 && name[:10] == "__syscall_" {
		no := int32(-muslNoEntry)
		return answer(uint64(uint32(no)))
	}
	return nil
}

func answer(v uint64) api.GoModuleFunc {
	return func(_ context.Context, _ api.Module, stack []uint64) { stack[0] = v }
}

// grow lets PDFium have more memory, up to maxPages.
func grow(_ context.Context, m api.Module, stack []uint64) {
	want := uint64(uint32(stack[0]))
	have := uint64(m.Memory().Size())
	stack[0] = 0
	if want <= have {
		stack[0] = 1
		return
	}
	if _, ok := m.Memory().Grow(uint32((want - have + pageSize - 1) / pageSize)); ok {
		stack[0] = 1
	}
}
