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

	"crosswalk/catalog"
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
}

var yesNo = []string{"yes", "no"}

// ProfileKeys are all keys but effort, which has one for each item
// ("effort.A.5.2").
var ProfileKeys = []ProfileKey{
	{"organisation", "Name of the organisation", nil},
	{"scope", "What the AI management system covers", nil},
	{"kind", "Kind of assessment", []string{"gap", "internal-audit", "surveillance"}},
	{"size", "Size of the organisation", []string{"small", "medium", "large"}},
	{"target", "Level the organisation aims for", []string{"3", "4", "5"}},
	{"start", "Day the work starts", nil},
	{"fte", "People on the work, in full-time equivalents", nil},
	{"holidays", "Days nobody works, separated by commas", nil},
	{"isms_years", "Years the ISMS has run", nil},
	{"isms_certified", "Is the ISMS certified?", yesNo},
	{"scopes_compatible", "Do the scopes of ISMS and AIMS fit together?", []string{"yes", "partly", "no"}},
	{"certification_wanted", "Is certification of the AIMS wanted?", yesNo},
	{"certification_by", "Day by which certification is wanted", nil},
	{"one_owner", "Are AI and security under one owner?", yesNo},
	{"scope_moves", "Is the scope of the AIMS expected to move?", yesNo},
	{"budget", "Budget now", []string{"small", "normal"}},
	{"basis", "Figures as corrected or as published", []string{"corrected", "published"}},
	{"strategy", "Strategy that was chosen, where not the recommended one", []string{catalog.Integrated, catalog.Extension, catalog.Coordinated}},
	{"strategy_reason", "Why that strategy was chosen", nil},
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
	switch key {
	case "organisation":
		return &p.Organisation
	case "scope":
		return &p.Scope
	case "kind":
		return &p.Kind
	case "size":
		return &p.Size
	case "target":
		return &p.Target
	case "start":
		return &p.Start
	case "fte":
		return &p.FTE
	case "holidays":
		return &p.Holidays
	case "isms_years":
		return &p.ISMSYears
	case "isms_certified":
		return &p.ISMSCertified
	case "scopes_compatible":
		return &p.ScopesCompatible
	case "certification_wanted":
		return &p.CertificationWanted
	case "certification_by":
		return &p.CertificationBy
	case "one_owner":
		return &p.OneOwner
	case "scope_moves":
		return &p.ScopeMoves
	case "budget":
		return &p.Budget
	case "basis":
		return &p.Basis
	case "strategy":
		return &p.Strategy
	case "strategy_reason":
		return &p.StrategyReason
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
		*at = list(text)
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

func list(text string) []string {
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
	i := slices.IndexFunc(ProfileKeys, func(k ProfileKey) bool { return k.Name == key })
	if words := ProfileKeys[i].Words; words != nil {
		if text == "" {
			return nil
		}
		return checkWord(key, text, words)
	}
	switch key {
	case "fte":
		return checkNumber(key, text, 0, 1000, false)
	case "isms_years":
		if text == "" {
			return nil
		}
		return checkNumber(key, text, 0, 100, true)
	case "start", "certification_by":
		return CheckDate(key, text)
	case "holidays":
		for _, day := range list(text) {
			if err := CheckDate("holiday", day); err != nil {
				return err
			}
		}
		return nil
	case "scope", "strategy_reason":
		return CheckText(strings.ReplaceAll(key, "_", " "), text, MaxNote)
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
	if err := text(&s, v); err != nil {
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
