package extract

import (
	"bytes"
	"testing"
)

// Marks and blanks before the lines of a list are no column; a column of letters is.
func TestMarksAreNoColumn(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want int
	}{
		"list":    {"- Jens Friis\n  Tlf.: 88 48 80 39\n- Eva Dam\n  Tlf.: 51 71 83 63\n- Anna Toft\n  Tlf.: 91 18 81 43\n- Pia Holm\n  Tlf.: 96 80 19 68\n", 0},
		"classes": {"A  Jens Friis\nB  Tine Holm\nA  Eva Damgaard\nB  Bo Kelstrup\nA  Anna Toft\nB  Pia Holm\n", 2},
	} {
		if cols := fixedColumns(bytes.Split([]byte(c.text), []byte("\n"))); len(cols) != c.want {
			t.Errorf("%s: columns %v, not %d", name, cols, c.want)
		}
	}
}
