package serve

import (
	"encoding/base64"
	"regexp"
	"strings"
	"testing"

	"crosswalk/catalog/workshop"
)

func TestWhatIsInSightReachesTheClipboardOfTheClientAndNothingElseOfTheMachineDoes(t *testing.T) {
	r := open(t, Options{})
	w := r.join(byKey(r.person("Olga", workshop.Observer))).shows("Olga").keys("]").shows("4.1     ○")
	w.keys("\x1a").shows("This window is on another machine and can't be put aside")
	w.keys("E").shows("observer")
	w.keys("Y").shows("Copy what is in sight?").keys("y").shows("Handed to your terminal")
	sent := regexp.MustCompile("\x1b\\]52;c;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\\\)").FindStringSubmatch(w.bytes())
	if sent == nil {
		t.Fatal("nothing was sent to the clipboard")
	}
	text, err := base64.StdEncoding.DecodeString(sent[1])
	if err != nil || !strings.Contains(string(text), "▸ 4.1     ○") || strings.ContainsRune(string(text), '\x1b') {
		t.Errorf("%v, sent was:\n%s", err, text)
	}
	if strings.Contains(w.bytes(), "\x1b]52;c;?") {
		t.Error("the clipboard of the client was asked for")
	}
	w.keys("Q").ends("")
}
