package intake

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
)

// found is a sheet of people who do this job, and what should become of it.
type found struct {
	file    string
	as      As
	say     Layout // what the person says of it
	asks    string // kinds of what is open before that, "" where nothing is; a ? behind what nothing is proposed for
	words   string // the words that are open before that, "=" with what is proposed
	rows    int    // that come in changed, once it is said
	ratings string // of some items, as item=rating
	refused string // a part of the one sentence with which it is refused
}

// sheets are the sheets that people sent, and the sheets of /shapes: each is one
// line of this table.
var sheetsFound = []found{
	{file: "aims-checklist.csv", as: Answers, rows: 3, words: "P=2", asks: "words", ratings: "4.1=3 4.2=2 6.1.4=0"},
	{file: "aims-soa-no.csv", as: Answers, refused: "A.10.3 can't be excluded without a justification"},
	{file: "aims-soa-no2.csv", as: Answers, refused: "A.10.4 is not applicable here and rated in its status"},
	{file: "applicable-x.csv", as: SoA, asks: "words", words: "=no", rows: 2, ratings: "A.5.1=3 A.7.4=na"},
	{file: "applicable-yes-long.csv", as: SoA, rows: 2, ratings: "A.5.1=3 A.7.4=na"},
	{file: "clauses-in-soa.csv", as: SoA, refused: "cell A3: 5.1 is a clause of ISO/IEC 27001:2022"},
	{file: "clauses-in-soa.csv", as: Baseline, rows: 6, ratings: "6.1.1=3 A.5.2=1"},
	{file: "clauses-only.csv", as: SoA, refused: "--as baseline reads"},
	{file: "dates-de.csv", as: SoA, refused: "a spreadsheet may have made a date of it"},
	{file: "dates-en.csv", as: SoA, refused: "a spreadsheet may have made a date of it"},
	{file: "decimal-comma.csv", as: SoA, refused: "5.1 may be 5.1 or 5.10"},
	{file: "demo-as-ods.ods", as: SoA, rows: 93},
	{file: "demo-utf16-no-mark.csv", as: SoA, rows: 93},
	{file: "demo-windows-1252.csv", as: SoA, rows: 93},
	{file: "demo.xls", as: SoA, refused: "save it as XLSX"},
	{file: "eramba.csv", as: SoA, asks: "words", refused: "A.7.4 can't be excluded without a justification"},
	{file: "evidence-many.csv", as: Answers, rows: 1, ratings: "4.1=3"},
	{file: "excluded-not-implemented.csv", as: SoA, refused: "A.7.5 is not applicable here and rated in its status"},
	{file: "gap-de-emoji.csv", as: SoA, asks: "words", words: "❌ Offen=0", rows: 3, ratings: "A.5.1=3 A.5.2=2 A.5.3=0"},
	{file: "gap-pt-three-sheets.xlsx", as: Baseline, rows: 72, ratings: "4.1=3 5.2=2 A.5.1=2 A.5.2=0 A.5.4=3"},
	{file: "heads-with-lang-pair.csv", as: SoA, rows: 1, ratings: "A.5.1=3"},
	{file: "ids-many-in-one.csv", as: SoA, refused: "A.8.1 (also A.8.9)"},
	{file: "map-nist2.csv", as: SoA, rows: 2, ratings: "A.5.9=3 A.8.1=3 A.5.16=1"},
	{file: "mapping-mixed-editions.csv", as: SoA, asks: "edition words", words: "In Progress=1", rows: 3},
	{file: "maturity-score-heading.csv", as: SoA, rows: 2, ratings: "A.5.9=3 A.5.10=1"},
	{file: "nb-hyphen-date.csv", as: Answers, rows: 2},
	{file: "numbers-cut-differ.csv", as: SoA, rows: 3, ratings: "A.5.1=3 A.8.15=3 A.5.10=1"},
	{file: "numbers-cut-small.csv", as: SoA, rows: 5, ratings: "A.5.9=3 A.8.10=1 A.5.10=1 A.8.15=3 A.5.20=3"},
	{file: "opengrc.csv", as: SoA, refused: "A.7.4 can't be excluded without a justification"},
	{file: "own-export.tsv", as: Answers, rows: 2},
	{file: "own-export2.tsv", as: Answers, rows: 1},
	{file: "percent-100-0.xlsx", as: SoA, asks: "scale", rows: 3, ratings: "A.5.1=5 A.5.2=5 A.5.3=0"},
	{file: "probo.csv", as: SoA, rows: 2, ratings: "A.5.1=3 A.7.4=na"},
	{file: "property-block.csv", as: SoA, rows: 1, ratings: "A.5.1=3"},
	{file: "revision-block.xlsx", as: SoA, rows: 2},
	{file: "scf-wide.csv", as: SoA, refused: "the column \"ISO 27001 2022\" names items, and no other column is known to say something of them"},
	{file: "soa-2013-full.csv", as: SoA, asks: "edition", rows: 114, ratings: "A.5.1=3 A.5.7="},
	{file: "soa-2013-objectives-full.csv", as: SoA, refused: "2013"},
	{file: "soa-2013-objectives-short.csv", as: SoA, refused: "2013"},
	{
		file: "soa-cmmi.csv", as: SoA, asks: "words?", rows: 12, ratings: "A.5.1=1 A.5.2=2 A.5.3=3 A.5.4=4 A.5.5=5 A.5.6=0 A.5.8=3 A.5.9=2 A.5.10=4",
		say: Layout{Words: map[string]string{"Limited": "1", "2.5": "2", "1-2": "1"}},
	},
	{file: "soa-colours-x.xlsx", as: SoA, rows: 4, ratings: "A.5.1=3 A.5.2=2 A.5.3=0 A.7.4=na"},
	{file: "soa-colours.xlsx", as: SoA, refused: "colours are not read"},
	{file: "soa-es.csv", as: SoA, rows: 4, ratings: "A.5.1=4 A.5.2=3 A.8.12=2 A.8.30=na"},
	{file: "soa-four-sheets.xlsx", as: SoA, rows: 5, ratings: "A.5.1=3 A.5.2=1 A.6.1=3 A.7.1=3 A.8.1=3"},
	{file: "soa-fr.csv", as: SoA, asks: "words", words: "À mettre en œuvre=1", rows: 4, ratings: "A.5.1=3 A.5.2=2 A.5.3=1 A.8.4=na"},
	{file: "soa-head-merged-down.xlsx", as: SoA, rows: 2, ratings: "A.5.1=3 A.5.2=1"},
	{file: "soa-hidden-rows.xlsx", as: SoA, rows: 3, ratings: "A.5.2=1"},
	{file: "soa-ids.csv", as: SoA, rows: 37, ratings: "A.5.4=3 A.5.17=3 A.5.23=3 A.5.32=3 A.6.5=3"},
	{file: "soa-implemented-yes-no.csv", as: SoA, rows: 3, ratings: "A.5.1=3 A.5.2=0 A.5.3=2"},
	{file: "soa-legend.xlsx", as: SoA, rows: 1, ratings: "A.5.1=3"},
	{file: "soa-lr-co-b.xlsx", as: SoA, rows: 3, ratings: "A.7.4=na"},
	{file: "soa-lr-co.xlsx", as: SoA, rows: 3, ratings: "A.7.4=na"},
	{file: "soa-many-rows-per-control.csv", as: SoA, rows: 3, ratings: "A.5.1=0 A.5.2=3"},
	{file: "soa-merged-reason.xlsx", as: SoA, rows: 3, ratings: "A.7.1=na A.7.2=na A.7.3=na"},
	{file: "soa-pt.xlsx", as: SoA, rows: 70, ratings: "A.5.1=2 A.5.2=0 A.5.4=3"},
	{file: "soa-scale-1to4.csv", as: SoA, asks: "scale", rows: 2},
	{file: "soa-status-words.csv", as: SoA, rows: 25, asks: "words"},
	{file: "soa-two-reasons.csv", as: SoA, rows: 2, ratings: "A.5.1=3 A.7.4=na"},
	{file: "trailing-rows.csv", as: SoA, rows: 1, ratings: "A.5.1=3"},
	{file: "two-ids.csv", as: SoA, rows: 3, ratings: "A.5.1=3 A.5.2=1 A.5.7=0"},
	{file: "vw-status.csv", as: SoA, rows: 5, asks: "words"},
}

