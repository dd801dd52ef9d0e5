package web

func dutch() map[string]string { return map[string]string{} }
