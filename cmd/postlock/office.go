package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule"
	"github.com/postlock/postlock/quarantine"
	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/web"
	"github.com/postlock/postlock/relay"
	"github.com/postlock/postlock/relay/queue"
	"github.com/postlock/postlock/relay/queue/deliver"
	"github.com/postlock/postlock/relay/queue/dsn"
	"github.com/postlock/postlock/relay/queue/route"
	"github.com/postlock/postlock/relay/rewrite"
	"github.com/postlock/postlock/relay/spool"
)

// office is everything that serve runs, built and listening but not yet
// answering. Tests start it on port 0.
type office struct {
	settings  settings
	config    string // path of the settings; other paths are relative to it
	log       *slog.Logger
	ruleset   atomic.Pointer[rule.Ruleset]
	inspector *inspect.Inspector
	lore      atomic.Pointer[lore]
	store     *spool.Store
	accounts  *account.Store
	hold      *quarantine.Quarantine
	server    *relay.Server
	queue     *queue.Queue
	site      *web.Site
	page      net.Listener
	sockets   sockets // from systemd, not yet taken
	registry  *prometheus.Registry
	metrics   net.Listener // nil when nobody asked for it
	outward   atomic.Pointer[outward]
	closers   []func() error // in the order of opening
}

// openOffice builds the house from the settings. On an error nothing stays open.
func openOffice(ctx context.Context, s settings, config string, log *slog.Logger) (*office, error) {
	o := &office{settings: s, config: config, log: log, registry: prometheus.NewRegistry()}
	var err error
	if o.sockets, err = inherited(); err != nil {
		return nil, err
	}
	for _, open := range []func(context.Context) error{
		o.openInspection, o.openSpool, o.openQuarantine, o.openQueue, o.openRelay, o.openPage, o.openMetrics,
	} {
		if err := open(ctx); err != nil {
			return nil, errors.Join(err, o.close())
		}
	}
	for _, l := range o.sockets { // or clients would wait there for ever
		log.Warn("a socket from systemd belongs to no listener, page or metrics", "address", l.Addr().String())
		l.Close()
	}
	return o, nil
}

// close undoes opening, in reverse.
func (o *office) close() (err error) {
	for i := len(o.closers) - 1; i >= 0; i-- {
		err = errors.Join(err, o.closers[i]())
	}
	o.closers = nil
	return err
}

func (o *office) openInspection(ctx context.Context) error {
	in, end, err := newInspector(o.log)
	if err != nil {
		return err
	}
	in.Detect = knowing(&o.lore)
	in.Pictures = func() *inspect.Pictures { return o.rules().Pictures() }
	o.inspector = in
	o.closers = append(o.closers, func() error { end(); return nil })
	rs, known, err := o.loadRules(ctx, o.settings.Rules)
	if err != nil {
		return err
	}
	o.ruleset.Store(rs)
	o.lore.Store(known)
	return nil
}

// loadRules reads the rules, opens their lists and forms, and runs their examples.
func (o *office) loadRules(ctx context.Context, file string) (*rule.Ruleset, *lore, error) {
	file = near(o.config, file)
	rs, err := loadRules(file)
	if err != nil {
		return nil, nil, err
	}
	if len(rs.OwnDomains()) == 0 {
		return nil, nil, fmt.Errorf("%s: own_domains is empty, so nobody would be inside; name the office's domains", file)
	}
	known, err := openLore(rs, file, o.data(""))
	if err != nil {
		return nil, nil, err
	}
	if err := selfTest(ctx, rs, withLore(o.inspector, known)); err != nil {
		return nil, nil, fmt.Errorf("the rules fail their own examples:\n%w", err)
	}
	if rs.Pictures() != nil {
		if _, err := pictureLanguages(ctx, rs, o.inspector); err != nil {
			o.log.Warn("the rules ask for words in pictures, which cannot be read here", "why", err)
		}
	}
	return rs, known, nil
}

func (o *office) rules() *rule.Ruleset { return o.ruleset.Load() }

func (o *office) data(name string) string {
	return filepath.Join(near(o.config, o.settings.Data), name)
}

