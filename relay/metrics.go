package relay

import (
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/postlock/postlock/inspect/rule"
)

// Metrics count what a Relay does. No label holds anything of a message or a
// person. A nil Metrics counts nothing.
type Metrics struct {
	accepted   *prometheus.CounterVec
	refused    *prometheus.CounterVec
	verdicts   *prometheus.CounterVec
	inspection prometheus.Histogram
}

// NewMetrics registers the relay's metrics.
func NewMetrics(to prometheus.Registerer) *Metrics {
	m := &Metrics{
		accepted: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "postlock_messages_accepted_total", Help: "Messages taken into custody, by what was done with them.",
		}, []string{"action"}),
		refused: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "postlock_messages_refused_total", Help: "Messages that got no 250 after they were read, by reply code.",
		}, []string{"code"}),
		verdicts: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "postlock_verdicts_total", Help: "Verdicts in which a rule had a part, by rule and action.",
		}, []string{"rule", "action"}),
		inspection: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "postlock_inspection_seconds", Help: "Time that reading a message took, within the DATA dialogue.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 180},
		}),
	}
	to.MustRegister(m.accepted, m.refused, m.verdicts, m.inspection)
	return m
}

func (m *Metrics) inspected(took time.Duration) {
	if m != nil {
		m.inspection.Observe(took.Seconds())
	}
}

// arrived counts a message that was judged; code is 250 or that of the refusal.
func (m *Metrics) arrived(v rule.Verdict, code int) {
	if m == nil {
		return
	}
	if code == 250 {
		m.accepted.WithLabelValues(v.Action.String()).Inc()
	} else {
		m.refused.WithLabelValues(strconv.Itoa(code)).Inc()
	}
	for _, id := range v.Rules {
		m.verdicts.WithLabelValues(id, v.Action.String()).Inc()
	}
}
