package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// picture is what the README shows of the management page, and the most it may weigh.
const (
	picture     = "../../assets/management.png"
	mostPicture = 120 << 10
)

// With PICTURE set it is made anew, on a day that is handed in, by the browser and the
// pdftoppm that are installed. The foot is left out: the head of a history is another
// one each time.
func TestTheReadmeShowsTheManagementPage(t *testing.T) {
	if os.Getenv("PICTURE") != "" {
		const moment = "2026-11-26T09:00:00Z"
		db, pdf := inDatabase(t), filepath.Join(t.TempDir(), "management.pdf")
		at(t, moment, "demo", "--into", db)
		at(t, moment, "report", "management", "-o", pdf)
		out, err := exec.Command("pdftoppm", "-png", "-singlefile", "-r", "68", "-x", "19", "-y", "32", "-W", "523", "-H", "606", pdf, strings.TrimSuffix(picture, ".png")).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	info, err := os.Stat(picture)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > mostPicture {
		t.Errorf("the picture weighs %d bytes, more than %d", info.Size(), mostPicture)
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil || !strings.Contains(string(readme), "(assets/management.png)") {
		t.Errorf("the README does not show it: %v", err)
	}
}
