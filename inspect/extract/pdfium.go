package extract

type pdfium struct{}

func preparePDF(cache string) error { return nil }
