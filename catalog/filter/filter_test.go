package filter_test

import (
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/filter"
	"crosswalk/catalog/synergy"
)

// busy is a book in which every kind of filter has something to choose.
func busy(t testing.TB) *book {
	b := open(t)
	b.system("Chatbot")
	b.system("Scoring")
	b.rate("4.1", 4)
	b.rate("4.2", 3)
	b.rate("4.3", 2)
	b.rate("5.2", 1)
	b.do(assess.PutEvidence(b.cat, b.a, assess.Evidence{ID: "e1", What: "Context page", Items: []string{"4.1"}, SeenBy: "Jon", SeenOn: "2026-11-01"}))
	b.do(assess.Flag(b.cat, b.a, assess.Key{Item: "A.5.4"}, true))
	b.own("4.1", "ada  lovelace", "2026-11-01")
	b.own("4.3", "Ines Braun", "2026-12-20")
	b.own("5.2", "Ines Braun", "2026-11-23")
	b.do(assess.PutFinding(b.cat, b.a, assess.Finding{ID: "f1", Item: "5.2", Grade: assess.GradeMinor, Statement: "No policy is signed."}))
	b.do(assess.Exclude(b.cat, b.a, assess.Key{Item: "A.2.3"}, assess.Exclusion{Reason: "One policy alone"}))
	b.do(assess.Rate(b.cat, b.a, assess.Key{Item: "A.5.4", System: "s-Chatbot"}, 4, ""))
	b.do(assess.Rate(b.cat, b.a, assess.Key{Item: "A.5.4", System: "s-Scoring"}, 1, ""))
	it, _ := b.cat.Item("6.1.2")
	b.do(assess.Rate(b.cat, b.a, assess.Key{Item: "6.1.2", Question: it.Questions[0].ID}, 1, ""))
	b.rate("6.1.2", 3)
	for _, id := range []string{"9.2.1", "9.2.2", "5.1"} {
		b.base(id, 4)
	}
	return b
}

func TestEveryKindChoosesWhatItSays(t *testing.T) {
	b := busy(t)
	for text, want := range map[string]string{
		"flagged":                         "A.5.4",
		"mine":                            "4.1",
		`owner:"Ines Braun"`:              "4.3 5.2",
		`owner:"ines  BRAUN" clause:5`:    "5.2",
		`owner:"Ines Braun" mine`:         "",
		`owner:"Ines Braun" owner:nobody`: "4.3 5.2",
		"nonconformity":                   "5.2",
		"excluded":                        "A.2.3",
		"overridden":                      "6.1.2",
		"not-verified":                    "4.2 6.1.2",
		"overdue":                         "5.2",
		"due":                             "4.3 5.2",
		"due:25d":                         "5.2",
		"due:26d":                         "4.3 5.2",
		"gaps clause:4":                   "4.3 4.4",
		"clause:4 clause:a.2":             "4.1 4.2 4.3 4.4 A.2.2 A.2.3 A.2.4",
		"no-evidence clause:4":            "4.2 4.3 4.4",
		"no-owner clause:4":               "4.2 4.4",
		"unanswered clause:4":             "4.4",
		"stale":                           "",
		"mapped":                          "",
		"gaps system:Chatbot clause:A.5":  "A.5.3 A.5.5",
		"gaps system:Scoring clause:A.5":  "A.5.3 A.5.4 A.5.5",
		"gaps system:Scoring system:Chatbot clause:A.5": "A.5.3 A.5.4 A.5.5",
		"gaps system:Retired":                           "",
		"all gaps clause:10":                            "10.1 10.2",
	} {
		if got := b.chosen(text, b.items()); got != want {
			t.Errorf("%s chooses %q, not %q", text, got, want)
		}
	}
}

