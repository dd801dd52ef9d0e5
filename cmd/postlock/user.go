package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/audit"
)

const userHelp = `usage: postlock user COMMAND [--config postlock.toml]

  user add LOGIN --name "Mette Hansen" --address mette@example.org [--roles reviewer,admin]
  user list
  user password LOGIN       a new password; ends the person's sessions
  user mail-password LOGIN  a password for mail programs alone (SMTP); that of the
                            page does not count there any more; --none removes it
  user roles LOGIN ROLES    reviewer, admin, auditor, or "" for none
  user disable LOGIN        signs in nowhere any more; the history stays
  user enable LOGIN
  user reset-factor LOGIN   takes away a lost second factor

A password is made and shown once; with --password-stdin the first line of
standard input is taken instead. Mail programs cannot give a second factor: who has
one sends mail with a mail-password only.
`

// user manages accounts from the server's command line; what it does is on the
// record like everything else.
func user(ctx context.Context, std stdio, args []string) error {
	if len(args) == 0 || args[0] == "-h" || args[0] == "--help" || args[0] == "help" {
		fmt.Fprint(std.out, userHelp)
		return nil
	}
	u := &userCommand{std: std}
	fs := flags(std, "user")
	fs.Usage = func() { fmt.Fprint(std.err, userHelp) }
	config := fs.String("config", "", "settings file")
	fs.StringVar(&u.name, "name", "", "the person's name")
	fs.StringVar(&u.address, "address", "", "the person's mail address")
	fs.StringVar(&u.roles, "roles", "", "reviewer, admin, auditor; several with commas")
	fs.BoolVar(&u.none, "none", false, "remove the password for mail programs")
	fs.BoolVar(&u.stdin, "password-stdin", false, "read the password from standard input")
	words, err := parseMixed(fs, args[1:])
	if err != nil {
		return asExit(err)
	}
	store, closeStore, err := openStore(ctx, *config)
	if err != nil {
		return err
	}
	defer closeStore()
	if u.accounts, err = account.New(store, account.Options{}); err != nil {
		return err
	}
	return u.run(ctx, args[0], words)
}

// parseMixed lets flags stand before, between and behind the words.
func parseMixed(fs *flag.FlagSet, args []string) (words []string, err error) {
	for {
		if err := fs.Parse(args); err != nil {
			return nil, err
		}
		if fs.NArg() == 0 {
			return words, nil
		}
		words = append(words, fs.Arg(0))
		args = fs.Args()[1:]
	}
}

type userCommand struct {
	std                  stdio
	accounts             *account.Store
	name, address, roles string
	stdin, none          bool
}

func (u *userCommand) run(ctx context.Context, verb string, words []string) error {
	if verb == "list" {
		return u.list(ctx)
	}
	if len(words) == 0 {
		return fmt.Errorf("name the login: postlock user %s LOGIN", verb)
	}
	login := words[0]
	switch verb {
	case "add":
		return u.add(ctx, login)
	case "password":
		return u.password(ctx, login)
	case "mail-password":
		return u.mailPassword(ctx, login)
	case "roles":
		if len(words) != 2 {
			return errors.New(`give the roles: postlock user roles LOGIN reviewer,admin`)
		}
		return u.setRoles(ctx, login, words[1])
	case "disable":
		return u.accounts.Disable(ctx, audit.CommandLine, login)
	case "enable":
		return u.accounts.Enable(ctx, audit.CommandLine, login)
	case "reset-factor":
		return u.accounts.RemoveSecond(ctx, audit.CommandLine, login)
	}
	return fmt.Errorf("there is no \"user %s\"; \"postlock user help\" lists what there is", verb)
}

func (u *userCommand) add(ctx context.Context, login string) error {
	address, err := message.ParseAddress(u.address)
	if err != nil {
		return fmt.Errorf("--address: %w", err)
	}
	roles, err := account.ParseRoles(u.roles)
	if err != nil {
		return err
	}
	if u.name == "" {
		u.name = login
	}
	password, made, err := u.newPassword()
	if err != nil {
		return err
	}
	p := account.Person{Login: login, Name: u.name, Address: address, Roles: roles}
	if err := u.accounts.Add(ctx, audit.CommandLine, p, password); err != nil {
		return err
	}
	fmt.Fprintf(u.std.out, "%s can sign in now.%s\n", login, shown(made))
	return nil
}

func (u *userCommand) password(ctx context.Context, login string) error {
	password, made, err := u.newPassword()
	if err != nil {
		return err
	}
	if err := u.accounts.SetPassword(ctx, audit.CommandLine, login, password); err != nil {
		return err
	}
	fmt.Fprintf(u.std.out, "%s has a new password.%s\n", login, shown(made))
	return nil
}

func (u *userCommand) mailPassword(ctx context.Context, login string) error {
	if u.none {
		return u.accounts.NewMailPassword(ctx, audit.CommandLine, login, "")
	}
	password, made, err := u.newPassword()
	if err != nil {
		return err
	}
	if err := u.accounts.NewMailPassword(ctx, audit.CommandLine, login, password); err != nil {
		return err
	}
	fmt.Fprintf(u.std.out, "%s has a new password for mail programs.%s\n", login, shown(made))
	return nil
}

func shown(made string) string {
	if made == "" {
		return ""
	}
	return " The password, shown only now: " + made
}

// newPassword reads one line, or makes one, which is then returned twice.
func (u *userCommand) newPassword() (password, made string, err error) {
	if !u.stdin {
		made = makePassword()
		return made, made, nil
	}
	line, err := bufio.NewReader(u.std.in).ReadString('\n')
	line = strings.TrimRight(line, "\r\n")
	if line == "" {
		return "", "", fmt.Errorf("no password on standard input: %w", err)
	}
	return line, "", nil
}

// makePassword is 80 bits in groups that can be read out over the telephone.
func makePassword() string {
	s := strings.ToLower(rand.Text()[:16])
	return s[:4] + "-" + s[4:8] + "-" + s[8:12] + "-" + s[12:]
}

func (u *userCommand) setRoles(ctx context.Context, login, list string) error {
	roles, err := account.ParseRoles(list)
	if err != nil {
		return err
	}
	return u.accounts.SetRoles(ctx, audit.CommandLine, login, roles)
}

func (u *userCommand) list(ctx context.Context) error {
	people, err := u.accounts.List(ctx)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(u.std.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "LOGIN\tNAME\tADDRESS\tROLES\tSECOND FACTOR\tSTATE\tMAIL PASSWORD")
	for _, p := range people {
		state, second, mail := "active", "no", "the page's"
		if p.Disabled {
			state = "disabled"
		}
		if p.SecondFactor {
			second, mail = "yes", "none"
		}
		if p.MailPassword {
			mail = "its own"
		}
		var roles []string
		for _, r := range p.Roles {
			roles = append(roles, string(r))
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", p.Login, p.Name, p.Address, strings.Join(roles, ","), second, state, mail)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if n := reviewers(people); n < enoughReviewers {
		fmt.Fprintf(u.std.out, "\nReviewers: %d. %s\n", n, tooFewReviewers)
	}
	return nil
}

// enoughReviewers are two who decide, and a third for what one of them sends.
const enoughReviewers = 3

const tooFewReviewers = "What two people must approve needs two; what a reviewer sent needs three, as nobody decides on their own."

func reviewers(people []account.Person) (n int) {
	for _, p := range people {
		if !p.Disabled && p.Is(account.Reviewer) {
			n++
		}
	}
	return n
}
