package web

type views struct{}

func newViews() (*views, error) { return &views{}, nil }