func TestTheSheetsOfPeopleComeIn(t *testing.T) {
	for _, c := range sheetsFound {
		t.Run(c.file+" as "+string(c.as), func(t *testing.T) {
			raw, err := os.ReadFile(filepath.Join("testdata", "sheets", c.file))
			if err != nil {
				t.Fatal(err)
			}
			f, err := Open(c.file, raw)
			if err != nil {
				c.isRefused(t, err)
				return
			}
			first, err := f.Read(book(), nordwind(t), Request{As: c.as}, newID)
			if err == nil {
				c.isAsked(t, first)
			}
			r, err := f.Read(book(), nordwind(t), Request{As: c.as, Layout: c.say, Accept: true}, newID)
			if err == nil {
				_, err = r.Taken()
			}
			if c.refused != "" {
				c.isRefused(t, err)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if r.Changed() != c.rows {
				t.Errorf("%d rows come in, %d should; %d say nothing, %d the same, remarks %q", r.Changed(), c.rows, r.Silent, r.Unchanged, r.Remarks)
			}
			a := fold(t, nordwind(t), r.Changes)
			for _, pair := range strings.Fields(c.ratings) {
				item, want, _ := strings.Cut(pair, "=")
				if got := ratingOf(a, c.as, item); got != want {
					t.Errorf("%s is %q, want %q", item, got, want)
				}
			}
			again, err := f.Read(book(), a, Request{As: c.as, Layout: c.say, Accept: true}, newID)
			if said := new(nothing); err != nil && !strings.Contains(err.Error(), "nothing was read") || len(again.Changes) > 0 {
				t.Errorf("read again it changes %d more, %v %v", len(again.Changes), err, said)
			}
		})
	}
}

func ratingOf(a *assess.Assessment, as As, item string) string {
	if as == Answers {
		return ratingText(a.Answer(assess.Key{Item: item}).Rating)
	}
	return ratingText(a.Baseline[item].Rating)
}

func (c found) isRefused(t *testing.T, err error) {
	t.Helper()
	if c.refused == "" || err == nil || !strings.Contains(err.Error(), c.refused) {
		t.Errorf("the refusal is %v, want it to say %q", err, c.refused)
	}
}

func (c found) isAsked(t *testing.T, r Reading) {
	t.Helper()
	var asks []string
	for _, a := range r.Asks {
		kind := string(a.Kind)
		if !a.Proposed {
			kind += "?"
		}
		asks = append(asks, kind)
	}
	if got := strings.Join(asks, " "); got != c.asks {
		t.Errorf("it asks for %q, want %q: %v", got, c.asks, r.Asks)
	}
	if r.Questions() > 3 {
		t.Errorf("%d questions", r.Questions())
	}
	if c.words == "" {
		return
	}
	var words []string
	for _, w := range r.Words {
		if w.Open {
			words = append(words, fmt.Sprintf("%s=%s", w.Word, w.Means))
		}
	}
	slices.Sort(words)
	if got := strings.Join(words, "; "); got != c.words {
		t.Errorf("the open words are %q, want %q", got, c.words)
	}
}
