package screen

import (
	"sync"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/register"
)

// Figures are those of the assessment looked at last. A room shares them, so
// that an answer is worked out once and not once a window. The zero value is
// ready; it is safe for use by several goroutines.
type Figures struct {
	mu  sync.Mutex
	now figures.Figures

	veiled figures.Figures    // of an assessment without an item
	whole  *assess.Assessment // with it
	item   string

	court  sync.Mutex
	ruling *register.Ruling
}

// Of works out the figures of an assessment on a day, or finds them.
func (f *Figures) Of(cat *catalog.Catalog, a *assess.Assessment, now time.Time) figures.Figures {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.now.Assessment != a || f.now.On() != now.Format(time.DateOnly) {
		f.now = f.now.After(cat, a, now)
	}
	return f.now
}

// Without gives the figures of an assessment without an item, or finds them.
func (f *Figures) Without(cat *catalog.Catalog, a *assess.Assessment, item string, now time.Time) figures.Figures {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.whole != a || f.item != item || f.veiled.On() != now.Format(time.DateOnly) {
		f.whole, f.item, f.veiled = a, item, figures.Of(cat, a.Without(item), now)
	}
	return f.veiled
}

// Ruling finds what follows from the records of an assessment, or gives what was
// found: who may read the same ones shares it.
func (f *Figures) Ruling(c register.Case) *register.Ruling {
	f.court.Lock()
	defer f.court.Unlock()
	v := f.ruling
	if v == nil || v.Assessment != c.Assessment || v.Book != c.Book || v.Today.Format(time.DateOnly) != c.Today.Format(time.DateOnly) {
		f.ruling = register.Try(c)
	}
	return f.ruling
}
