package oscal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"crosswalk/catalog"
)

// model is a file of OSCAL that was read back.
type model interface {
	controls() []string // those it is about, in the order in which it names them
}

// Controls are what items of a standard, or own ones, are called in files of OSCAL.
func Controls(items []*catalog.Item) []string {
	ids := make([]string, len(items))
	for i, it := range items {
		ids[i] = control(it)
	}
	return ids
}

// Check reads a file back: it holds nothing that is not understood here, says the same
// when it is written again, and is about exactly these controls.
func Check(raw []byte, want []string) error {
	var whole map[string]json.RawMessage
	if err := json.Unmarshal(raw, &whole); err != nil {
		return err
	}
	for name, body := range whole {
		m, known := map[string]model{"assessment-results": &results{}, "profile": &profile{}, "mapping-collection": &collection{}}[name]
		if !known {
			return fmt.Errorf("there is no model %s", name)
		}
		dec := json.NewDecoder(bytes.NewReader(body))
		dec.DisallowUnknownFields()
		if err := dec.Decode(m); err != nil {
			return err
		}
		if again, err := file(name, m); err != nil || !bytes.Equal(raw, again) {
			return errors.Join(err, errors.New("it says something else when it is read"))
		}
		return same(want, m.controls())
	}
	return errors.New("it is empty")
}

// same names the first control that only one side has.
func same(want, got []string) error {
	for _, id := range want {
		if !slices.Contains(got, id) {
			return fmt.Errorf("the control %s is not in it", id)
		}
	}
	for _, id := range got {
		if !slices.Contains(want, id) {
			return fmt.Errorf("the control %s is in it and does not belong there", id)
		}
	}
	if len(got) != len(want) {
		return fmt.Errorf("%d controls are named in it; %d are right", len(got), len(want))
	}
	return nil
}

func (r *results) controls() []string {
	var all []string
	for _, one := range r.Results {
		for _, f := range one.Findings {
			all = append(all, f.Target.ID)
		}
	}
	return all
}

func (p *profile) controls() []string {
	var all []string
	for _, i := range p.Imports {
		for _, with := range i.Include {
			all = append(all, with.IDs...)
		}
	}
	return all
}

// controls of a mapping are its sources, those that nothing carries included.
func (c *collection) controls() []string {
	var all []string
	for _, m := range c.Mappings {
		for _, e := range m.Maps {
			if id := e.Sources[0].Ref; !slices.Contains(all, id) {
				all = append(all, id)
			}
		}
		if m.Gaps != nil {
			all = append(all, m.Gaps.Unmapped[0].IDs...)
		}
	}
	return all
}
