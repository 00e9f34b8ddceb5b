package register_test

import (
	"encoding/json"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

func TestWhatIsTypedOfAFieldIsReadAsTheSame(t *testing.T) {
	d := newDesk(t)
	d.put("trial", "t1", "title=First")
	k, _ := d.Catalog.Register("trial")
	for i := range k.Fields {
		f := &k.Fields[i]
		for _, value := range sampleOf(f.Type) {
			r := register.Record{Kind: "trial", Values: register.Fields{}.With(f.Name, json.RawMessage(value))}
			typed := d.Typed(r, f)
			if got, err := d.Read(f, typed); err != nil || string(got) != value {
				t.Errorf("%s: %s is typed %q and read as %s (%v)", f.Name, value, typed, got, err)
			}
		}
	}
}

// sampleOf are values of a type as they are kept.
func sampleOf(fieldType string) []string {
	return map[string][]string{
		"line": {`"One line"`}, "text": {`"Two\nlines"`}, "date": {`"2027-03-31"`}, "time": {`"2027-03-31T14:30"`}, "period": {`"30d"`},
		"yesno": {`"yes"`}, "level": {"1", "2"}, "number": {"12.5"}, "person": {`"Ines Brandt"`}, "persons": {`["Ines Brandt","Mara Holm"]`},
		"items": {`["` + string(assess.BaselineRef("A.5.9")) + `"]`}, "record": {`"t1"`}, "records": {`["t1"]`},
	}[fieldType]
}