func TestItemsOfTheISMSAreChosenByTheSameWords(t *testing.T) {
	b := busy(t)
	b.base("A.5.1", 2)
	b.do(assess.AssignBaseline(b.cat, b.a, "A.5.1", "Ines Braun", "2026-11-01"))
	b.do(assess.AssignBaseline(b.cat, b.a, "5.1", "Ines Braun", "2026-11-01"))
	b.do(assess.ExcludeBaseline(b.cat, b.a, "A.7.4", assess.Exclusion{Reason: "No premises"}))
	b.do(assess.PutFinding(b.cat, b.a, assess.Finding{ID: "f2", Baseline: "9.2.1", Grade: assess.GradeMajor, Statement: "No audit."}))
	b.do(assess.PutEvidence(b.cat, b.a, assess.Evidence{ID: "e2", What: "Policy", Items: []string{assess.BaselineRef("5.2")}}))
	isms := b.cat.Foundation().Items()
	for text, want := range map[string]string{
		`owner:"Ines Braun"`:   "5.1 A.5.1",
		"overdue":              "A.5.1",
		"excluded":             "A.7.4",
		"nonconformity":        "9.2.1",
		"gaps clause:9":        "9.1 9.2.1 9.3.1 9.3.2 9.3.3",
		"unanswered clause:5":  "5.2 5.3",
		"no-evidence clause:5": "5.1 5.3",
		"flagged":              "",
		"asks:manager":         "",
	} {
		if got := b.chosen(text, isms); got != want {
			t.Errorf("%s chooses %q, not %q", text, got, want)
		}
	}
	for _, it := range b.facts().Choose(parsed(t, "mapped"), isms) {
		if len(b.cat.Carries(it.ID)) == 0 {
			t.Errorf("nothing rests on %s", it.ID)
		}
	}
}

func TestWhatTheISMSCarriesIsChosenByItsFigures(t *testing.T) {
	b := busy(t)
	x := b.facts()
	for _, i := range x.Synergy.Items {
		if (i.Quadrant == synergy.QuickWin) != x.Lets(parsed(t, "quick-wins"))(i.Item) {
			t.Errorf("%s is in the quadrant %q", i.Item.ID, i.Quadrant)
		}
		_, offered := synergy.Propose(b.cat, b.a, x.Synergy.Basis, assess.Key{Item: i.Item.ID})
		if !i.Item.PerSystem() && offered != x.Lets(parsed(t, "drafts"))(i.Item) {
			t.Errorf("of %s a draft is offered: %v", i.Item.ID, offered)
		}
	}
	if b.chosen("drafts", b.items()) == "" {
		t.Error("no draft is offered, so nothing was compared")
	}
}

func TestAnItemThatIsVotedOnIsInNoFilterThatTellsHowItStands(t *testing.T) {
	b := busy(t)
	x := b.facts()
	x.Veiled = "5.2"
	it, _ := b.cat.Item("5.2")
	for _, k := range filter.Kinds() {
		f := filter.Of(k.Term())
		if k.Takes != "" {
			f = filter.Of(filter.Term{Word: k.Word, Value: "Ines Braun"})
		}
		if x.Lets(f)(it) {
			t.Errorf("%s tells of it", f)
		}
	}
	for _, f := range []string{"clause:5", "asks:" + strings.Fields(it.Interview[0])[0], "all"} {
		if !x.Lets(parsed(t, f))(it) {
			t.Errorf("%s hides what the catalogue says", f)
		}
	}
	if owners, _ := x.Values(kind(t, "owner"), b.items()); !slices.Equal(owners, []string{"ada  lovelace", "Ines Braun"}) {
		t.Errorf("the owners are %q", owners) // she has another item
	}
}

func kind(t *testing.T, word string) filter.Kind {
	t.Helper()
	k, ok := filter.KindOf(word)
	if !ok {
		t.Fatalf("there is no kind %s", word)
	}
	return k
}

func TestTheValuesThereAreAreListedOnce(t *testing.T) {
	b := busy(t)
	x := b.facts()
	for word, want := range map[string][]string{
		"owner": {"ada  lovelace", "Ines Braun"}, "system": {"Chatbot", "Scoring"},
		"clause": {"4", "5", "6", "7", "8", "9", "10", "A.2", "A.3", "A.4", "A.5", "A.6", "A.7", "A.8", "A.9", "A.10"},
	} {
		if got, _ := x.Values(kind(t, word), b.items()); !slices.Equal(got, want) {
			t.Errorf("%s: %q", word, got)
		}
	}
	if _, n := x.Values(kind(t, "owner"), b.items()); n != 3 {
		t.Errorf("%d items have an owner", n)
	}
	roles, _ := x.Values(kind(t, "asks"), b.items())
	for _, role := range roles {
		if x.Count(filter.Of(filter.Term{Word: "asks", Value: role}), b.items()) == 0 {
			t.Errorf("nothing is asked of %q", role)
		}
	}
}

