package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule"
	"github.com/postlock/postlock/quarantine"
	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/web"
	"github.com/postlock/postlock/relay"
	"github.com/postlock/postlock/relay/queue"
	"github.com/postlock/postlock/relay/queue/deliver"
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
	store     *spool.Store
	accounts  *account.Store
	hold      *quarantine.Quarantine
	server    *relay.Server
	queue     *queue.Queue
	site      *web.Site
	page      net.Listener
	closers   []func() error // in the order of opening
}

// openOffice builds the house from the settings. On an error nothing stays open.
func openOffice(ctx context.Context, s settings, config string, log *slog.Logger) (*office, error) {
	o := &office{settings: s, config: config, log: log}
	for _, open := range []func(context.Context) error{
		o.openInspection, o.openSpool, o.openQuarantine, o.openQueue, o.openRelay, o.openPage,
	} {
		if err := open(ctx); err != nil {
			return nil, errors.Join(err, o.close())
		}
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
	o.inspector = in
	o.closers = append(o.closers, func() error { end(); return nil })
	rs, err := o.loadRules(ctx)
	o.ruleset.Store(rs)
	return err
}

// loadRules reads the rules and runs their examples.
func (o *office) loadRules(ctx context.Context) (*rule.Ruleset, error) {
	rs, err := loadRules(near(o.config, o.settings.Rules))
	if err != nil {
		return nil, err
	}
	if len(rs.OwnDomains()) == 0 {
		return nil, fmt.Errorf("%s: own_domains is empty, so nobody would be inside; name the office's domains", o.settings.Rules)
	}
	if err := rs.SelfTest(ctx, exampleInspect(o.inspector)); err != nil {
		return nil, fmt.Errorf("the rules fail their own examples:\n%w", err)
	}
	return rs, nil
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
	limits := relay.Limits{MessageBytes: o.rules().Size()}
	o.server = &relay.Server{
		Relay: &relay.Relay{
			Inspector: o.inspector, Rules: o.rules, Store: o.store, Drip: drip, Wake: o.wake,
			Hostname: o.settings.Hostname, HoldFor: time.Duration(o.settings.Hold.For), Limits: limits, Log: o.log,
		},
		TLS: config, Auth: smtpAuth{o.accounts}, Limits: limits, Log: o.log,
	}
	for _, l := range o.settings.Listen {
		o.server.Listeners = append(o.server.Listeners, relay.Listener{
			Address: l.Address, ImplicitTLS: l.TLS == "implicit", Networks: l.networks, CheckSender: l.OwnSender,
		})
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

func (o *office) composer() (*relay.Composer, error) {
	c := &relay.Composer{}
	switch to := o.settings.BCC.To; to {
	case "sender":
	case "undisclosed-recipients":
		c.BCC.Undisclosed = true
	default:
		c.BCC.To, _ = message.ParseAddress(to) // checked with the settings
	}
	if d := o.settings.DKIM; d.Key != "" {
		pem, err := os.ReadFile(near(o.config, d.Key))
		if err != nil {
			return nil, fmt.Errorf("dkim: %w", err)
		}
		key, err := rewrite.ParseKey(pem)
		if err != nil {
			return nil, fmt.Errorf("dkim: %s: %w", d.Key, err)
		}
		c.Signer = &rewrite.Signer{Domain: d.Domain, Selector: d.Selector, Key: key}
	}
	return c, nil
}

func (o *office) openQueue(context.Context) error {
	composer, err := o.composer()
	if err != nil {
		return err
	}
	hop := o.settings.NextHop
	if hop.PasswordFile != "" {
		password, err := os.ReadFile(near(o.config, hop.PasswordFile))
		if err != nil {
			return fmt.Errorf("next_hop.password_file: %w", err)
		}
		hop.Password = strings.TrimRight(string(password), "\r\n")
	}
	postmaster, err := message.ParseAddress("postmaster@" + o.ownDomain())
	if err != nil {
		return err
	}
	keep := time.Duration(o.settings.Hold.Keep)
	client := &deliver.Client{
		Hop:      deliver.Hop{Address: hop.Address, TLS: deliver.TLS(hop.TLS), User: hop.User, Password: hop.Password},
		Hostname: o.settings.Hostname,
		Limits:   deliver.Limits{Recipients: 1000, MaxIdle: o.settings.Queue.Concurrent}, // what the relay takes; a 452 divides it
		Log:      o.log,
	}
	o.closers = append(o.closers, func() error { client.Close(); return nil })
	o.queue = &queue.Queue{
		Store: o.store, Deliver: client, Compose: composer.Compose, Workers: o.settings.Queue.Concurrent,
		Retry:    queue.Retry{GiveUp: time.Duration(o.settings.Queue.GiveUp), Tell: time.Duration(o.settings.Queue.DelayAfter)},
		KeepHeld: keep, Hostname: o.settings.Hostname, Postmaster: postmaster, Log: o.log,
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
	if o.page, err = net.Listen("tcp", o.settings.Page.Address); err != nil {
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
	errs := make(chan error, 4)
	for _, part := range []func(context.Context) error{
		o.server.Serve, o.queue.Run, o.hold.Run,
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