func (o *office) openSpool(ctx context.Context) (err error) {
	o.store, err = spool.Open(ctx, o.data(""), spool.Options{Schemas: schemas(), Log: o.log})
	if err != nil {
		return fmt.Errorf("opening the spool: %w", err)
	}
	o.closers = append(o.closers, o.store.Close)
	o.accounts, err = account.New(o.store, account.Options{Log: o.log, Issuer: "Postlock " + o.settings.Hostname})
	return err
}

func (o *office) openQuarantine(context.Context) error {
	from := o.settings.Hold.From
	if from == "" {
		from = "postlock@" + o.ownDomain()
	}
	address, err := message.ParseAddress(from)
	if err != nil {
		return fmt.Errorf("hold.from: %w", err)
	}
	o.hold = quarantine.New(o.store, quarantine.Options{
		Notices: quarantine.Notices{From: address, Language: quarantine.Language(o.settings.Language), Page: o.settings.Page.URL},
		Wake:    o.wake, Log: o.log,
	})
	return nil
}

// ownDomain is the first of own_domains, for addresses of Postlock itself.
func (o *office) ownDomain() string {
	return strings.TrimPrefix(o.rules().OwnDomains()[0], ".")
}

// certificate is for the relay and the page alike.
func (o *office) certificate() (*tls.Config, error) {
	c, err := relay.SelfSigned(o.data(""), o.settings.Hostname, o.log)
	if t := o.settings.TLS; t.Certificate != "" {
		c, err = relay.LoadCertificate(near(o.config, t.Certificate), near(o.config, t.Key), o.log)
	}
	if err != nil {
		return nil, fmt.Errorf("tls: %w", err)
	}
	return c.TLS(), nil
}

func (o *office) openRelay(context.Context) error {
	config, err := o.certificate()
	if err != nil {
		return err
	}
	drip, err := relay.OpenDrip(o.store, o.data("drip.key"))
	if err != nil {
		return err
	}
	limits := o.settings.Limits.limits(o.rules().Size())
	o.server = &relay.Server{
		Relay: &relay.Relay{
			Inspector: o.inspector, Rules: o.rules, Store: o.store, Drip: drip,
			Hostname: o.settings.Hostname, HoldFor: time.Duration(o.settings.Hold.For), Limits: limits, Log: o.log,
			Metrics: relay.NewMetrics(o.registry),
		},
		TLS: config, Auth: smtpAuth{o.accounts}, Limits: limits, Log: o.log,
		Listeners: o.settings.listeners(), Inherit: o.sockets.take,
	}
	if err := o.server.Listen(); err != nil {
		return err
	}
	o.closers = append(o.closers, func() error {
		stopped, cancel := context.WithCancel(context.Background())
		cancel()
		_ = o.server.Shutdown(stopped) // nobody is being served any more
		return nil
	})
	return nil
}

// smtpAuth lets the page's accounts sign in to the relay.
type smtpAuth struct{ accounts *account.Store }

func (a smtpAuth) Authenticate(ctx context.Context, user, password string) (message.Address, error) {
	address, err := a.accounts.Authenticate(ctx, user, password)
	if errors.Is(err, account.ErrSignIn) {
		return address, relay.ErrCredentials
	}
	return address, err
}

// ScramKeys implements relay.ScramAuthenticator.
func (a smtpAuth) ScramKeys(ctx context.Context, user string) (relay.ScramKeys, error) {
	k, err := a.accounts.ScramKeys(ctx, user)
	return relay.ScramKeys{Salt: k.Salt, Iterations: k.Iterations, Stored: k.StoredKey, Server: k.Server}, err
}

// ScramSignIn implements relay.ScramAuthenticator.
func (a smtpAuth) ScramSignIn(ctx context.Context, user string, proven bool) (message.Address, error) {
	address, err := a.accounts.ScramSignIn(ctx, user, proven)
	if errors.Is(err, account.ErrSignIn) {
		return address, relay.ErrCredentials
	}
	return address, err
}

// outward is how messages leave; a reload makes a new one.
type outward struct {
	composer *relay.Composer
	client   *route.Router
}

func (o *office) newOutward(s settings) (*outward, error) {
	composer, err := o.composer(s)
	if err != nil {
		return nil, err
	}
	router, err := o.router(s)
	return &outward{composer, router}, err
}