func TestWhereNothingIsLeftItIsSaidWhy(t *testing.T) {
	b := busy(t)
	for text, want := range map[string]string{
		"stale":                       "No answer is stale: none rests on a rating of the ISMS that fell since.",
		"owner:Gone":                  "No item is assigned to Gone.",
		"gaps owner:Gone":             "No item is assigned to Gone.",
		"system:Old":                  "No item is about an AI system Old in scope.",
		`gaps owner:"Ines Braun" due`: "No item is all of this: gaps, owner Ines Braun, due within 30d.",
	} {
		if why, _ := b.facts().None(parsed(t, text), b.items()); why != want {
			t.Errorf("%s: %s", text, why)
		}
	}
}

func TestAFilterIsReadOutInWords(t *testing.T) {
	for text, want := range map[string]string{
		"":                                  "",
		"no-evidence gaps":                  "gaps, no evidence",
		`due:2w owner:Jon owner:"A B" gaps`: "gaps, owner Jon or A B, due within 14d",
	} {
		if got := parsed(t, text).Words(); got != want {
			t.Errorf("%q reads as %q", text, got)
		}
	}
}

func TestATermIsAddedAndTakenAway(t *testing.T) {
	f := parsed(t, "mine")
	g := f.Toggle(filter.Term{Word: "owner", Value: "Ines"}).Toggle(filter.Term{Word: "gaps"})
	if g.String() != "gaps mine owner:Ines" || f.String() != "mine" {
		t.Errorf("with two more it is %q, and the one before %q", g, f)
	}
	if h := g.With(filter.Term{Word: "owner", Value: "Jon"}).Without("owner"); h.String() != "gaps mine" {
		t.Errorf("of nobody it is %q", h)
	}
	if g = g.Toggle(filter.Term{Word: "owner", Value: "INES"}); g.Holds("owner") || !g.Equal(parsed(t, "mine gaps")) {
		t.Errorf("without the owner it is %q", g)
	}
}

func TestTheKindsAreToldApart(t *testing.T) {
	words, keys := map[string]bool{}, map[string]bool{"x": true, "j": true, "k": true, "q": true}
	for _, k := range filter.Kinds() {
		if words[k.Word] || keys[k.Key] || len(k.Key) != 1 {
			t.Errorf("%s, %q is not the only one of this name or key, or its key is taken", k.Word, k.Key)
		}
		words[k.Word], keys[k.Key] = true, true
		if k.Help == "" || k.None == "" || (k.Takes != "") != strings.Contains(k.Shown, "…") {
			t.Errorf("%s does not say what it is", k.Word)
		}
		if k.Asks(catalog.AIMS) == false && k.Asks(catalog.ISMS) == false {
			t.Errorf("%s is asked of nothing", k.Word)
		}
	}
}

func BenchmarkChoose(b *testing.B) {
	x := busy(b)
	facts, items := x.facts(), x.items()
	for _, text := range []string{"gaps", `gaps owner:"Ines Braun" due:30d no-evidence`, "drafts", "system:Chatbot gaps"} {
		f := parsed(b, text)
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				facts.Choose(f, items)
			}
		})
	}
	b.Run("every kind", func(b *testing.B) {
		for b.Loop() {
			for _, k := range filter.Kinds() {
				facts.Count(filter.Of(k.Term()), items)
			}
		}
	})
}

func TestWhatOneTookOnIsMineToo(t *testing.T) {
	b := busy(t)
	facts := b.facts()
	facts.Taken = func(it *catalog.Item) bool { return it.ID == "9.1" }
	var got []string
	for _, it := range facts.Choose(parsed(t, "mine"), b.items()) {
		got = append(got, it.Number)
	}
	if !slices.Equal(got, []string{"4.1", "9.1"}) {
		t.Errorf("mine are %v", got)
	}
}
