// Package data is what leaves the workbench for other programs: the JSON of every
// verb that reads, as values. A file a verb; the tags of the fields make its schema.
//
// Its one rule: a field that is there stays, with its name and its sense. What was not
// said is null and never missing.
package data

import (
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/report"
	"crosswalk/catalog/report/schema"
	"crosswalk/catalog/soa"
	"crosswalk/catalog/synergy"
	"crosswalk/catalog/workshop"
)

// Verb is a verb that prints JSON, and the value that it prints.
type Verb struct {
	Name  string
	About string
	Of    any
}

// Verbs are all of them, by name.
var Verbs = []Verb{
	{"answers", "What is stored for the items of ISO/IEC 42001 and the own controls, in catalogue order.", Answers{}},
	{"baseline list", "What is stored for the items of ISO/IEC 27001, in catalogue order.", Baseline{}},
	{"bundle in", "What came with a bundle, or would come with --dry-run.", TakenIn{}},
	{"bundle inspect", "What is in a bundle, without taking anything.", Bundle{}},
	{"catalog check", "All that is wrong with a catalogue, with its texts in other languages, and with the overlay that lies on it.", CatalogCheck{}},
	{"catalog errata", "What was corrected in the published comparison and the published guide.", Errata{}},
	{"catalog list", "The items of both standards that the filters let through.", Catalog{}},
	{"catalog show", "What the catalogue says about a number, in each standard that has it.", Show{}},
	{"catalog terms", "The words of security beside the words of AI.", Terms{}},
	{"check", "What the records say of the answers, and what the rules say of the records; none of it changes a figure.", Remarks{}},
	{"config", "What holds for the workbench of this machine, and who says so.", Config{}},
	{"conflicts", "What copies of the assessment that were brought together disagree on.", Conflicts{}},
	{"control list", "The organisation's own controls, by number.", Controls{}},
	{"doctor", "Whether the database and its history are whole.", Doctor{}},
	{"due", "Everything that is to be done and has a day, the earliest first.", Due{}},
	{"evidence list", "The pieces of evidence, oldest first.", EvidenceList{}},
	{"finding list", "The findings, oldest first.", Findings{}},
	{"finding show", "All that is said of a finding.", OneFinding{}},
	{"gaps", "The applicable items that do not conform, by priority: the phase, then what a person-day gains.", Gaps{}},
	{"history", "Who changed what and when, newest first.", History{}},
	{"group", "The groups of assessments, by name.", Groups{}},
	{"impact", "What rests on an item of ISO/IEC 27001.", Impact{}},
	{"issue changes", "What is other by now than in an issued version of a document.", Changes{}},
	{"issue list", "The versions of documents that were issued.", Versions{}},
	{"list", "The assessments of the database, last changed first.", List{}},
	{"member", "Who has a role in one assessment or group; with --all what was ever given and taken.", Members{}},
	{"metric show", "A metric with its limits and all that was measured of it.", Metric{}},
	{"outlook", "What stands in the way of each stage of a certification audit: a self-assessment, never a certification decision.", Outlook{}},
	{"share", "Who takes which items and AI systems, where several share the work.", SharedOut{}},
	{"people", "Who may join over SSH, by name.", People{}},
	{"profile", "What the assessment knows about the organisation; null where nothing was said.", Profile{}},
	{"sample draw", "A sample of an audit: what was drawn, what was seen, and what follows for the list.", DrawnSample{}},
	{"record show", "A record with all its fields, what the rules say of it, and what leads to it.", OneRecord{}},
	{"register", "The kinds of records with their counts and marks; of one that is asked for by name its records.", Registers{}},
	{"report", "A document as values: what stands in it and in which order. Every format is made of this.", report.Document{}},
	{"roadmap", "The plan to certification and its forecast.", Roadmap{}},
	{"score", "The figures of the assessment; null where there is none.", Score{}},
	{"soa", "The Statement of Applicability as it stands, with its issued versions.", SoA{}},
	{"store status", "Which database is used, how much is in it and who uses it.", StoreStatus{}},
	{"strategy", "The three strategies, the best first.", Strategy{}},
	{"synergy", "What the ISMS carries of each set and item; null where there is no figure.", Synergy{}},
	{"system list", "The inventory of AI systems, oldest first.", Systems{}},
	{"system show", "All that is said of an AI system.", OneSystem{}},
	{"workshop show", "The vote under way, and the agenda of the room.", Room{}},
	{"workshop summary", "What the votes of an assessment came to.", Minutes{}},
}

