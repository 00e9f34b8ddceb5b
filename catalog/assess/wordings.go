package assess

import (
	"slices"
	"strings"
)

// What people say of each field of each kind of record.

var answerWords = slices.Concat([]wording{
	{field: FieldRating, noun: "rating", cleared: "cleared the rating of {it}", none: "{it} {has} no rating again", show: ratingShown, by: ratingSaid},
	noted(),
}, assigned(), []wording{
	yesOrNo(FieldFlag, "flag", "flagged {it}", "took the flag off {it}", "flagged again", "not flagged again"),
	yesOrNo(FieldDeclined, "draft put away", "put the draft for {it} away", "brought the draft for {it} back", "without its draft again", "offered its draft again"),
	{
		field: FieldWhyIn, noun: "reason for applying",
		set: "said why {it} {applies}|: “{v}”", cleared: "took away why {it} {applies}",
		stands: "the reason why {it} {applies} is as it was", none: "{it} {has} no reason for applying again",
	},
	{
		field: FieldDrivers, noun: "need", show: wordsShown,
		set: "said what {it} {is} needed for|: {v}", cleared: "took away what {it} {is} needed for",
		stands: "what {it} {is} needed for is {v} again", none: "nothing is said of what {it} {is} needed for again",
	},
	plain(FieldDeclared, "declared status"),
	{
		field: FieldHow, noun: "way it is met",
		set: "said how {it} {is} met|: “{v}”", cleared: "took away how {it} {is} met",
		stands: "the words on how {it} {is} met are as they were", none: "{it} {has} no words on how it is met again",
	},
	{
		field: FieldDescribed, noun: "place where it is described",
		set: "said where {it} {is} described|: “{v}”", cleared: "took away where {it} {is} described",
		stands: "the words on where {it} {is} described are as they were", none: "{it} {has} no words on where it is described again",
	},
	{
		field: FieldLookedAt, noun: "last look", show: dayShown,
		set: "set the last look at {it}| to {v}", cleared: "took the last look at {it} away",
		stands: "the last look at {it} is {v} again", none: "{it} {has} no last look again",
	},
})

var controlWords = []wording{
	plain(FieldNumber, "number"),
	{
		field: "title", noun: "title", begins: "added {it}|: “{v}”",
		set: "set the title of {it}|: “{v}”", cleared: "took the title of {it} away",
		stands: "the title of {it} is “{v}” again", none: "{it} {has} no title again",
	},
	prose("source", "source"),
	prose("risk", "risk it treats"),
	plain("phase", "phase"),
	plain("days", "effort in person-days"),
	removal("removed {it}", "brought {it} back"),
}

var evidenceWords = []wording{
	plain(FieldNumber, "number"),
	plain("kind", "kind"),
	{
		field: "what", noun: "description", begins: "added {it}",
		set: "described evidence anew|: “{v}”", changed: "described the evidence “{before}” anew|: “{v}”| in several places", cleared: "took the description of {it} away",
		stands: "the description of {it} is as it was", none: "{it} {has} no description again",
	},
	plain("version", "version"),
	plain("place", "place"),
	plain("date", "date").shown(dayShown),
	{
		field: "seen_by", noun: "sight", set: "recorded |that {v} saw {it}|who saw {it}", cleared: "took back that {it} {was} seen",
		stands: "{it} {is} seen by {v} again", none: "{it} {is} not seen yet again", by: seenSaid,
	},
	plain("seen_on", "day of sight").shown(dayShown).within("seen_by", " on {v}"),
	plain("site", "site"),
	plain("system", "AI system").shown(systemShownAs),
	{
		field: "items", noun: "item", born: " on {v}", show: itemsShown,
		set: "linked {it}| to {v}", cleared: "took the items of {it} away",
		stands: "{it} {is} linked to {v} again", none: "{it} {has} no items again",
	},
	plain("file", "file").shown(fileShown),
	removal("removed {it}", "brought {it} back"),
}

var taskWords = slices.Concat([]wording{{
	field: "status", noun: "status", set: "set the status of {it}| to {v}", cleared: "left the status of {it} to its items",
	stands: "{it} {is} {v} again", none: "the status of {it} follows from its items again", by: statusSaid,
}}, assigned(), []wording{
	noted(),
	plain("started", "first day").shown(dayShown).within("status", ""),
	{
		field: "spent", noun: "time spent", set: "set the days spent on {it}| to {v}", cleared: "took the days spent on {it} away",
		stands: "the days spent on {it} are {v} again", none: "{it} {has} no days spent again",
	},
})

var voteWords = []wording{{
	field: FieldRecord, noun: "vote", set: "settled {it}| on {v}", cleared: "took back what was settled on {it}",
	stands: "{it} {is} settled on {v} again", none: "{it} {is} not settled by a vote again", show: settledShown,
}}

