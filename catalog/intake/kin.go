package intake

import (
	"fmt"
	"maps"
	"strings"

	"crosswalk/catalog"
)

// Numbers of one standard exist in others: 5.2 is a clause and a control, A.6.1
// is a control of 2022 and an objective of 2013, A.5.2 is one thing in
// ISO/IEC 27001 and another in ISO/IEC 42001. The titles beside the numbers say
// which is meant.

// kin is what the titles of a sheet are near to.
type kin struct {
	fits, strays int // rows whose title has a word of its item's, or words of other items only
	example      string
	nearer       map[string]int // rows whose title is nearer to that of the number elsewhere
	own          int            // rows whose title is nearer to that of the item
	only2013     bool           // every number is one of an objective of 2013
	rows         int
	seen         map[string]bool
}

func newKin() kin { return kin{nearer: map[string]int{}, seen: map[string]bool{}} }

// What a sheet may be instead of what it is read as.
const (
	likeClauses  = "the clauses of ISO/IEC 27001, which --as baseline reads"
	likeControls = "ISO/IEC 27001, which --as baseline reads"
	likeAIMS     = "ISO/IEC 42001, which --as answers reads"
)

var likes = []string{likeClauses, likeControls, likeAIMS}

// compare takes the title of an item's first row into account.
func (r *reader) compare(at int, it *catalog.Item) {
	k := &r.kin
	number, standing := it.Number, it.Title
	if old, there := r.cat.Edition2013().Control(r.oldNumberIn(at)); there {
		number, standing = old.ID, old.Title
	}
	if k.seen[number] {
		return
	}
	k.seen[number] = true
	k.rows++
	k.only2013 = (k.only2013 || k.rows == 1) && r.as != Answers && r.isObjective2013(id{letter: "A", number: strings.TrimPrefix(it.ID, "A.")})
	title := r.title(at)
	said := telling(title)
	here := shared(said, telling(standing))
	switch {
	case here > 0:
		k.fits++
	case shared(said, r.vocabulary()) > 0:
		if k.strays++; k.example == "" {
			k.example = fmt.Sprintf("row %d says %s, %s is %s", r.t.rows[at].n, short(title), number, standing)
		}
	}
	if number == it.Number {
		r.nearer(it, title)
	}
}

// nearer compares a title with that of the same number elsewhere, every word of
// both: most of what 27001 and 42001 ask in their clauses differs in one.
func (r *reader) nearer(it *catalog.Item, title string) {
	said := allWords(title)
	here, best, which := shared(said, allWords(it.Title)), 0, ""
	others := r.elsewhere(it)
	for _, name := range likes {
		if other := others[name]; other != nil && shared(said, allWords(other.Title)) > best {
			best, which = shared(said, allWords(other.Title)), name
		}
	}
	switch {
	case best > here:
		r.kin.nearer[which]++
	case here > best && len(others) > 0:
		r.kin.own++
	}
}

// elsewhere are the items that have the number of this one in what else the
// sheet may be.
func (r *reader) elsewhere(it *catalog.Item) map[string]*catalog.Item {
	others := map[string]*catalog.Item{}
	add := func(name string, find func(string) (*catalog.Item, bool), number string) {
		if other, ok := find(number); ok && other != it {
			others[name] = other
		}
	}
	switch r.as {
	case Answers:
		add(likeControls, r.cat.Baseline, it.ID)
	case SoA:
		add(likeClauses, r.cat.Baseline, strings.TrimPrefix(it.ID, "A."))
		add(likeAIMS, r.cat.Item, it.ID)
	default:
		add(likeAIMS, r.cat.Item, it.ID)
	}
	return others
}

// vocabulary are the telling words of all titles that this kind of sheet may
// have, in this edition or the one before. Words of other languages are not
// among them, so that a translated title counts for nothing.
func (r *reader) vocabulary() map[string]bool {
	if r.known == nil {
		r.known = map[string]bool{}
		e := r.cat.Edition2013()
		for _, o := range e.Objectives {
			maps.Copy(r.known, telling(o.Title))
		}
		for _, c := range e.Controls {
			maps.Copy(r.known, telling(c.Title))
		}
		for _, s := range r.cat.Standards {
			for _, it := range s.Items() {
				for w := range telling(it.Title) {
					r.known[w] = true
				}
			}
		}
	}
	return r.known
}

// misfit refuses a sheet whose titles say that its numbers mean something else.
// Few rows prove nothing, and a title of one's own is nobody's mistake: most of
// them have to be strangers.
func (r *reader) misfit() error {
	k, name := r.kin, r.standard().Name
	if like := r.headed(); like != "" {
		return fmt.Errorf("the numbers are headed %s; this looks like %s", short(r.parts[0].head.text(fItem)), like)
	}
	if r.as == SoA && r.clauses >= 3 && r.clauses > 2*r.seen {
		k.nearer[likeClauses] = max(k.nearer[likeClauses], r.clauses)
	}
	for _, like := range likes {
		if n := k.nearer[like]; n >= 3 && n > 2*k.own {
			return fmt.Errorf("the titles do not fit %s as %s reads it; this looks like %s", name, r.as, like)
		}
	}
	if k.strays < 3 || k.strays <= 2*k.fits {
		return nil
	}
	said := fmt.Sprintf("the titles do not fit %s: %s", name, k.example)
	if k.only2013 {
		said += "; this looks like the objectives of the 2013 edition, so number the controls as in 2022"
	}
	return fmt.Errorf("%s; check the numbers and what the sheet is read as (it is read as %s), or leave the titles out where they are your own", said, r.as)
}

// headed is what the heading of the numbers calls them, where that is not what
// the sheet is read as.
func (r *reader) headed() string {
	head := r.parts[0].head.text(fItem)
	switch {
	case r.parts[0].edition == Edition2013:
		return ""
	case strings.Contains(head, "2013") && !strings.Contains(head, "2022"):
		return "the 2013 edition; number the controls as in " + r.cat.Foundation().Name
	case strings.Contains(head, "42001") == strings.Contains(head, "27001"):
		return ""
	case r.as == Answers && strings.Contains(head, "27001"):
		return likeControls
	case r.as != Answers && strings.Contains(head, "42001"):
		return likeAIMS
	}
	return ""
}

// doubtful is what is said of numbers that could as well be others', where no
// title tells.
func (r *reader) doubtful() string {
	if k := r.kin; k.only2013 && k.rows >= 5 && k.fits == 0 {
		return "every number here is that of an objective of the 2013 edition too; make sure that the controls of 2022 are meant"
	}
	return ""
}
