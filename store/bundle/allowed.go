package bundle

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
)

// Allowed is a line of a file of allowed signers, as ssh-keygen -Y verify reads it: whose
// key may sign, for what, and when.
type Allowed struct {
	Names         string // the principals, with commas between
	Fingerprint   string // of the key
	Namespaces    string // patterns with commas between; empty: all
	After, Before time.Time
}

// AllowedSigners reads such a file. Times without a Z are of the zone. Lines of authorities
// are passed over: nothing here is signed by a certificate. An option that is not known
// is refused, for a limit that is not kept is worse than none.
func AllowedSigners(raw []byte, zone *time.Location) ([]Allowed, error) {
	var all []Allowed
	for i, line := range bytes.Split(raw, []byte("\n")) {
		text := strings.TrimSpace(string(line))
		if text == "" || text[0] == '#' {
			continue
		}
		a, authority, err := allowedLine(text, zone)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
		if !authority {
			all = append(all, a)
		}
	}
	return all, nil
}

func allowedLine(text string, zone *time.Location) (a Allowed, authority bool, err error) {
	rest := ""
	if quoted, is := strings.CutPrefix(text, `"`); is {
		a.Names, rest, _ = strings.Cut(quoted, `"`)
	} else if at := strings.IndexAny(text, " \t"); at > 0 {
		a.Names, rest = text[:at], text[at:]
	}
	key, _, options, _, err := ssh.ParseAuthorizedKey([]byte(strings.TrimSpace(rest)))
	if err != nil || a.Names == "" {
		return a, false, fmt.Errorf("a name and a public key stand in it, as mara@example.com ssh-ed25519 AAAA…")
	}
	a.Fingerprint = ssh.FingerprintSHA256(key)
	for _, option := range options {
		name, value, _ := strings.Cut(option, "=")
		value = strings.Trim(value, `"`)
		switch strings.ToLower(name) {
		case "cert-authority":
			authority = true
		case "namespaces":
			a.Namespaces = value
		case "valid-after":
			a.After, err = signingTime(value, zone)
		case "valid-before":
			a.Before, err = signingTime(value, zone)
		default:
			err = fmt.Errorf("the option %.40q is not known", name)
		}
		if err != nil {
			return a, false, err
		}
	}
	return a, authority, nil
}

// signingTime reads a time as ssh-keygen takes it: YYYYMMDD[HHMM[SS]][Z].
func signingTime(text string, zone *time.Location) (time.Time, error) {
	digits, utc := strings.CutSuffix(text, "Z")
	if utc {
		zone = time.UTC
	}
	for _, layout := range []string{"20060102", "200601021504", "20060102150405"} {
		if t, err := time.ParseInLocation(layout, digits, zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("the time %.40q can't be read; 20261231 or 20261231235959Z is right", text)
}

// Refuses says in words why the key may not sign a bundle at a time, which is what the
// words are told in; empty: it may.
func (a Allowed) Refuses(now time.Time) string {
	const layout = "2006-01-02 15:04"
	switch {
	case !a.allows(Namespace):
		return "for " + a.Namespaces + " alone, and not for bundles"
	case !a.After.IsZero() && now.Before(a.After):
		return "only from " + a.After.In(now.Location()).Format(layout) + " on"
	case !a.Before.IsZero() && now.After(a.Before):
		return "only until " + a.Before.In(now.Location()).Format(layout)
	}
	return ""
}

func (a Allowed) allows(namespace string) (allows bool) {
	if a.Namespaces == "" {
		return true
	}
	for _, pattern := range strings.Split(a.Namespaces, ",") {
		wanted, not := strings.CutPrefix(pattern, "!")
		if !matches(wanted, namespace) {
			continue
		}
		if not {
			return false
		}
		allows = true
	}
	return allows
}

// matches is how OpenSSH reads a pattern: * is any text and ? any character.
func matches(pattern, text string) bool {
	expression := strings.NewReplacer(`\*`, ".*", `\?`, ".").Replace(regexp.QuoteMeta(pattern))
	return regexp.MustCompile("^(?s:" + expression + ")$").MatchString(text)
}
