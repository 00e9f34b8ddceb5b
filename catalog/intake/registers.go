package intake

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// The records of an assessment as they are written in YAML, register by register.
// A record says the fields of its kind as people type them.
type (
	docRegisters struct {
		AsOf      string        `yaml:"as_of"` // movedTo reads it
		Registers []docRegister `yaml:"registers"`
	}
	docRegister struct {
		Kind      string       `yaml:"kind"`
		Elsewhere docElsewhere `yaml:"elsewhere"` // where it is kept, if not here
		Records   []docRecord  `yaml:"records"`
	}
	docElsewhere struct {
		Where   string `yaml:"where"`
		Checked string `yaml:"checked"`
		By      string `yaml:"by"`
	}
	docRecord struct {
		Ref   string                 `yaml:"ref"`   // by which other records lead to it
		State string                 `yaml:"state"` // the first one where nothing is said
		Below map[string][]docRecord `yaml:"below"` // records that stand below it, by kind
		Says  map[string]yaml.Node   `yaml:",inline"`

		Measured []docMeasurement `yaml:"measured"` // of a metric
	}
	docMeasurement struct {
		At    string `yaml:"at"`
		Value string `yaml:"value"`
		Cases string `yaml:"cases"`
		Group string `yaml:"group"`
		Note  string `yaml:"note"`
	}
)

// shelver makes the acts of a document of records, an act for each register. A record
// may lead to one that stands further down: that is said once all are there.
type shelver struct {
	*source
	register.Case
	newID func() string
	refs  map[string]string         // ref -> id
	rows  map[string][]register.Row // of libraries that were asked for, by kind
	acts  map[*docRegister][]assess.Change
	late  []later
}

// later is what a record says once all records are there.
type later struct {
	of       *docRegister
	kind, id string
	said     map[string]string
	state    string
	line     int
}

// Registers reads a document of records and gives the acts that make them beside an
// assessment, one for each register that it names, in its order. Where it says as of
// which day it was written, its days move on to today. The error is Faults, or one
// sentence about the document as a whole.
func Registers(c register.Case, raw []byte, newID func() string) ([][]assess.Change, error) {
	var d docRegisters
	s, err := decode(movedTo(c.Today, raw), &d)
	if err != nil {
		return nil, err
	}
	return faultless(s, func() [][]assess.Change { return shelve(c, s, &d, newID) })
}

// Acts reads a whole assessment and the records beside it, and gives the acts that
// make both: first the assessment, then each register.
func Acts(cat *catalog.Catalog, document, registers []byte, today time.Time, newID func() string) ([][]assess.Change, error) {
	changes, err := Document(cat, document, today, newID)
	if err != nil {
		return nil, err
	}
	var l ledger
	l.begin(assess.New(""))
	if err := l.act(changes, nil); err != nil {
		return nil, err
	}
	c := register.Case{Catalog: cat, Assessment: l.now, Book: &register.Book{}, Today: today}
	acts, err := Registers(c, registers, newID)
	return append([][]assess.Change{changes}, acts...), err
}

func shelve(c register.Case, s *source, d *docRegisters, newID func() string) [][]assess.Change {
	b := &shelver{
		source: s, Case: c, newID: newID,
		refs: map[string]string{}, rows: map[string][]register.Row{}, acts: map[*docRegister][]assess.Change{},
	}
	for i := range d.Registers {
		of := &d.Registers[i]
		if e := register.Elsewhere(of.Elsewhere); e != (register.Elsewhere{}) {
			changes, err := register.KeepElsewhere(b.Case, of.Kind, e)
			b.try(of, b.line("registers", i), changes, err)
		}
		for j := range of.Records {
			b.record(of, of.Kind, &of.Records[j], "", "registers", i, "records", j)
		}
	}
	for _, l := range b.late {
		b.finish(l)
	}
	var acts [][]assess.Change
	for i := range d.Registers {
		if changes := b.acts[&d.Registers[i]]; len(changes) > 0 {
			acts = append(acts, changes)
		}
	}
	return acts
}

// record makes a record, and those below it.
func (b *shelver) record(of *docRegister, kind string, x *docRecord, parent string, path ...any) {
	id, line := b.newID(), b.line(path...)
	said := b.said(kind, x, line)
	if parent != "" {
		said[catalog.RecordParent] = parent
	}
	l := later{of: of, kind: kind, id: id, said: b.put(kind, said, line), state: x.State, line: line}
	changes, err := register.Put(b.Case, kind, id, said)
	if !b.try(of, line, changes, err) {
		return
	}
	if _, twice := b.refs[x.Ref]; twice {
		b.fault(line, "", fmt.Errorf("two records have the ref %s; give each its own", short(x.Ref)))
	}
	if x.Ref != "" {
		b.refs[x.Ref] = id
	}
	if len(l.said) > 0 || l.state != "" {
		b.late = append(b.late, l)
	}
	b.measure(of, id, x.Measured, line)
	for _, below := range slices.Sorted(maps.Keys(x.Below)) {
		for i := range x.Below[below] {
			b.record(of, below, &x.Below[below][i], id, append(slices.Clone(path), "below", below, i)...)
		}
	}
}

