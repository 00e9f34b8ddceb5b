package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/crypto/ssh"

	"crosswalk/catalog/visible"
	"crosswalk/store"
	"crosswalk/tui"
	"crosswalk/tui/serve"
)

const aboutServe = `Opens the workbench to a room over SSH, on one assessment. People join with the ssh
they have, by their key (crosswalk people) or with a code (crosswalk invite); nobody
else gets in, and nobody gets a shell. Everybody sees each answer as it is given.

With --all it is open on every assessment, and each finds those that they are a member
of (crosswalk member), or all where their role is one everywhere.

It listens on this machine only. Another address has to be asked for:
  crosswalk serve --listen 0.0.0.0:2222

The host key stands beside the database, made at the first start. Compare the
fingerprint that is printed with what ssh shows when somebody joins first.

Who joins with ssh -T, or asks for it with ssh HOST plain, has the workbench in lines
instead of a drawn screen, as with crosswalk --plain: for screen readers and braille
lines.

To keep it running on a server, as /etc/systemd/system/crosswalk.service:
  [Unit]
  Description=Crosswalk over SSH
  After=network.target
  [Service]
  User=crosswalk
  StateDirectory=crosswalk
  Environment=CROSSWALK_DB=/var/lib/crosswalk/crosswalk.db
  ExecStart=/usr/local/bin/crosswalk serve --listen 0.0.0.0:2222
  Restart=on-failure
  NoNewPrivileges=yes
  ProtectSystem=strict
  ProtectHome=yes
  PrivateTmp=yes
  [Install]
  WantedBy=multi-user.target
A signal ends it in order: everybody is told, and what was answered is saved.`

func serveCommand(x *app) *cobra.Command {
	var listen string
	var all bool
	var limits serve.Options
	cmd := &cobra.Command{
		Use:     "serve",
		Short:   "Open the workbench to a room over SSH",
		Long:    aboutServe,
		Example: "  crosswalk invite --role assessor --for 8h\n  crosswalk serve -a \"AIMS gap 2026\"",
		Args:    between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			// From the first moment: a signal never finds the room half open.
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
			defer stop()
			if all && x.wanted != "" {
				return usage("say one of -a and --all")
			}
			return x.serve(ctx, listen, all, limits)
		},
	}
	cmd.Flags().Var(filled{&listen}, "listen", "address and port; usually 127.0.0.1:2222")
	cmd.Flags().BoolVar(&all, "all", false, "every assessment, for those who may open it")
	x.langFlag(cmd, "the questions, for who chose none")
	cmd.Flags().IntVar(&limits.Sessions, "sessions", 200, "windows open at once, at most")
	cmd.Flags().DurationVar(&limits.Idle, "idle", 30*time.Minute, "without a key, until a window is closed")
	return cmd
}

func (x *app) serve(ctx context.Context, listen string, all bool, o serve.Options) error {
	if listen == "" {
		listen = "127.0.0.1:2222"
	}
	if o.Sessions < 1 || o.Idle < time.Minute {
		return usage("a room has one window at least, and closes none before a minute without a key")
	}
	cat, err := x.catalogue()
	if err != nil {
		return err
	}
	if err := x.openLog(); err != nil {
		return err
	}
	if x.causes == nil { // a room is watched where it was started
		x.causes = x.logger(x.errs)
	}
	o.Program = maker()
	if o.Overlay, err = x.overlay(cat); err != nil {
		return err
	}
	if _, err = x.language(cat); err != nil {
		return err
	}
	o.Lang = x.lang
	return x.withBase(ctx, opening{create: true}, func(b *base) error {
		db := b.db
		id, about, err := x.served(ctx, db, all)
		if err != nil {
			return err
		}
		o.Assessment = id
		o.DB, o.Catalog, o.Clock = db, cat, x.clock
		o.Documents = func(db *store.DB) tui.Documents { return x.documents(cat, db) }
		at := filepath.Join(b.folder, "ssh_host_ed25519_key")
		_, missing := os.Lstat(at)
		if o.HostKey, err = serve.HostKey(at); err != nil {
			return err
		}
		o.Log = x.causes
		if missing != nil {
			o.Log.Info("a new host key was made", "fingerprint", ssh.FingerprintSHA256(o.HostKey.PublicKey()))
		}
		l, err := net.Listen("tcp", listen)
		if err != nil {
			return fmt.Errorf("listen on %s: %w", visible.Line(listen), err)
		}
		if err := x.welcome(ctx, db, about, l.Addr(), o.HostKey, missing != nil); err != nil {
			return errors.Join(err, l.Close())
		}
		return serve.New(o).Serve(ctx, l)
	})
}

// served is the assessment that a room is about, empty for every one, and what it is
// called.
func (x *app) served(ctx context.Context, db *store.DB, all bool) (id, about string, err error) {
	if all {
		return "", "every assessment, for its members", nil
	}
	if id, err = x.toRead(ctx, db); err != nil {
		return "", "", err
	}
	a, err := db.Assessment(ctx, id)
	if err != nil {
		return "", "", err
	}
	return id, a.Name, nil
}

// logger writes what happens, with the time by the clock of this call.
func (x *app) logger(to io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(to, &slog.HandlerOptions{ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if len(groups) == 0 && a.Key == slog.TimeKey {
			a.Value = slog.TimeValue(x.clock())
		}
		return a
	}}))
}

// welcome prints how to join.
func (x *app) welcome(ctx context.Context, db *store.DB, name string, at net.Addr, key ssh.Signer, fresh bool) error {
	people, err := db.People(ctx)
	if err != nil {
		return err
	}
	codes, err := db.Invitations(ctx)
	if err != nil {
		return err
	}
	host, port, err := net.SplitHostPort(at.String())
	if err != nil {
		return err
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "ADDRESS-OF-THIS-MACHINE"
	}
	x.line("The room is open on %s.", visible.Line(name))
	x.line("Host key   %s (ED25519)", ssh.FingerprintSHA256(key.PublicKey()))
	if fresh {
		x.line("           made just now: who joined here before is warned that it changed")
	}
	x.line("By key     ssh -p %s %s", port, host)
	x.line("           with many keys in an agent: add -o IdentitiesOnly=yes -i FILE")
	x.line("By code    ssh -p %s -o PreferredAuthentications=keyboard-interactive %s", port, host)
	if len(people)+len(codes) == 0 {
		x.line("May join   nobody yet: crosswalk people add NAME --key FILE, or crosswalk invite --role assessor, also while this runs")
	} else {
		x.line("May join   %s, and whoever has the code of %s", strings.Replace(count(len(people), "person"), "persons", "people", 1), count(len(codes), "invitation"))
	}
	x.line("ctrl+c closes it; everybody is told, and everything is saved.")
	return nil
}
