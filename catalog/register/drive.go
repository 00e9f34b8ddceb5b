package register

import (
	"maps"
	"slices"

	"crosswalk/catalog/assess"
)

// Drive says which records need a control, and what drives it by them.
type Drive struct {
	Word string // one of assess.DriverWords
	On   []Record
}

// driver is how the records of a kind drive controls: by which fields, and by which
// word; one that drives none has none.
type driver struct {
	kind   string
	fields []string
	word   func(Record) string
}

// drivers are those of the Statement of Applicability that records give; the others
// are typed.
var drivers = []driver{
	{riskKind, []string{"existing", "to_come"}, unless("risk", "closed")},
	{"impact", []string{"safeguards"}, unless("impact", "no longer arises")},
	{"objective", []string{fieldItems}, unless("objective", "replaced")},
	{"requirement", []string{fieldItems}, bySource},
}

func unless(word string, states ...string) func(Record) string {
	return func(r Record) string {
		if in(states...)(r) {
			return ""
		}
		return word
	}
}

// bySource is the driver that a requirement is: a law, or what was promised to
// somebody.
func bySource(r Record) string {
	switch r.Text("source") {
	case "law", "regulation":
		return "law"
	case "contract", "promise":
		return "contract"
	}
	return "" // a standard is good practice, which is typed
}

// Drivers are what the records drive, by the control as it stands in lists of both
// standards; for each control in the order of the words.
func Drivers(c Case) map[string][]Drive {
	all := map[string][]Drive{}
	for _, d := range drivers {
		for _, r := range c.of(d.kind) {
			word := d.word(r)
			for _, ref := range refsOf(r, d.fields) {
				if word != "" {
					all[ref] = driven(all[ref], word, r)
				}
			}
		}
	}
	for _, by := range all {
		slices.SortStableFunc(by, func(a, b Drive) int {
			return slices.Index(assess.DriverWords, a.Word) - slices.Index(assess.DriverWords, b.Word)
		})
	}
	return all
}

// refsOf are the controls that a record names in some fields, each once.
func refsOf(r Record, fields []string) []string {
	var all []string
	for _, f := range fields {
		for _, ref := range r.List(f) {
			if !slices.Contains(all, ref) {
				all = append(all, ref)
			}
		}
	}
	return all
}

func driven(by []Drive, word string, r Record) []Drive {
	at := slices.IndexFunc(by, func(d Drive) bool { return d.Word == word })
	if at < 0 {
		return append(by, Drive{word, []Record{r}})
	}
	by[at].On = append(by[at].On, r)
	return by
}

// Need is a control that is excluded, and the records that need it.
type Need struct {
	Ref string // as it stands in lists of both standards
	On  []Record
}

// Excluded are the controls that do not apply for all, although a risk or a
// safeguard needs them.
func Excluded(c Case) []Need { return sit(c).examine().needs() }

func (x *exam) needs() []Need {
	var all []Need
	by := Drivers(x.Case)
	for _, ref := range slices.Sorted(maps.Keys(by)) {
		n := Need{Ref: ref}
		for _, d := range by[ref] {
			if d.Word == "risk" || d.Word == "impact" {
				n.On = append(n.On, d.On...)
			}
		}
		if len(n.On) > 0 && x.excluded(ref) {
			all = append(all, n)
		}
	}
	return all
}
