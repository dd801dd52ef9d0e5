package detect

import "strings"

// What an entry leaves out moves all that follows by a column, and what it parts once
// more, "Calle Mayor, 4", as well. Entries are laid below the most frequent form so
// that like values stand below each other.

// valueForm is what a value looks like, as far as it tells columns apart.
type valueForm uint8

const (
	formWords  valueForm = iota
	formNumber           // of a row, a house
	formPost             // a postcode, with a town or without
	formLong             // a telephone number
	formDay
	formMail
	formMixed // words and a number: a street
)

func formOf(s string) valueForm {
	if strings.IndexByte(s, '@') >= 0 {
		return formMail
	}
	digits := digitsIn(s)
	if digits == 0 {
		return formWords
	}
	words := letters(s)
	if _, ok := parseDate(s); ok && words == 0 {
		return formDay
	}
	lead := 0 // digits of a postcode before a town
	for lead < len(s) && (s[lead]-'0' < 10 || lead >= 2 && (s[lead] == '-' || s[lead] == ' ') && lead+1 < len(s) && s[lead+1]-'0' < 10) {
		lead++
	}
	switch {
	case postcodeShape(s) || words == 0 && digits >= 4 && digits < leastRun, words > 0 && lead >= 4 && digits < leastRun+1:
		return formPost
	case digits >= leastRun:
		return formLong
	case words > 0:
		return formMixed
	}
	return formNumber
}

// rowForm is the forms of the values of a row.
type rowForm [maxRosterCells]valueForm

func formsOf(cells []string) (f rowForm) {
	for i, c := range cells {
		f[i] = formOf(c)
	}
	return f
}

// aligned lays rows below the most frequent form; nil when most are not like it.
func aligned(rows [][]string) [][]string {
	forms := make([]rowForm, len(rows))
	times := map[int]int{} // of the widths
	width := 0
	for i, cells := range rows {
		forms[i] = formsOf(cells)
		times[len(cells)]++
		if n := times[len(cells)]; n > times[width] || n == times[width] && len(cells) > width {
			width = len(cells)
		}
	}
	model := modelForm(rows, forms, width)
	fit := 0
	for i, cells := range rows {
		var like int
		if rows[i], like = laidBelow(cells, &forms[i], model[:width]); like*10 >= min(width, len(cells))*6 {
			fit++
		}
	}
	if fit*10 < len(rows)*7 {
		return nil
	}
	return rows
}

// modelForm is the most frequent form of each column of the rows of that width.
func modelForm(rows [][]string, forms []rowForm, width int) (model rowForm) {
	for col := range width {
		var times [formMixed + 1]int
		for i, cells := range rows {
			if len(cells) == width {
				times[forms[i][col]]++
			}
		}
		for f, n := range times {
			if n > times[model[col]] {
				model[col] = valueForm(f)
			}
		}
	}
	return model
}

// laidBelow lays the values of a row below a model so that as many as possible have
// its forms; like is how many have. Values for which there is no column are joined to
// the one before.
func laidBelow(cells []string, form *rowForm, model []valueForm) (laid []string, like int) {
	const same, other, extra = 4, -1, -1
	var best [maxRosterCells + 1][maxRosterCells + 1]int // of the first values below the first columns
	for i := 1; i <= len(cells); i++ {
		best[i][0] = best[i-1][0] - 2*same // there is none before
		for j := 1; j <= len(model); j++ {
			fits := other
			if form[i-1] == model[j-1] {
				fits = same
			}
			best[i][j] = max(best[i-1][j-1]+fits, best[i-1][j]+extra, best[i][j-1])
		}
	}
	laid = make([]string, len(model))
	for i, j := len(cells), len(model); i > 0 && j > 0; {
		fits := other
		if form[i-1] == model[j-1] {
			fits = same
		}
		switch best[i][j] {
		case best[i-1][j-1] + fits:
			if fits == same {
				like++
			}
			laid[j-1] = joinedValue(cells[i-1], laid[j-1])
			i, j = i-1, j-1
		case best[i][j-1]:
			j--
		default:
			laid[j-1] = joinedValue(cells[i-1], laid[j-1])
			i--
		}
	}
	return laid, like
}

func joinedValue(value, more string) string {
	if more == "" {
		return value
	}
	return value + ", " + more
}
