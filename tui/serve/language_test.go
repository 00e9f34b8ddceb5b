package serve

import (
	"testing"

	"crosswalk/catalog/workshop"
)

// An observer chooses for themselves too: nobody else reads by it.
func TestARoomHasALanguageUntilAPersonChoosesAnother(t *testing.T) {
	r := open(t, Options{Lang: "es"})
	olga := r.join(byKey(r.person("Olga", workshop.Observer))).shows("Olga").keys("]").shows("4.1     ○").keys("J").shows("Liderazgo y compromiso")
	key := r.person("Mara Holm", workshop.Assessor)
	mara := r.join(byKey(key)).shows("Mara Holm").keys("]").shows("4.1     ○").keys("J").shows("Liderazgo y compromiso")
	mara.keys(":language\r").shows("Español").keys("\x1b[A\r").shows("Leadership and commitment")
	olga.keys("\x1b[B").shows("¿Qué promete la alta dirección")
	mara.keys("Q").ends("")
	r.join(byKey(key)).shows("Leadership and commitment")
}
