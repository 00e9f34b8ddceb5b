package serve

import (
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"crosswalk/catalog/workshop"
	"crosswalk/store/clocktest"
)

func from(ip string) net.Addr { return &net.TCPAddr{IP: net.ParseIP(ip), Port: 40000} }

// unkind is a door at which chance is always against who comes.
func unkind() *door {
	d := newDoor()
	d.chance = func() float64 { return 0 }
	return d
}

// Connections that say nothing are renewed from four addresses as fast as they
// are dropped, for 20 seconds: who comes with a key from a fifth is let to the
// door at their first try, whatever chance says.
func TestFourAddressesThatFillTheDoorKeepNobodyElseOut(t *testing.T) {
	d, now := unkind(), clocktest.Now()
	for tick := range 200 {
		now = now.Add(100 * time.Millisecond)
		for a := range 4 {
			for range 2 * waitingFromOne {
				d.enter(from(fmt.Sprintf("192.0.2.%d", a+1)), now, func() {})
			}
		}
		w := d.enter(from("198.51.100.7"), now, func() {})
		if w == nil {
			t.Fatalf("kept out after %d ms", tick*100)
		}
		d.passed(w, now, true)
	}
}

func TestWhereAllPlacesAreTakenTheOneSilentLongestMakesRoom(t *testing.T) {
	d, now := newDoor(), clocktest.Now()
	left := ""
	for i := range waitingAtOnce {
		name := fmt.Sprintf("198.51.%d.%d", i/200, i%200+1)
		w := d.enter(from(name), now, func() { left += name + " " })
		w.hear(now.Add(time.Duration(i) * time.Millisecond))
	}
	if d.enter(from("192.0.2.1"), now.Add(quietFor-time.Second), func() {}) != nil || left != "" {
		t.Errorf("who was heard of a moment ago made room: %q", left)
	}
	if d.enter(from("192.0.2.1"), now.Add(quietFor), func() {}) == nil || left != "198.51.0.1 " {
		t.Errorf("room was made by %q", left)
	}
}

func TestOneHouseholdIsOneAddress(t *testing.T) {
	if a, b := addressOf(from("2001:db8:1:2::1")), addressOf(from("2001:db8:1:2:ffff::9")); a != b {
		t.Errorf("%s and %s", a, b)
	}
	if a, b := addressOf(from("::ffff:192.0.2.1")), addressOf(from("192.0.2.1")); a != b {
		t.Errorf("%s and %s", a, b)
	}
}

func TestFailuresOfOthersBehindAnAddressShutNobodyOutForGood(t *testing.T) {
	d, now := newDoor(), clocktest.Now()
	for range 10 * failures {
		w := &waiter{from: d.source(from("192.0.2.1"), now)}
		d.passed(w, now, false)
	}
	d.chance = func() float64 { return 0.95 }
	if d.enter(from("192.0.2.1"), now, func() {}) == nil {
		t.Error("not even by good chance does somebody get in")
	}
	d.chance = func() float64 { return 0.2 }
	if d.enter(from("192.0.2.1"), now, func() {}) != nil {
		t.Error("after 300 failures nobody is dropped")
	}
}

// Who is turned down reads why in their own ssh.
func TestWhoIsTurnedDownIsToldAndALineAMinuteIsLogged(t *testing.T) {
	r := open(t, Options{})
	r.s.door.mu.Lock()
	r.s.door.source(from("127.0.0.1"), time.Now()).failed = tally{4 * failures, time.Now()}
	r.s.door.chance = func() float64 { return 0 }
	r.s.door.mu.Unlock()
	for range 5 {
		if _, err := r.dial("x", byKey(newKey(t))); err == nil || !strings.Contains(err.Error(), "try again in a few seconds") {
			t.Errorf("it was said: %v", err)
		}
	}
	if n := strings.Count(r.log.String(), "a connection was turned down"); n != 1 {
		t.Errorf("%d lines in the log; right is 1", n)
	}
}

