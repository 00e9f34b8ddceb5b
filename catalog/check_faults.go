package catalog

// checkFaults are all checks with the ways in which records can contradict by them.
// What is looked at is decided by catalog/register; here stands what it may say, so
// that a slip of the pen in the sentences is found where it was made.
var checkFaults = map[string]string{
	"context": "one-side climate unreviewed old no-role",
	"parties": "nobody-outside undecided unanswered",
	"scope":   "draft left-out joined",
	"duties":  "no-road no-plan",

	"opportunities":   "only-threats",
	"criteria":        "none no-criteria no-people",
	"risks-assessed":  "never old",
	"treatment":       "none untreated unaccepted excluded",
	"treatments-done": "late no-effect",

	"policy":         "none draft below no-principles no-law",
	"policies-agree": "none some",
	"policy-review":  "none no-date late law",
	"roles":          "vacant no-report undated",
	"staffed":        "vacant",
	"competence":     "no-action late",
	"awareness":      "none old few unjudged",
	"communication":  "not-inside not-outside open",
	"documents":      "missing",
	"documents-kept": "draft withdrawn late",

	"resources": "no-data no-model no-tool no-computing",
	"use":       "unapproved no-use never-compared compared",
	"data":      "no-use no-source no-rights no-quality no-provenance no-preparation",

	"objectives":     "open late no-metric unmeasured",
	"changes":        "not-repeated too-early",
	"gates":          "no-procedure skipped",
	"tested":         "none no-criteria no-design no-result no-groups own-test",
	"deployed":       "none no-plan no-rollback no-go",
	"papers":         "none documentation users",
	"logs":           "none no-log never-looked looked",
	"evidence-old":   "old",
	"channel":        "no-road untried old waiting",
	"reports":        "no-road untried old waiting",
	"incidents-told": "no-plan untold late",
	"suppliers":      "no-matrix nobody weak unreviewed old",

	"measured": "none own half missed",
	"watched":  "none half missed breach",

	"impact-process":   "none no-procedure no-checkpoints",
	"impacts-assessed": "none behind late",
	"impacts-kept":     "no-time",
	"people":           "none no-individuals no-groups severe own-judge",
	"society":          "none no-society",

	"audits":       "none never old no-criteria late own-work",
	"leadership":   "none old no-top no-resources",
	"reviewed":     "none old incomplete no-decision nobody",
	"improvements": "late no-effect",
	"corrected":    "unverified no-cause late no-effect one-cause",
}
