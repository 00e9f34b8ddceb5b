package assess

import "crosswalk/catalog"

// ShownAs are the names that screens show what a subject is about by, such as the
// numbers of the items that evidence serves. The assessment itself and what no
// screen shows by a name have none.
func ShownAs(cat *catalog.Catalog, a *Assessment, s Subject) []string {
	k, err := kindOf(s)
	if err != nil || k.shown == nil {
		return nil
	}
	var names []string
	for _, name := range k.shown(a, s) {
		if item, ok := BaselineOf(name); ok {
			name = item
		}
		if name != "" {
			names = append(names, RefName(cat, a, name))
		}
	}
	return names
}

func itemShown(_ *Assessment, s Subject) []string { return s.Parts()[:1] }

func systemShown(a *Assessment, s Subject) []string {
	system, _ := a.System(s.ID())
	return []string{system.Name}
}

func controlShown(a *Assessment, s Subject) []string {
	c, _ := a.Control(s.ID())
	return []string{c.Title, a.OwnNumber(c)}
}

func evidenceShown(a *Assessment, s Subject) []string {
	e, _ := a.EvidenceByID(s.ID())
	return e.Items
}

func findingShown(a *Assessment, s Subject) []string {
	f, _ := a.Finding(s.ID())
	return []string{f.Item, f.Baseline}
}