// measure gives a metric what was measured of it.
func (b *shelver) measure(of *docRegister, metric string, measured []docMeasurement, line int) {
	var all []assess.Measurement
	for _, x := range measured {
		m, err := register.TypedMeasurement(x.At, x.Value, x.Cases, x.Group, x.Note)
		if err != nil {
			b.fault(line, "", err)
			return
		}
		all = append(all, m)
	}
	if len(all) > 0 {
		changes, err := register.Measure(b.Case, metric, all)
		b.try(of, line, changes, err)
	}
}

// said is what a record says of its fields, on top of the row that it is taken from.
func (b *shelver) said(kind string, x *docRecord, line int) map[string]string {
	said := map[string]string{}
	if n, taken := x.Says[catalog.RecordLibrary]; taken {
		row := b.row(kind, n.Value)
		if row == nil {
			b.fault(line, "", fmt.Errorf("the library of this register offers no row %s", short(n.Value)))
		}
		maps.Copy(said, row)
	}
	k, _ := b.Catalog.Register(kind)
	for name, n := range x.Says {
		said[name] = block(n.Value)
		if n.Kind != yaml.SequenceNode {
			continue
		}
		all := scalars(&n)
		if f, has := k.Field(name); has && f.Type == "evidence" {
			all = b.evidence(all)
		}
		said[name] = strings.Join(all, ",")
	}
	return said
}

// evidence are the ids of pieces of evidence by what they are, which may hold a comma.
func (b *shelver) evidence(names []string) []string {
	for i, name := range names {
		for _, e := range b.Assessment.Evidence {
			if assess.FoldName(e.What) == assess.FoldName(name) {
				names[i] = e.ID
			}
		}
	}
	return names
}

// row is what a row of a library says; nothing where it is not offered.
func (b *shelver) row(kind, id string) register.Row {
	all, asked := b.rows[kind]
	if !asked {
		all = register.Library(b.Case, kind)
		b.rows[kind] = all
	}
	for _, row := range all {
		if row[catalog.RecordLibrary] == id {
			return row
		}
	}
	return nil
}

// put turns the refs of a record into the ids that they stand for, and takes out and
// gives what leads to a record that is not there yet.
func (b *shelver) put(kind string, said map[string]string, line int) map[string]string {
	k, known := b.Catalog.Register(kind)
	late := map[string]string{}
	if !known {
		return late
	}
	for _, f := range k.Fields {
		if f.Type != "record" && f.Type != "records" || said[f.Name] == "" {
			continue
		}
		if ids, there := b.ids(said[f.Name]); there {
			said[f.Name] = ids
			continue
		}
		late[f.Name] = said[f.Name]
		delete(said, f.Name)
		if f.Required {
			b.fault(line, "", fmt.Errorf("%s leads to a record that stands further down or nowhere; put that one before", short(f.Name)))
		}
	}
	return late
}

// ids are the records that refs stand for; false where one is not there.
func (b *shelver) ids(refs string) (string, bool) {
	var all []string
	for _, ref := range strings.Split(refs, ",") {
		id, known := b.refs[strings.TrimSpace(ref)]
		if !known {
			return "", false
		}
		all = append(all, id)
	}
	return strings.Join(all, ","), true
}

// finish says what had to wait, and puts the record into its state.
func (b *shelver) finish(l later) {
	for name, refs := range l.said {
		ids, there := b.ids(refs)
		if !there {
			b.fault(l.line, "", fmt.Errorf("%s leads to %s, and not all of these are refs of this document", short(name), short(refs)))
			return
		}
		l.said[name] = ids
	}
	if len(l.said) > 0 {
		changes, err := register.Set(b.Case, l.kind, l.id, l.said)
		b.try(l.of, l.line, changes, err)
	}
	if l.state != "" {
		changes, err := register.Move(b.Case, l.kind, l.id, l.state)
		b.try(l.of, l.line, changes, err)
	}
}

// try takes what was decided into the act of a register, or keeps what is wrong
// with it.
func (b *shelver) try(of *docRegister, line int, changes []assess.Change, err error) bool {
	next := b.Book
	if err == nil {
		next, err = register.Foresee(b.Book, changes)
	}
	if err != nil {
		b.fault(line, "", errors.New(strings.TrimSpace(err.Error())))
		return false
	}
	b.Book = next
	b.acts[of] = append(b.acts[of], changes...)
	return true
}
