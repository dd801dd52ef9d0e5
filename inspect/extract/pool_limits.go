package extract

import "time"

// numbers are the fields of Limits in the order of the wire.
func (l Limits) numbers() [10]*int64 {
	d, m, c, p, t := int64(l.Depth), int64(l.Members), int64(l.Columns), int64(l.Pages), int64(l.Time)
	return [10]*int64{&l.File, &l.Inflated, &l.Ratio, &d, &m, &c, &l.Output, &p, &t, &l.Memory}
}

func (l *Limits) set(n [10]int64) {
	*l = Limits{File: n[0], Inflated: n[1], Ratio: n[2], Depth: int(n[3]), Members: int(n[4]),
		Columns: int(n[5]), Output: n[6], Pages: int(n[7]), Time: time.Duration(n[8]), Memory: n[9]}
}
