package web

func danish() map[string]string { return map[string]string{} }
