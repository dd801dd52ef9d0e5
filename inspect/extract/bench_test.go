package extract

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// bigWorkbook is a sheet of rows times 12 columns like a member list.
func bigWorkbook(b *testing.B, rows int) []byte {
	b.Helper()
	path := filepath.Join(os.TempDir(), fmt.Sprintf("postlock-bench-%d.xlsx", rows))
	if data, err := os.ReadFile(path); err == nil {
		return data
	}
	x := excelize.NewFile()
	defer x.Close()
	w, err := x.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	for i := range rows {
		row := []any{i, "Naam" + fmt.Sprint(i%977), "van der Berg", 40000 + i%3000, fmt.Sprintf("%d AB", 1000+i%9000), "Delft", "Stationsweg " + fmt.Sprint(i%200),
			fmt.Sprintf("06%08d", i), fmt.Sprintf("naam%d@voorbeeld.example", i), 100000000 + i, 12.5 * float64(i%7), "zwemles"}
		if err := w.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	var buf bytes.Buffer
	if err := x.Write(&buf); err != nil {
		b.Fatal(err)
	}
	os.WriteFile(path, buf.Bytes(), 0o600)
	return buf.Bytes()
}

// BenchmarkXLSX compares a worker with excelize's streaming rows in this
// process, which yields the same cells.
func BenchmarkXLSX(b *testing.B) {
	for _, rows := range []int{2_600, 50_000, 200_000} {
		data := bigWorkbook(b, rows)
		b.Run(fmt.Sprintf("postlock/%d", rows), func(b *testing.B) {
			p := newTestPool(b, Options{Workers: 1})
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if got := extract(b, p, "a.xlsx", data); len(got.rows) != rows || len(got.unread) > 0 {
					b.Fatalf("%d rows, %v", len(got.rows), got.unread)
				}
			}
			b.ReportMetric(workerPeak(p), "peak-MB")
		})
		b.Run(fmt.Sprintf("excelize/%d", rows), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if n := excelizeRows(b, data); n != rows {
					b.Fatal(n)
				}
			}
		})
	}
}

func excelizeRows(b *testing.B, data []byte) (n int) {
	x, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		b.Fatal(err)
	}
	defer x.Close()
	rows, err := x.Rows("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	for rows.Next() {
		if _, err := rows.Columns(); err != nil {
			b.Fatal(err)
		}
		n++
	}
	return n
}

// workerPeak is the most memory the pool's worker has held, in MB.
func workerPeak(p *Pool) float64 {
	w := <-p.slots
	defer func() { p.slots <- w }()
	if w == nil {
		return 0
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", w.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			return float64(number(strings.TrimSuffix(strings.TrimSpace(rest), " kB"))) / 1024
		}
	}
	return 0
}

// BenchmarkPDF compares a worker with pdftotext, a process a file, over the
// documents of a corpus beside the checkout.
func BenchmarkPDF(b *testing.B) {
	files, _ := filepath.Glob(corpora + "/invoices/*.pdf")
	if len(files) == 0 {
		b.Log("no corpus beside the checkout: nothing measured")
		return
	}
	var size int64
	var all [][]byte
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		size += int64(len(data))
		all = append(all, data)
	}
	b.Run("postlock", func(b *testing.B) {
		p := newTestPool(b, Options{Workers: 1, Jobs: 1 << 20})
		extract(b, p, "warm.pdf", all[0])
		b.SetBytes(size)
		for b.Loop() {
			for i, data := range all {
				extract(b, p, filepath.Base(files[i]), data)
			}
		}
		b.ReportMetric(workerPeak(p), "peak-MB")
	})
	b.Run("pdftotext", func(b *testing.B) {
		b.SetBytes(size)
		for b.Loop() {
			for _, path := range files {
				if err := exec.Command("pdftotext", "-layout", path, "-").Run(); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
