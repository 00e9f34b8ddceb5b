package assess

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
)

// Profile is what the assessment knows about the organisation and the plan.
// Every field but Organisation is optional; the empty value means "not said".
type Profile struct {
	Organisation string
	Scope        string
	Kind         string   // gap, internal-audit or surveillance
	Size         string   // small, medium or large
	Target       int      // 3, 4 or 5; colours maturity, nothing else
	Start        string   // YYYY-MM-DD
	FTE          float64  // people on the work, full-time equivalents, more than 0
	Holidays     []string // YYYY-MM-DD, sorted
	ISMSYears    *float64 // years the ISMS has run

	ISMSCertified       string // yes or no
	ScopesCompatible    string // yes, partly or no
	CertificationWanted string // yes or no
	CertificationBy     string // YYYY-MM-DD
	OneOwner            string // yes or no
	ScopeMoves          string // yes or no
	Budget              string // small or normal
	Basis               string // corrected or published
	Strategy            string // the one that was chosen; empty: the recommended one
	StrategyReason      string // why, where one was chosen

	// What the pages for management say, a line for each thing.
	Decisions string // wanted: what, by whom by when, its cost, what happens otherwise
	Sites     string
	PeopleMet string
	NotSeen   string // what was not looked at

	ConcernReaders string // who reads concerns and complaints where nobody else is named in one, a line for each

	Effort map[string]float64 // person-days an item takes here, where not the catalogue's
}

// DefaultProfile is a profile in which only the method's defaults stand.
func DefaultProfile() Profile {
	return Profile{Kind: "gap", Size: "medium", Target: 3, FTE: 1.5, Basis: "corrected"}
}

func (p Profile) clone() Profile {
	p.Effort = maps.Clone(p.Effort)
	return p
}

// ProfileKey describes one key of a profile, in the order people are asked.
type ProfileKey struct {
	Name  string
	About string   // one line, for forms and help
	Words []string // where the answer is one of these
	Many  bool     // a line is a thing of its own

	at    func(*Profile) any           // where it is kept
	check func(key, text string) error // of text that is not empty; nil: one of Words, else a line
}

var yesNo = []string{"yes", "no"}

// ProfileKeys are all keys but effort, which has one for each item
// ("effort.A.5.2").
var ProfileKeys = []ProfileKey{
	{"organisation", "Name of the organisation", nil, false, func(p *Profile) any { return &p.Organisation }, nil},
	{"scope", "What the AI management system covers", nil, false, func(p *Profile) any { return &p.Scope }, checkLong},
	{"kind", "Kind of assessment", []string{"gap", "internal-audit", "surveillance"}, false, func(p *Profile) any { return &p.Kind }, nil},
	{"size", "Size of the organisation", []string{"small", "medium", "large"}, false, func(p *Profile) any { return &p.Size }, nil},
	{"target", "Level the organisation aims for", []string{"3", "4", "5"}, false, func(p *Profile) any { return &p.Target }, nil},
	{"start", "Day the work starts", nil, false, func(p *Profile) any { return &p.Start }, CheckDate},
	{"fte", "People on the work, in full-time equivalents", nil, false, func(p *Profile) any { return &p.FTE }, checkFTE},
	{"holidays", "Days nobody works, separated by commas", nil, false, func(p *Profile) any { return &p.Holidays }, checkDays},
	{"isms_years", "Years the ISMS has run", nil, false, func(p *Profile) any { return &p.ISMSYears }, checkYears},
	{"isms_certified", "Is the ISMS certified?", yesNo, false, func(p *Profile) any { return &p.ISMSCertified }, nil},
	{"scopes_compatible", "Do the scopes of ISMS and AIMS fit together?", []string{"yes", "partly", "no"}, false, func(p *Profile) any { return &p.ScopesCompatible }, nil},
	{"certification_wanted", "Is certification of the AIMS wanted?", yesNo, false, func(p *Profile) any { return &p.CertificationWanted }, nil},
	{"certification_by", "Day by which certification is wanted", nil, false, func(p *Profile) any { return &p.CertificationBy }, CheckDate},
	{"one_owner", "Are AI and security under one owner?", yesNo, false, func(p *Profile) any { return &p.OneOwner }, nil},
	{"scope_moves", "Is the scope of the AIMS expected to move?", yesNo, false, func(p *Profile) any { return &p.ScopeMoves }, nil},
	{"budget", "Budget now", []string{"small", "normal"}, false, func(p *Profile) any { return &p.Budget }, nil},
	{"basis", "Figures as corrected or as published", []string{"corrected", "published"}, false, func(p *Profile) any { return &p.Basis }, nil},
	{
		"strategy", "Strategy that was chosen, where not the recommended one",
		[]string{catalog.Integrated, catalog.Extension, catalog.Coordinated},
		false,
		func(p *Profile) any { return &p.Strategy }, nil,
	},
	{"strategy_reason", "Why that strategy was chosen", nil, false, func(p *Profile) any { return &p.StrategyReason }, checkLong},
	{"decisions", "Decisions wanted: what, by whom by when, cost, what happens otherwise", nil, true, func(p *Profile) any { return &p.Decisions }, checkLong},
	{"sites", "Sites that were assessed", nil, true, func(p *Profile) any { return &p.Sites }, checkLong},
	{"people_met", "People met", nil, true, func(p *Profile) any { return &p.PeopleMet }, checkLong},
	{"not_seen", "What was not looked at", nil, true, func(p *Profile) any { return &p.NotSeen }, checkLong},
	{"concern_readers", "Who reads concerns and complaints", nil, true, func(p *Profile) any { return &p.ConcernReaders }, checkLong},
}

