package workshop

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"crosswalk/catalog/assess"
)

// Person is somebody who may come in.
type Person struct {
	Name string
	Role Role   // in every assessment, or Member or Administrator
	Key  string // SHA256 fingerprint of their public key, as ssh-keygen -l prints it; empty: came by invitation
	// Invitation is the id of the invitation they came by, empty where they have
	// a key.
	Invitation string
	Added      time.Time
	AddedBy    string
}

// Pass is what they come in with: their key, or the invitation.
func (p Person) Pass() string { return cmp.Or(p.Key, p.Invitation) }

// Check refuses a person that can't be told from others.
func (p Person) Check() error {
	if strings.TrimSpace(p.Name) == "" {
		return errors.New("a person needs a name")
	}
	if err := assess.CheckLine("name of the person", p.Name); err != nil {
		return err
	}
	if strings.ContainsFunc(joined(p.Name), unseen) {
		return fmt.Errorf("the name %q has a sign that can't be seen; write it with letters, digits and blanks", p.Name)
	}
	if Fold(p.Name) == "" {
		return fmt.Errorf("the name %q has no letter or digit to be called by", p.Name)
	}
	if err := checkScripts(p.Name); err != nil {
		return err
	}
	if p.Role == Administrator && p.Invitation != "" {
		return ErrByKey
	}
	_, err := ParseStanding(string(p.Role))
	return err
}

// ErrByKey refuses to make somebody an administrator who is known by a code alone.
var ErrByKey = errors.New("an administrator comes by a key, and not by a code")

// joined is a name without the joiners between two pictures: they make one of
// them.
func joined(name string) string {
	const joiner, emoji = '\u200d', '\ufe0f'
	picture := func(r rune) bool { return unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r) || r == emoji }
	all := []rune(name)
	var b strings.Builder
	for i, r := range all {
		if r == joiner && i > 0 && i+1 < len(all) && picture(all[i-1]) && picture(all[i+1]) {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// unseen reports signs that nobody can tell a name by: controls, and those that
// only change how others are shown.
func unseen(r rune) bool { return !unicode.IsGraphic(r) || unicode.Is(unicode.Cf, r) }

// Fold is a name as it is told from others: without case, and without what is
// neither letter nor digit, so that nobody takes another's name with a blank
// more or a dot.
func Fold(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// Invitation lets somebody in who has no key here. Its code is kept nowhere, only
// a hash of it.
type Invitation struct {
	ID     string
	Role   Role
	Place  string // id of the one assessment or group that the role is for; empty: every assessment
	Name   string // who may use it; empty: whoever has the code
	Made   time.Time
	MadeBy string
	Until  time.Time // from then on it lets nobody in, and ends the sessions it let in
	Seats  int       // people it lets in, 1-MaxSeats
	Shut   bool      // lets nobody new in, since somebody who came by it was taken out or lost their role
	Ended  bool      // was ended, or seen to end; it stays so when a clock goes back
}

// Skew is how far in the future the making of an invitation may lie, for a clock
// that was set right since.
const Skew = time.Minute

// Holds reports whether an invitation lets in at a time.
func (i Invitation) Holds(now time.Time) bool {
	return !i.Ended && now.Before(i.Until) && !i.Made.After(now.Add(Skew))
}

// How many people an invitation lets in, unless said, and at most.
const (
	UsualSeats = 30
	MaxSeats   = 500
)

// The longest an invitation may hold.
const MaxInvitation = 7 * 24 * time.Hour

// Check refuses an invitation that is not for a while.
func (i Invitation) Check() error {
	if i.Name != "" {
		if err := (Person{Name: i.Name, Role: i.Role}).Check(); err != nil {
			return err
		}
	}
	if _, err := ParseRole(string(i.Role)); err != nil {
		return err
	}
	if i.Seats < 1 || i.Seats > MaxSeats {
		return fmt.Errorf("an invitation lets in 1 to %d people, not %d", MaxSeats, i.Seats)
	}
	if d := i.Until.Sub(i.Made); d < time.Minute || d > MaxInvitation {
		return fmt.Errorf("an invitation holds for a minute to seven days, as --for 8h; not for %s", d)
	}
	return nil
}

// codeLetters are digits and letters without those that are taken for others.
const codeLetters = "23456789abcdefghjkmnpqrstuvwxyz"

// Code writes random numbers, of 0-255, as a code to type: groups of four
// letters. Twelve letters are 59 bits.
func Code(random [12]byte) string {
	var b strings.Builder
	for i, n := range random {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(codeLetters[int(n)%len(codeLetters)])
	}
	return b.String()
}

// Typed is a code as it is compared: without case, blanks and dashes.
func Typed(code string) string {
	return strings.NewReplacer("-", "", " ", "").Replace(strings.ToLower(strings.TrimSpace(code)))
}
