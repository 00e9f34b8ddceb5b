package data

import (
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// Remarks are what the records say of the answers, and the rules of the records.
type Remarks struct {
	Assessment Assessment   `json:"assessment" says:"The assessment this is about."`
	Contradict []Remark     `json:"contradict" says:"Answers that say more than the records."`
	Support    []Remark     `json:"support" says:"Answers that the records would let stand higher."`
	Marks      []MarkedHere `json:"marks" says:"What the rules say of the records, and of the AI systems."`
}

// Remark is what records say of an answer.
type Remark struct {
	Item     string   `json:"item" is:"item"`
	System   *string  `json:"system" says:"The AI system it is about; null: the item as a whole."`
	Check    string   `json:"check"`
	Sentence string   `json:"sentence"`
	Unseen   *string  `json:"unseen" says:"What the records can't show; null where they contradict."`
	Records  []string `json:"records" says:"The numbers of the records it rests on."`
}

// MarkedHere is a mark with what it is about.
type MarkedHere struct {
	Register string  `json:"register" says:"The register; system for an AI system."`
	About    *string `json:"about" says:"The number of the record; null: the register as a whole."`
	RecordMark
}

// RemarksOf holds the answers against the records.
func RemarksOf(x Records) Remarks {
	out := Remarks{About(x.Assessment), []Remark{}, []Remark{}, []MarkedHere{}}
	for _, r := range register.Check(x.Case) {
		one := Remark{assess.RefName(x.Catalog, x.Assessment, r.Item), SystemName(x.Assessment, r.System), r.Check, r.Sentence, OrNull(r.Unseen), []string{}}
		for _, on := range r.Rests {
			one.Records = append(one.Records, x.NumberOf(on.ID))
		}
		if r.Contradicts() {
			out.Contradict = append(out.Contradict, one)
		} else {
			out.Support = append(out.Support, one)
		}
	}
	for _, m := range x.Marks {
		out.Marks = append(out.Marks, MarkedHere{m.Kind, OrNull(x.NumberOf(m.ID)), RecordMark{m.Degree.String(), m.Rule, m.Sentence}})
	}
	return out
}

// NumberOf is how a record is called, or an AI system where a mark is about one.
func (x Records) NumberOf(id string) string {
	if n, ok := x.Numbers[id]; ok {
		return n
	}
	if s, ok := x.Assessment.System(id); ok {
		return x.Assessment.SystemNumber(s)
	}
	return ""
}