// ProfileKeyNamed finds a key by its name.
func ProfileKeyNamed(name string) (ProfileKey, bool) {
	for _, k := range ProfileKeys {
		if k.Name == name {
			return k, true
		}
	}
	return ProfileKey{}, false
}

// Things are the lines of a text that has one for each thing.
func Things(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

func checkLong(key, text string) error {
	return CheckText(strings.ReplaceAll(key, "_", " "), text, MaxNote)
}

func checkFTE(key, text string) error   { return checkNumber(key, text, 0, 1000, false) }
func checkYears(key, text string) error { return checkNumber(key, text, 0, 100, true) }

func checkDays(_, text string) error {
	for _, one := range days(text) {
		if err := CheckDate("holiday", one); err != nil {
			return err
		}
	}
	return nil
}

// ReadDays is a text for a key as it is kept: days in it may be typed in any
// usual way, and those that count from today do so from that one.
func ReadDays(key, text string, today time.Time) (string, error) {
	switch key {
	case "start", "certification_by":
		return day.Parse(strings.ReplaceAll(key, "_", " "), text, today)
	case "holidays":
		kept := days(text)
		for i := range kept {
			var err error
			if kept[i], err = day.Parse("holiday", kept[i], today); err != nil {
				return "", err
			}
		}
		return strings.Join(kept, ","), nil
	}
	return text, nil
}

// ShowDays is a kept day, or several, as people read them.
func ShowDays(kept string) string {
	all := days(kept)
	for i := range all {
		all[i] = day.Show(all[i])
	}
	return strings.Join(all, ", ")
}

// Show is what is kept for a key as people read it.
func (p *Profile) Show(key string) string {
	switch kept := p.Get(key); key {
	case "start", "certification_by", "holidays":
		return ShowDays(kept)
	default:
		return kept
	}
}

// fields are where the keys are kept; effort, which has a key for each item, is
// one of them.
func (p *Profile) fields() []Field {
	all := make([]Field, 0, len(ProfileKeys)+1)
	for _, k := range ProfileKeys {
		all = append(all, Field{Name: k.Name, At: k.at(p)})
	}
	return append(all, Field{Name: "effort", At: &p.Effort, Refers: ItsItems})
}

const effortPrefix = "effort."

// Get is a key's value as text, as it would be typed; empty where not said.
func (p *Profile) Get(key string) string {
	if item, ok := strings.CutPrefix(key, effortPrefix); ok {
		if d, said := p.Effort[item]; said {
			return number(d)
		}
		return ""
	}
	switch at := p.at(key).(type) {
	case *string:
		return *at
	case *int:
		return strconv.Itoa(*at)
	case *float64:
		return number(*at)
	case **float64:
		if *at != nil {
			return number(**at)
		}
	case *[]string:
		return strings.Join(*at, ",")
	}
	return ""
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// at is where a key is kept; nil where there is no such key.
func (p *Profile) at(key string) any {
	if k, ok := ProfileKeyNamed(key); ok {
		return k.at(p)
	}
	return nil
}

// With gives the profile with a key set from text; empty text takes an
// optional answer back (kind, size, target, fte and basis to their default).
func (p Profile) With(key, text string) (Profile, error) {
	p = p.clone()
	text = strings.TrimSpace(text)
	if item, ok := strings.CutPrefix(key, effortPrefix); ok {
		return p, p.setEffort(item, text)
	}
	at := p.at(key)
	if at == nil {
		names := make([]string, len(ProfileKeys))
		for i, k := range ProfileKeys {
			names[i] = k.Name
		}
		return p, fmt.Errorf("a profile has no key %q; the keys are %s and effort.ITEM", key, strings.Join(names, ", "))
	}
	if text == "" {
		fresh := DefaultProfile()
		text = fresh.Get(key)
	}
	if err := checkProfile(key, text); err != nil {
		return p, err
	}
	switch at := at.(type) {
	case *string:
		*at = text
	case *int:
		*at, _ = strconv.Atoi(text)
	case *float64:
		*at, _ = strconv.ParseFloat(text, 64)
	case **float64:
		*at = nil
		if years, err := strconv.ParseFloat(text, 64); err == nil {
			*at = &years
		}
	case *[]string:
		*at = days(text)
	}
	return p, nil
}

func (p *Profile) setEffort(item, text string) error {
	if text == "" {
		delete(p.Effort, item)
		return nil
	}
	if err := checkNumber(effortPrefix+item, text, 0, 1000, true); err != nil {
		return err
	}
	if p.Effort == nil {
		p.Effort = map[string]float64{}
	}
	p.Effort[item], _ = strconv.ParseFloat(text, 64)
	return nil
}

func days(text string) []string {
	var all []string
	for part := range strings.SplitSeq(text, ",") {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func checkProfile(key, text string) error {
	k, _ := ProfileKeyNamed(key)
	switch {
	case k.Words != nil && text == "":
		return nil
	case k.Words != nil:
		return checkWord(key, text, k.Words)
	case k.check != nil && text != "":
		return k.check(key, text)
	}
	return CheckLine(key, text)
}

func checkNumber(key, text string, least, most float64, including bool) error {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(f) || f < least || f > most || (f == least && !including) {
		from := "more than "
		if including {
			from = "from "
		}
		return fmt.Errorf("%s is %q; a number %s%g to %g is right", key, text, from, least, most)
	}
	return nil
}

// apply sets a key from a revision's value: the text that was checked.
func (p *Profile) apply(key string, v json.RawMessage) error {
	var s string
	if err := value(&s, v); err != nil {
		return err
	}
	next, err := p.With(key, s)
	if err != nil {
		return err
	}
	*p = next
	return nil
}

// changes lists what turns one profile into another.
func (p *Profile) changes(next *Profile) []Change {
	var all []Change
	set := func(key string) {
		if was, is := p.Get(key), next.Get(key); was != is {
			all = append(all, Change{Subject: KindAssessment, Field: key, Value: encode(is)})
		}
	}
	for _, k := range ProfileKeys {
		set(k.Name)
	}
	items := slices.SortedFunc(maps.Keys(mergeKeys(p.Effort, next.Effort)), cmp.Compare[string])
	for _, item := range items {
		set(effortPrefix + item)
	}
	return all
}

func mergeKeys(a, b map[string]float64) map[string]bool {
	all := map[string]bool{}
	for k := range a {
		all[k] = true
	}
	for k := range b {
		all[k] = true
	}
	return all
}