// Deliver implements queue.Deliverer.
func (o *office) Deliver(ctx context.Context, m deliver.Mail) []deliver.Result {
	return o.outward.Load().client.Deliver(ctx, m)
}

func (o *office) compose(ctx context.Context, job spool.Job, body *spool.Body) (io.Reader, error) {
	return o.outward.Load().composer.Compose(ctx, job, body)
}

func (o *office) composer(s settings) (*relay.Composer, error) {
	c := &relay.Composer{}
	switch to := s.BCC.To; to {
	case "sender":
	case "undisclosed-recipients":
		c.BCC.Undisclosed = true
	default:
		c.BCC.To, _ = message.ParseAddress(to) // checked with the settings
	}
	if s.BCC.KeepInternal {
		c.Internal = func(a message.Address) bool { return o.rules().Own(a) }
	}
	for _, d := range s.DKIM {
		key, err := d.load(o.config)
		if err != nil {
			return nil, fmt.Errorf("dkim: %w", err)
		}
		c.Signers = append(c.Signers, rewrite.Signer{Domain: d.Domain, Selector: d.Selector, Key: key})
	}
	return c, nil
}

func (o *office) openQueue(context.Context) error {
	out, err := o.newOutward(o.settings)
	if err != nil {
		return err
	}
	o.outward.Store(out)
	postmaster, err := message.ParseAddress("postmaster@" + o.ownDomain())
	if err != nil {
		return err
	}
	keep := time.Duration(o.settings.Hold.Keep)
	o.closers = append(o.closers, func() error { return o.outward.Load().client.Close() })
	o.queue = &queue.Queue{
		Store: o.store, Deliver: newCountedDeliverer(o, o.registry), Compose: o.compose, Workers: o.workers(),
		Retry:    queue.Retry{GiveUp: time.Duration(o.settings.Queue.GiveUp), Tell: time.Duration(o.settings.Queue.DelayAfter)},
		KeepHeld: keep, HoldFor: time.Duration(o.settings.Hold.For),
		Language: dsn.Language(o.settings.Language), Internal: func(a message.Address) bool { return o.rules().Own(a) },
		Hostname: o.settings.Hostname, Postmaster: postmaster, Log: o.log,
		Forgive: func() { o.outward.Load().client.Forgive() },
	}
	return nil
}

// wake tells the queue that there is something to do.
func (o *office) wake() {
	if o.queue != nil {
		o.queue.Wake()
	}
}

func (o *office) openPage(context.Context) (err error) {
	options := web.Options{
		Spool: o.store, Quarantine: o.hold, Accounts: o.accounts,
		Own:      func(a message.Address) bool { return o.rules().Own(a) },
		Language: quarantine.Language(o.settings.Language), Log: o.log,
	}
	if o.settings.Page.TLS {
		if options.TLS, err = o.certificate(); err != nil {
			return err
		}
	}
	if o.site, err = web.New(options); err != nil {
		return err
	}
	if o.page, err = o.listen(o.settings.Page.Address); err != nil {
		return fmt.Errorf("page: %w", err)
	}
	o.closers = append(o.closers, func() error { o.page.Close(); return nil })
	return nil
}

func (o *office) smtpAddress() string { return o.server.Addrs()[0].String() }

func (o *office) pageURL() string {
	if o.settings.Page.URL != "" {
		return o.settings.Page.URL
	}
	scheme := "http://"
	if o.settings.Page.TLS {
		scheme = "https://"
	}
	return scheme + o.page.Addr().String() + "/"
}

// run answers until ctx ends, then stops everything in reverse: first nothing
// new comes in, then what is under way is finished, then the spool is closed.
func (o *office) run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var wg sync.WaitGroup
	errs := make(chan error, 5)
	for _, part := range []func(context.Context) error{
		o.server.Serve, o.queue.Run, o.hold.Run, o.serveMetrics,
		func(ctx context.Context) error { return o.site.Serve(ctx, o.page) },
	} {
		wg.Go(func() {
			if err := part(ctx); err != nil && ctx.Err() == nil {
				errs <- err
				stop() // one part that fails ends all
			}
		})
	}
	wg.Wait()
	close(errs)
	var err error
	for e := range errs {
		err = errors.Join(err, e)
	}
	return errors.Join(err, o.close())
}