var erasureWords = []wording{
	prose("reason", "reason").within("revisions", ", because “{v}”"),
	{
		field: "revisions", noun: "extent", set: "erased |the words of {v}|words", cleared: "took {it} back",
		stands: "the words of {v} are erased", none: "nothing is erased", show: countShown,
	},
	plain("erased_by", "author").within("revisions", ""),
	plain("erased_on", "day").shown(dayShown).within("revisions", ""),
}

var settlementWords = []wording{
	prose("reason", "reason").within("places", ", because “{v}”"),
	{
		field: "places", noun: "extent", set: "settled {it}", cleared: "left {it} open again",
		stands: "{it} is settled again", none: "{it} is open again", show: countShown,
	},
}

var issuedWords = []wording{
	plain("kind", "kind"),
	plain("about", "subject"),
	plain("title", "title"),
	{
		field: "version", noun: "version", begins: "issued {it}",
		set: "set the version of {it}| to {v}", cleared: "took the version of {it} away",
		stands: "the version of {it} is {v} again", none: "{it} {has} no version again",
	},
	bornIn(plain("approved_by", "approver"), ", approved by {v}"),
	bornIn(plain("approved_on", "day of approval").shown(dayShown), " on {v}"),
	bornIn(prose("reason", "reason"), ", because “{v}”"),
	plain("place", "place of the approval"),
	plain("head", "head of the history"),
	plain("acts", "number of revisions"),
	{
		field: fieldDocument, noun: "text", show: documentShown, set: "set the text of {it}", cleared: "took the text of {it} away",
		stands: "the text of {it} is as it was", none: "{it} {has} no text again",
	},
	removal("took back {it}", "issued {it} again"),
}

// bornIn is what a field adds to the sentence of a new record.
func bornIn(w wording, born string) wording {
	w.born = born
	return w
}

var assessmentWords = slices.Concat([]wording{
	{
		field: FieldName, noun: "name", begins: "began the assessment {v}",
		set: "named the assessment {v}", changed: "renamed the assessment {before} to {v}", cleared: "took the name of the assessment away",
		stands: "the assessment is called {v} again", none: "the assessment has no name again",
	},
	yesOrNo(FieldArchived, "archived", "archived {it}", "brought {it} back from the archive", "archived again", "no longer archived"),
	profiled("organisation", "name of the organisation"),
	profiledProse("scope", "scope"),
	profiled("kind", "kind of assessment"),
	profiled("size", "size of the organisation"),
	profiled("target", "target"),
	profiled("start", "start of the work").shown(daysShown),
	profiled("fte", "number of people in full-time equivalents"),
	profiled("holidays", "list of holidays").shown(daysShown),
	profiled("isms_years", "age of the ISMS in years"),
	profiled("certification_by", "day of certification").shown(daysShown),
	profiled("budget", "budget"),
	profiled("basis", "basis of the figures"),
	profiled("strategy", "strategy"),
	profiledProse("strategy_reason", "reason for the strategy").within("strategy", ", because “{v}”"),
	profiledProse("decisions", "list of decisions wanted"),
	profiledProse("sites", "list of sites"),
	profiledProse("people_met", "list of people met"),
	profiledProse("not_seen", "list of what was not looked at"),
	profiledProse("concern_readers", "list of who reads concerns"),
	{
		field: "effort", noun: "effort", set: "set the effort for {it}| to {v} person-days", cleared: "set the effort for {it} back to the catalogue's",
		stands: "the effort for {it} is {v} person-days again", none: "the effort for {it} is the catalogue's again",
	},
}, profileQuestions())

// profiled is a plain field of the assessment itself.
func profiled(field, noun string) wording {
	return wording{
		field: field, noun: noun, set: "set the " + noun + " to {v}", cleared: "took the " + noun + " away",
		stands: "the " + noun + " is {v} again", none: "the " + noun + " is not said again",
	}
}

func profiledProse(field, noun string) wording {
	w := profiled(field, noun)
	w.set, w.stands = "set the "+noun+": “{v}”", "the "+noun+" is as it was"
	return w
}

// profileQuestions are the keys of the profile that are asked as questions.
func profileQuestions() []wording {
	var all []wording
	for _, k := range ProfileKeys {
		if !strings.HasSuffix(k.About, "?") {
			continue
		}
		answer := "the answer to “" + k.About + "”"
		all = append(all, wording{
			field: k.Name, noun: k.About, set: "answered “" + k.About + "” with {v}", cleared: "took " + answer + " back",
			stands: answer + " is {v} again", none: "“" + k.About + "” is not answered again",
		})
	}
	return all
}