// OpenSSH exchanges keys again in the middle of a session, by time and by volume.
// That once set the time to log in anew, and the window closed when it was over.
func TestANewExchangeOfKeysEndsNoSession(t *testing.T) {
	const login = 700 * time.Millisecond
	r := open(t, Options{Wait: login})
	client, err := ssh.Dial("tcp", r.addr, &ssh.ClientConfig{
		Config: ssh.Config{RekeyThreshold: 256}, User: "x", Auth: []ssh.AuthMethod{byKey(r.person("Mara", workshop.Assessor))},
		HostKeyCallback: ssh.InsecureIgnoreHostKey(),
	})
	must(t, err)
	defer client.Close()
	w := show(t, client, 80, 24).shows("Mara").keys("]").shows("▸ 4.1")
	for range 20 { // far more than 256 bytes, with what is drawn
		w.keys("jk")
	}
	time.Sleep(2 * login)
	w.keys("]").shows("Answered 0/123")
}

// An agent offers every key it has, and the right one may be the last.
func TestAnAgentWithOtherKeysComesInByItsOwnAndIsAskedForACode(t *testing.T) {
	r := open(t, Options{})
	others := make([]ssh.Signer, 6)
	for i := range others {
		others[i] = newKey(t)
	}
	r.join(byKey(append(others, r.person("Mara", workshop.Assessor))...)).shows("Mara · assessor")
	_, code, err := r.db.Invite(t.Context(), facilitator, workshop.Assessor, "", time.Hour)
	must(t, err)
	said := ""
	r.join(byKey(others...), byCode(code, "Jon", &said)).shows("Jon · assessor")
}

func TestKeysThatLetNobodyInLeaveALineAMinute(t *testing.T) {
	r := open(t, Options{})
	for range 3 {
		if c, err := r.dial("x", byKey(newKey(t), newKey(t))); err == nil {
			_ = c.Close()
			t.Fatal("an unknown key let somebody in")
		}
	}
	if n := strings.Count(r.log.String(), "a key let nobody in"); n != 1 {
		t.Errorf("%d lines for six keys:\n%s", n, r.log.String())
	}
	from, later := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1}, time.Now().Add(time.Minute+time.Second)
	r.s.noise.hear("a key let nobody in", from, later)
	if log := r.log.String(); strings.Count(log, "a key let nobody in") != 2 || !strings.Contains(log, "more_before=5") {
		t.Errorf("a minute later the log is\n%s", log)
	}
}

func TestWhoLeadsIsToldOfAGuestWhoCameBack(t *testing.T) {
	r := open(t, Options{})
	lead := r.join(byKey(r.person("Fay", workshop.Facilitator))).shows("Fay · facilitator")
	_, code, err := r.db.Invite(t.Context(), facilitator, workshop.Assessor, "", time.Hour)
	must(t, err)
	said := ""
	jon := r.join(byCode(code, "Jon", &said)).shows("Jon · assessor")
	if strings.Contains(lead.picture(), "came back") {
		t.Error("who comes first is told as come back")
	}
	jon.keys("Q").ends("")
	_ = jon.client.Close()
	until(t, "Jon's place is free", func() bool { r.s.mu.Lock(); defer r.s.mu.Unlock(); return len(r.s.inside) == 1 })
	r.join(byCode(code, "Jon", &said)).shows("Jon · assessor")
	lead.shows("Jon came back by a code, under the same name")
	if !strings.Contains(r.log.String(), "a guest came back under the same name") {
		t.Errorf("the log is\n%s", r.log.String())
	}
}

func TestWhatAStrangerSaysIsCutBeforeItIsLogged(t *testing.T) {
	r := open(t, Options{})
	_, code, err := r.db.Invite(t.Context(), facilitator, workshop.Assessor, "", time.Hour)
	must(t, err)
	said := ""
	_, _ = r.dial("x", byCode(code, strings.Repeat("n", 200_000), &said))
	_, _ = r.dial("x", byCode(code, strings.Repeat("n", 900), &said))
	if n := len(r.log.String()); n > 4000 {
		t.Errorf("a long name left %d bytes in the log", n)
	}
}