// File is the name of the file that its schema is kept in.
func (v Verb) File() string { return strings.ReplaceAll(v.Name, " ", "-") + ".json" }

// Schema is the JSON Schema of what it prints.
func (v Verb) Schema() ([]byte, error) {
	return schema.Of("crosswalk "+v.Name+" --json", v.About, v.Of, shapes())
}

// shapes are what several fields are. The words of the profile go by the names of its
// keys.
func shapes() schema.Shapes {
	all := schema.Shapes{
		"date":          {Pattern: `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`, Format: "date"},
		"date or empty": {Pattern: `^([0-9]{4}-[0-9]{2}-[0-9]{2})?$`},
		"item":          {Pattern: `^((A\.)?[0-9]+(\.[0-9]+)*|X\.[0-9]+[a-z]?)$`},
		"control":       {Pattern: `^((27001:)?A\.[0-9]+(\.[0-9]+)*|X\.[0-9]+[a-z]?)$`},
		"own control":   {Pattern: `^X\.[1-9][0-9]*$`},
		"AI system":     {Pattern: `^SY-[1-9][0-9]*[a-z]?$`},
		"piece":         {Pattern: `^EV-[1-9][0-9]*[a-z]?$`},
		"finding":       {Pattern: `^FI-[1-9][0-9]*[a-z]?$`},
		"task":          {Pattern: `^T[1-4]\.[1-9]$`},
		"erratum":       {Pattern: `^[EF][0-9]{2}$`},
		"head":          {Pattern: `^[0-9a-f]{12}$`},

		"AI role":       {Words: assess.AIRoles},
		"system kind":   {Words: append([]string{""}, assess.SystemKinds...)},
		"autonomy":      {Words: append([]string{""}, assess.Autonomies...)},
		"yes or no":     {Words: append([]string{""}, assess.YesNo...)},
		"approval":      {Words: append([]string{""}, assess.Approvals...)},
		"stage":         {Words: append([]string{""}, assess.Stages...)},
		"risk class":    {Words: append([]string{""}, assess.RiskClasses...)},
		"evidence":      {Words: assess.EvidenceKinds},
		"grade":         {Words: assess.Grades},
		"finding state": {Words: assess.FindingStates()},
		"raiser":        {Words: append([]string{""}, assess.Raisers...)},
		"cause method":  {Words: append([]string{""}, assess.CauseWays...)},
		"effect":        {Words: append([]string{""}, assess.Effects...)},
		"driver":        {Words: assess.DriverWords},
		"declared":      {Words: assess.DeclaredWords},
		"task status":   {Words: assess.TaskStatuses},
		"standard":      {Words: soa.Standards},
		"fit":           {Words: []string{"high", "medium", "low", "none"}},
		"quadrant":      words(synergy.Quadrants),
		"role":          words(workshop.Roles),
		"standing":      words(workshop.Standings),
		"group kind":    words(workshop.GroupKinds),
	}
	for _, k := range assess.ProfileKeys {
		if k.Words != nil {
			all[k.Name] = schema.Rule{Words: k.Words}
		}
	}
	return all
}

func words[T ~string](all []T) (r schema.Rule) {
	for _, w := range all {
		r.Words = append(r.Words, string(w))
	}
	return r
}
