package register_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// sound are records by which every check holds: a line each, its states behind >.
const sound = `
context-issue ci1 | title=New law | side=external | climate=no | reviewed=2027-01-10
context-issue ci2 | title=Few know the model | side=internal | reviewed=2026-11-02
interested-party ip1 | title=Applicants | no_contract=yes | expectation=A fair look | accepted=yes | items=A.5.4
interested-party ip2 | title=Shop | expectation=No errors | accepted=no | why_not=Nobody can promise that
scope-line sc1 > agreed | title=Siebwerk | kind=system | systems=Siebwerk | in_isms=yes | in_aims=yes | why=It decides | owner=Ines
scope-line sc2 > agreed | title=Chat | kind=system | systems=Chat | in_isms=yes | in_aims=yes | why=It answers | owner=Ines
requirement rq1 | title=AI Act | source=law | applies_from=2027-06-01 | report_to=Authority | report_within=15d | owner=Ines | items=A.8.4
risk-criteria rc1 > approved | title=Harm | limit=medium | accepts=Board | approved_by=Board | approved_on=2027-01-05
risk ri1 > assessed, in treatment, treated | title=Wrong refusal | kind=threat | category=Harm | systems=Siebwerk | likelihood=4 | individuals=5 | treatment=modify | to_come=A.5.4 | action=Second look | owner=Ines | due=2027-02-01 | likelihood_after=1 | individuals_after=2 | assessed_on=2027-01-12
risk ri2 > assessed | title=Faster answers | kind=opportunity | category=Harm | systems=Chat | likelihood=3 | organisation=3 | owner=Ines | assessed_on=2026-12-01
risk ri3 > assessed, in treatment | title=Odd answers | kind=threat | category=Harm | systems=Chat | likelihood=4 | organisation=4 | treatment=modify | action=Tests | owner=Ines | due=2027-09-01 | assessed_on=2026-12-01
role ro1 > held | title=Board | held_by=Board | top=yes | appointed_on=2026-01-01
role ro2 > held | title=AI lead | held_by=Ines | items=6.1.2 | reports_aims=yes | reports_to=RO-1 | appointed_on=2026-01-01
document do1 > approved | title=AI policy | place=Wiki | version=1 | owner=Ines | kind=policy | items=5.2 | requirements=RQ-1 | approved_by=Board | approved_on=2026-06-01 | due=2027-06-01
principle pr1 | title=Fairness | parent=DO-1 | place=2
document do2 > approved | title=Privacy policy | place=Wiki | version=1 | owner=Ines | kind=policy | compared=2026-06-01 | approved_by=Board | approved_on=2026-06-01 | due=2027-06-01
document do3 > approved | title=Test report | place=Wiki | version=1 | owner=Ines | kind=record | evidence=e1 | approved_by=Ines | approved_on=2026-06-01 | due=2027-06-01
communication cm1 > working | title=Policy | when=yearly | to_whom=Staff | owner=Ines | how=Talk | outside=no
communication cm2 > working | title=Harm | when=at once | to_whom=Users | owner=Ines | how=Form | outside=yes
improvement im1 > agreed, under way, done, proved | title=Second reader | benefit=Fewer errors | owner=Ines | due=2026-09-01 | done_on=2026-09-01 | before=4 | after=2 | better=lower | result=It helped
improvement im2 > agreed | title=Faster tests | benefit=Less waiting | owner=Ines | due=2027-09-01
improvement im3 > agreed, under way, done | title=Better data | benefit=Fewer gaps | owner=Ines | due=2026-10-01 | done_on=2026-10-01 | before=1 | after=2
competence co1 | title=Reads a test report | role=RO-2 | topic=data | needed=works alone
held-level hl1 | title=Course | parent=CO-1 | person=Ines | level=3
training tr1 > held | due=2026-11-01 | title=One hour | kind=awareness | owner=Ines | held_on=2026-11-01 | invited=20 | came=18 | expected=80 | judged_how=Quiz | result=Most knew it
resource re1 > in use | title=Orders | owner=Ines | kind=data set | systems=Siebwerk, Chat | use=training | acquired_from=Shop | acquired_how=Export | rights=Contract | quality_criteria=Whole | quality_result=Good | provenance=Log | preparation=Cleaned
resource re2 > in use | title=Tree | owner=Ines | kind=model | systems=Siebwerk
resource re3 | title=None | kind=none | systems=Chat | lacks=model | because=It is rented
resource re4 > in use | title=Bench | owner=Ines | kind=tool | systems=Siebwerk, Chat
resource re5 > in use | title=Rack | owner=Ines | kind=computing | systems=Siebwerk, Chat
document do4 > approved | title=How we work with AI | place=Wiki | version=1 | owner=Ines | kind=procedure | items=6.1.4, A.3.3, A.6.1.3, A.8.4 | tried=2026-09-01 | approved_by=Ines | approved_on=2026-06-01 | due=2027-06-01
document do5 > approved | title=Scope | place=Wiki | version=1 | owner=Ines | kind=scope | items=4.3 | approved_by=Board | approved_on=2026-06-01 | due=2027-06-01
document do6 > approved | title=Criteria | place=Wiki | version=1 | owner=Ines | kind=criteria | items=6.1.2 | approved_by=Board | approved_on=2026-06-01 | due=2027-06-01
document do7 > approved | title=Statement | place=Wiki | version=1 | owner=Ines | kind=statement | items=6.1.3 | approved_by=Board | approved_on=2026-06-01 | due=2027-06-01
document do8 > approved | title=Records | place=Wiki | version=1 | owner=Ines | kind=record | items=9.1, 9.2.2, 9.3.3, 10.2 | approved_by=Board | approved_on=2026-06-01 | due=2027-06-01
document do9 > approved | title=Plans | place=Wiki | version=1 | owner=Ines | kind=plan | items=9.2.2, A.6.2.6 | approved_by=Board | approved_on=2026-06-01 | due=2027-06-01
document do10 > approved | title=Handbook | place=Wiki | version=1 | owner=Ines | kind=procedure | items=A.6.2.7, A.6.2.8, A.7.2, A.8.2, A.9.2 | approved_by=Board | approved_on=2026-06-01 | due=2027-06-01
communication cm3 > working | title=Reports | when=at once | to_whom=Us | owner=Ines | how=Form | outside=yes | items=A.8.3 | tried=2026-09-01
impact-assessment ia1 > in review, approved | title=Siebwerk | systems=Siebwerk | form=short | assessors=Ali | decision=go | approved_by=Board | approved_on=2026-09-01 | next_on=2027-09-01 | kept_until=2037-01-01
impact-assessment ia2 > in review, approved | title=Chat | systems=Chat | form=short | assessors=Ines | decision=go | approved_by=Board | approved_on=2026-09-01 | next_on=2027-09-01 | kept_until=2037-01-01
impact ef1 | title=No job | parent=IA-1 | on=individuals | side=harm | severity=3 | reach=2 | likelihood=2 | repair=2
impact ef2 | title=Older people | parent=IA-1 | on=groups | side=harm | severity=2 | reach=2 | likelihood=2 | repair=2
impact ef3 | title=Less choice | parent=IA-1 | on=society | side=harm | severity=2 | reach=2 | likelihood=2 | repair=2
impact ef4 | title=Wrong answer | parent=IA-2 | on=individuals | side=harm | severity=2 | reach=2 | likelihood=2 | repair=2
impact ef5 | title=Other languages | parent=IA-2 | on=groups | side=harm | severity=2 | reach=2 | likelihood=2 | repair=2
impact ef6 | title=Energy | parent=IA-2 | on=society | side=harm | severity=2 | reach=2 | likelihood=2 | repair=2
objective oj1 > under way | title=Fewer errors | plan=Tests | target=2 % | due=2027-06-01 | owner=Ines | judged=Count
change ch1 > assessed, approved, done | title=New model | systems=Chat | kind=new model or supplier | requested_on=2026-08-01 | repeat=impact | impact=IA-2 | decided_by=Board | decided_on=2026-09-02 | result=Better
release rl1 > tested, released | title=1.4 | systems=Siebwerk | criteria=2 % | design=Wiki | test_overall=1 % | test_by_group=1 % to 2 % | tested_on=2026-09-05 | builder=Ali | tester=Ines | plan=Step by step | rollback_tried_on=2026-09-06 | documentation_version=1.4 | user_information_version=1.4 | log_what=Inputs | log_where=Store | log_kept=6m | log_looked_at=2027-02-01 | use_compared=2027-01-01 | oversight=Ines | go_by=Board | go_on=2026-09-10
release rl2 > tested, released | title=7 | systems=Chat | criteria=5 % | design=Wiki | test_overall=1 % | test_by_group=1 % to 2 % | tested_on=2026-09-05 | builder=Ali | tester=Ines | plan=Step by step | rollback_tried_on=2026-09-06 | documentation_version=7 | user_information_version=7 | log_what=Inputs | log_where=Store | log_kept=6m | log_looked_at=2027-02-01 | use_compared=2027-01-01 | oversight=Ines | go_by=Board | go_on=2026-09-10
audit au1 > prepared, under way, reported, closed | title=The whole AIMS | kind=internal | objective=Whether it works | criteria=The standard | items={all} | from=2026-10-01 | due=2026-10-20 | owner=Eva | conclusion=It does | closed_by=Eva | closed_on=2026-11-01
session se1 > held | title=Impact | parent=AU-1 | from=2026-10-02 09:00 | to=2026-10-02 10:30 | items=A.5.2 | auditor=Eva | auditee=Ines
supplier su1 > in use | title=Model house | systems=Chat | criticality=high | owner=Ines | reviewed=2026-12-01
supplier-mark sm1 | title=Card | parent=SU-1 | respect=model explained | mark=1 | action=Ask
responsibility rs1 | title=Watching Chat | parent=SU-1 | activity=monitoring | who=us | owner=Ines
incident in1 > looked into | title=Wrong price | systems=Chat | on=2027-02-01 10:00 | happened=A wrong price | harmed=individuals | severity=small | users_within=72h | users_told=2027-02-02 | owner=Ines
review mr1 | title=Spring | due=2027-02-10 | held_on=2027-02-10 | opened_on=2027-02-03 | chair=Board | present=Board | top=yes | next=2028-02-10 | suitable=It fits | adequate=It is enough | effective=Fewer errors | aims.01=Seen | aims.02=Seen | aims.03=Seen | aims.04=Seen | aims.05=Seen | aims.06=Seen | aims.07=Seen | aims.08=Seen | aims.09=Seen | aims.10=Seen | aims.11=Seen | aims.12=Seen | aims.13=Seen | aims.14=Seen | aims.15=Seen | aims.16=Seen | aims.17=Seen
decision md1 | parent=MR-1 | title=One person more | what=resources | amount=One | input=16 | owner=Ines | due=2027-09-01
review mr1 > held | title=Spring
metric me1 > watched | title=Right answers | systems=Siebwerk | shows=accuracy | objective=OJ-1 | method=Count | better=higher | act_at=0.8 | every=1m | evaluates=Ali | owner=Ines
metric me2 > watched | title=Overruled | systems=Chat | shows=overruled by people | method=Count | better=between | act_under=1 | act_at=30 | every=1m | evaluates=Ali | owner=Ines
metric me3 > watched | title=Valid assessments | shows=the AIMS itself | method=Count | better=higher | act_at=90 | every=3m | evaluates=Ali | owner=Ines
measure me1 2027-02-20 0.95
measure me2 2027-02-20 12
measure me3 2027-01-01 100
finding f1 | cause=Nobody owns it | cause_by=five whys | action=Name an owner | owner=Ines | due=2026-12-01 | done_on=2026-11-20 | effect_by=Eva | effect_on=2027-01-10 | effect=effective | closed=verified
`

// faults are what makes each of them false: lines as above, a record taken away, a
// field said anew, or a system changed; and what is said then.
var faults = []struct{ fault, by, says string }{
	{"context one-side", "- context-issue ci2", "No internal issue is listed."},
	{"context climate", "context-issue ci1 | climate=", "Nobody has said whether climate change matters here."},
	{"context unreviewed", "context-issue ci1 | reviewed=\ncontext-issue ci2 | reviewed=", "Nobody has written down when the context was last reviewed."},
	{"context old", "context-issue ci1 | reviewed=2025-03-01\ncontext-issue ci2 | reviewed=2026-02-28", "The context was last reviewed on 28 Feb 2026."},
	{"context no-role", "system s2 | roles=", "Chat has no role of ours."},
	{"parties nobody-outside", "interested-party ip1 | no_contract=", "Nobody without a contract is listed."},
	{"parties undecided", "interested-party ip2 | why_not= | accepted=", "Nobody has said whether 1 expectation is accepted (IP-2)."},
	{"parties unanswered", "interested-party ip1 | items=", "Nothing says how 1 accepted expectation is met (IP-1)."},
	{"scope draft", "+ scope-line sc3 | title=Berlin | in_aims=no", "Not agreed yet: 1 line of the scope (SC-3)."},
	{"scope left-out", "scope-line sc2 | in_aims=no", "Chat is in the inventory, and no line of the scope holds it."},
	{"scope joined", "system s2 | since=2026-06-02", "Chat joined on 2 Jun 2026, after the scope was approved on 1 Jun 2026."},
	{"documents missing", "document do6 > draft\ndocument do7 > draft", "2 required documents are missing: “Method and criteria of risk assessment”, “Statement of Applicability”."},
	{"use unapproved", "system s2 | state=assessed", "Chat is in use and was never approved."},
	{"use no-use", "system s2 | intended_use=", "Chat is in use, and its intended use is not written down."},
	{"use never-compared", "release rl2 | use_compared=", "Nobody has compared the real use of Chat with the intended one."},
	{"use compared", "release rl2 | use_compared=2026-02-28", "The real use of Chat was last compared with the intended one on 28 Feb 2026."},
	{"duties no-road", "requirement rq1 | report_within=", "1 duty to report without a receiver, a time or an owner (RQ-1)."},
	{"duties no-plan", "requirement rq1 | items=", "“AI Act” applies from 1 Jun 2027, and nothing says how it is met."},
	{"opportunities only-threats", "- risk ri2", "Only threats are listed; no opportunity is."},
	{"criteria none", "- risk ri1\n- risk ri2\n- risk ri3", "Records are kept, and no risk is among them."},
	{"criteria no-criteria", "risk-criteria rc1 > draft", "3 risks are rated, and no criteria are approved."},
	{"criteria no-people", "risk ri1 | individuals= | organisation=5", "Nobody rated what the risks mean for people."},
	{"risks-assessed never", "risk ri2 | systems=Siebwerk\nrisk ri3 | systems=Siebwerk", "No risk of Chat was ever assessed."},
	{"risks-assessed old", "risk ri1 | assessed_on=2026-02-28", "The risks of Siebwerk were last assessed on 28 Feb 2026."},
	{"treatment none", "- risk ri1\n- risk ri2\n- risk ri3", "Records are kept, and no risk is among them."},
	{"treatment untreated", "risk ri3 | treatment=", "No treatment is chosen for 1 risk above the limit (RI-3)."},
	{"treatment unaccepted", "risk ri1 | likelihood_after=5 | individuals_after=5", "1 risk is above the limit after treatment, and nobody accepted what is left (RI-1)."},
	{"treatment excluded", "risk ri1 | to_come=A.2.4\nitem A.2.4 | n/a", "A.2.4 is excluded, and a risk or an impact needs it (RI-1)."},
	{"treatments-done late", "risk ri3 | due=2027-02-28", "1 treatment is late, the oldest since 28 Feb 2027 (RI-3)."},
	{"treatments-done no-effect", "risk ri1 | individuals_after=", "1 risk is called treated, and nobody rated what is left (RI-1)."},
	{"policy none", "document do1 | items=A.9.2", "Documents are listed, and none of them is an AI policy."},
	{"policy draft", "document do1 > draft", "“AI policy” is not approved; its state is draft."},
	{"policy below", "role ro1 | top=", "“AI policy” was approved by Board, and no role of top management stands behind that."},
	{"policy no-principles", "- principle pr1", "No principle of “AI policy” is listed."},
	{"policy no-law", "document do1 | requirements=", "“AI policy” names no law or contract that it answers."},
	{"policies-agree none", "document do2 | compared=", "No other policy was compared with the AI policy."},
	{"policies-agree some", "+ document do11 | title=Travel policy | kind=policy", "1 policy was never compared with the AI policy (DO-11)."},
	{"policy-review none", "document do1 | items=A.9.2", "Documents are listed, and none of them is an AI policy."},
	{"policy-review no-date", "document do1 | due=", "“AI policy” has no day for its next review."},
	{"policy-review late", "document do1 | due=2027-02-28", "The review of “AI policy” was due on 28 Feb 2027."},
	{"policy-review law", "requirement rq1 | applies_from=2027-03-01", "“AI Act” applies since 1 Mar 2027, and “AI policy” was approved before."},
	{"roles vacant", "role ro2 | held_by=", "Vacant, although items or AI systems hang on it: 1 role (RO-2)."},
	{"roles no-report", "role ro2 | reports_aims=", "No role reports on the AIMS to top management."},
	{"roles undated", "role ro2 | appointed_on=", "No day of appointment for 1 role (RO-2)."},
	{"staffed vacant", "+ role ro3 | title=Deputy", "1 role has nobody (RO-3)."},
	{"competence no-action", "held-level hl1 | level=2", "Levels that roles need are not shown, and nothing is planned: 1 competence (CO-1)."},
	{"competence late", "held-level hl1 | level=2\ncompetence co1 | action=train | due=2027-02-28", "Levels that roles need are not shown, and the action is late: 1 competence (CO-1)."},
	{"awareness none", "training tr1 | held_on=", "Trainings are listed, and none that makes people aware was held."},
	{"awareness old", "training tr1 | held_on=2026-02-28", "People were last made aware on 28 Feb 2026."},
	{"awareness few", "training tr1 | came=15", "75 % of those invited came to “One hour”; 80 % were expected."},
	{"awareness unjudged", "training tr1 | result=", "Nobody checked what stayed of “One hour”."},
	{"communication not-inside", "communication cm1 | outside=yes", "Nothing is planned towards people inside."},
	{"communication not-outside", "communication cm2 | outside=no\n- communication cm3", "Nothing is planned towards people outside."},
	{"communication open", "communication cm2 | how=", "By whom, to whom, when or how is open: 1 line (CM-2)."},
	{"documents-kept draft", "document do3 > draft", "Evidence cites 1 draft (DO-3)."},
	{"documents-kept withdrawn", "document do3 > withdrawn", "Evidence cites what was withdrawn: 1 document (DO-3)."},
	{"documents-kept late", "document do3 | due=2027-02-28", "The review of 1 document is late (DO-3)."},
	{"resources no-data", "resource re1 | systems=Siebwerk", "Chat has no data set, and nothing says why."},
	{"resources no-model", "- resource re3", "Chat has no model, and nothing says why."},
	{"resources no-tool", "resource re4 > retired", "Siebwerk has no tool, and nothing says why."},
	{"resources no-computing", "resource re5 | systems=Chat", "Siebwerk has no computing resource, and nothing says why."},
	{"data no-use", "resource re1 | use=", "Chat works with 1 data set of which nobody said what it is used for (RE-1)."},
	{"data no-source", "resource re1 | acquired_how=", "Chat works with 1 data set of unknown source (RE-1)."},
	{"data no-rights", "resource re1 | rights=", "Siebwerk works with 1 data set without a right that is named (RE-1)."},
	{"data no-quality", "resource re1 | quality_result=", "Siebwerk works with 1 data set without quality criteria or a result (RE-1)."},
	{"data no-provenance", "resource re1 | provenance=", "Siebwerk works with 1 data set without a record of provenance (RE-1)."},
	{"objectives open", "objective oj1 | target=", "No target, owner or day for 1 objective (OJ-1)."},
	{"objectives late", "objective oj1 | due=2027-02-28", "1 objective is late, the oldest since 28 Feb 2027, and nobody decided what follows (OJ-1)."},
	{"objectives no-metric", "metric me1 | objective=", "1 objective has no metric (OJ-1)."},
	{"objectives unmeasured", "metric me1 | every=1w", "The metric of 1 objective was not measured in its rhythm (OJ-1)."},
	{"measured none", "metric me1 > proposed\nmetric me2 > proposed\nmetric me3 > proposed", "Metrics are listed, and none of them is watched."},
	{"measured own", "metric me3 | shows=incidents", "No metric that is watched shows the AIMS itself."},
	{"measured half", "metric me3 | evaluates=", "Nobody evaluates 1 metric, or no rhythm is set (ME-3)."},
	{"measured missed", "metric me3 | every=1m", "1 metric was not measured in the rhythm that was set (ME-3)."},
	{"watched none", "- metric me1", "Siebwerk is in use, and no metric watches it."},
	{"watched half", "metric me1 | act_at=", "Siebwerk is watched without a limit or an owner (ME-1)."},
	{"watched missed", "metric me2 | every=1w", "The metrics of Chat were not measured in their rhythm (ME-2)."},
	{"watched breach", "measure me2 2027-02-21 0.5", "Chat is beyond a limit to act at since 21 Feb 2027, and no incident answers it (ME-2)."},
	{"changes not-repeated", "change ch1 | repeat=impact, test", "1 change was let through without the work they ask for again (CH-1)."},
	{"changes too-early", "release rl1 | go_on=2026-08-31", "1 release went out before an impact assessment was approved (RL-1)."},
	{"gates no-procedure", "document do4 | items=6.1.4, A.3.3, A.8.4", "No approved document says how AI systems are designed and developed."},
	{"gates skipped", "release rl2 | tester=", "A gate was skipped by 1 release of the last 2: no criteria, test, tester or decision (RL-2)."},
	{"tested none", "- release rl2", "Chat is in use, and no release of it is listed."},
	{"tested no-criteria", "release rl1 | criteria=", "Siebwerk 1.4 runs, and no requirements or acceptance criteria are recorded."},
	{"tested no-design", "release rl1 | design=", "Siebwerk 1.4 runs, and no design record is named."},
	{"tested no-result", "release rl1 | test_overall=", "Siebwerk 1.4 runs, and no test result is recorded."},
	{"tested no-groups", "release rl1 | test_by_group=", "Siebwerk 1.4 runs, and no result by group is recorded."},
	{"tested own-test", "release rl1 | builder=Ines", "Ines built Siebwerk 1.4 and tested it too."},
	{"deployed none", "- release rl2", "Chat is in use, and no release of it is listed."},
	{"deployed no-plan", "release rl1 | plan=", "Siebwerk 1.4 runs, and no plan for its deployment is recorded."},
	{"deployed no-rollback", "release rl1 | rollback_tried_on=", "The roll-back of Siebwerk 1.4 was never tried."},
	{"deployed no-go", "release rl1 | go_by=", "Siebwerk 1.4 runs, and nobody is named who said go."},
	{"papers none", "- release rl2", "Chat is in use, and no release of it is listed."},
	{"papers documentation", "release rl2 | documentation_version=6", "The technical documentation of Chat is of version 6; 7 runs."},
	{"papers users", "release rl2 | user_information_version=6", "Users of Chat read about version 6; 7 runs."},
	{"logs none", "- release rl2", "Chat is in use, and no release of it is listed."},
	{"logs no-log", "release rl2 | log_kept=", "Of the event log of Chat is open what it holds, where it is, or how long it is kept."},
	{"logs never-looked", "release rl2 | log_looked_at=", "Nobody has looked at the event log of Chat."},
	{"logs looked", "release rl2 | log_looked_at=2026-11-30", "The event log of Chat was last looked at on 30 Nov 2026."},
	{"evidence-old old", "evidence e1 | 2026-09-09 | s1 | A.6.2.4", "The evidence “Test report” on Siebwerk is of 9 Sep 2026; 1.4 runs since 10 Sep 2026."},
	{"channel no-road", "document do4 | items=6.1.4, A.6.1.3, A.8.4", "No approved document says how a concern is raised."},
	{"channel untried", "document do4 | tried=", "Nobody has tried the road for concerns."},
	{"channel old", "document do4 | tried=2026-02-28", "The road for concerns was last tried on 28 Feb 2026."},
	{"channel waiting", "+ concern cc1 | title=Odd | from=inside | due=2027-02-28 | readers=Ines", "1 concern waits; the oldest answer was due on 28 Feb 2027."},
	{"reports no-road", "communication cm3 | items=", "No line of communication gives people outside a road for reports on AI."},
	{"reports untried", "communication cm3 | tried=", "Nobody has tried the road for reports from outside."},
	{"reports old", "communication cm3 | tried=2026-02-28", "The road for reports from outside was last tried on 28 Feb 2026."},
	{"reports waiting", "+ concern cc2 | title=Odd | from=outside | due=2027-02-28 | readers=Ines", "1 report from outside without an answer; the oldest was due on 28 Feb 2027."},
	{"incidents-told no-plan", "document do4 | items=6.1.4, A.3.3, A.6.1.3", "No approved document says who is told of an incident."},
	{"incidents-told untold", "incident in1 | users_told=", "People were harmed, and no day says that users were told: 1 incident (IN-1)."},
	{"incidents-told late", "incident in1 | clock=72h", "The time to tell is over for 1 incident (IN-1)."},
	{"suppliers no-matrix", "- responsibility rs1", "No matrix says who answers for what with 1 supplier (SU-1)."},
	{"suppliers nobody", "responsibility rs1 | owner= | who=", "Nobody answers for 1 activity of the matrix: us, supplier, customer or partner (SU-1.2)."},
	{"suppliers weak", "supplier-mark sm1 | action=", "1 mark of 0 or 1 without an action (SU-1.1)."},
	{"suppliers unreviewed", "supplier su1 | reviewed=", "Nobody has looked at 1 supplier that we use (SU-1)."},
	{"suppliers old", "supplier su1 | reviewed=2026-02-28", "Not looked at for a year: 1 supplier (SU-1), the oldest since 28 Feb 2026."},
	{"improvements late", "improvement im2 | due=2027-02-28", "1 improvement past the day; the oldest was due on 28 Feb 2027 (IM-2)."},
	{"improvements no-effect", "improvement im3 | after=1", "1 improvement was done, and nothing got better by it (IM-3)."},
	{"corrected unverified", "finding f2 | closed=unverified", "1 nonconformity was closed, and nobody has checked whether the action worked (FI-2)."},
	{"corrected no-cause", "finding f2 | action=Told them", "Something was done about 1 nonconformity whose cause nobody wrote down (FI-2)."},
	{"corrected late", "finding f2 | due=2027-02-28", "1 nonconformity is past the day; the oldest was due on 28 Feb 2027 (FI-2)."},
	{"corrected no-effect", "finding f2 | cause=Haste | action=Told them | owner=Ines | due=2027-09-01 | effect=not effective", "The action did not work for 1 nonconformity, and no other one was taken (FI-2)."},
	{"corrected one-cause", "finding f2 | cause=nobody owns it\nfinding f3 | cause=Nobody owns it", "“Nobody owns it” is the cause of 3 findings; each was answered by itself, and the cause is still there (FI-1, FI-2, FI-3)."},
	{"impact-process none", "- impact-assessment ia1\n- impact-assessment ia2", "Records are kept, and no impact assessment is among them."},
	{"impact-process no-procedure", "document do4 | items=A.3.3, A.6.1.3, A.8.4", "No approved procedure says when an impact assessment starts."},
	{"impact-process no-checkpoints", "+ checkpoints cp1 | title=Ours", "No checkpoint table is approved; there are only drafts (CP-1)."},
	{"impacts-assessed none", "impact-assessment ia1 > superseded", "Siebwerk is in use without an approved impact assessment."},
	{"impacts-assessed behind", "change ch1 | requested_on=2026-09-02", "The impact assessment of Chat is overtaken: it is of 1 Sep 2026; the change “New model” was requested on 2 Sep 2026."},
	{"impacts-assessed late", "impact-assessment ia1 | next_on=2027-02-28", "The next impact assessment of Siebwerk was due on 28 Feb 2027."},
	{"impacts-kept no-time", "impact-assessment ia1 | kept_until=", "Siebwerk: nothing says how long 1 assessment is kept (IA-1)."},
	{"people none", "- impact-assessment ia1", "No impact assessment looks at Siebwerk."},
	{"people no-individuals", "- impact ef1", "The impact assessment of Siebwerk names nothing that one person may feel."},
	{"people no-groups", "- impact ef2", "The impact assessment of Siebwerk names no group."},
	{"people severe", "impact ef1 | severity=4", "1 severe harm of Siebwerk without an answer from the top (IA-1.1)."},
	{"people own-judge", "impact ef1 | accepted_by=Ines", "Who owns Siebwerk accepted 1 harm of it (IA-1.1)."},
	{"society none", "- impact-assessment ia1", "No impact assessment looks at Siebwerk."},
	{"society no-society", "- impact ef3", "Society was left empty for Siebwerk."},
	{"audits none", "- audit au1", "Records are kept, and no audit is among them."},
	{"audits never", "audit au1 > reported", "69 clauses and controls were never audited: 4.1, 4.2, 4.3, 4.4, 5.1, 5.2 and 63 more; all of them are due before stage 2."},
	{"audits old", "raw certification ce1 | stage_2_held=2024-04-01\naudit au1 | from=2024-02-01 | due=2024-02-28", "69 clauses and controls were last audited more than 36 months ago: 4.1, 4.2, 4.3, 4.4, 5.1, 5.2 and 63 more."},
	{"audits no-criteria", "audit au1 | criteria=", "1 audit begun without objective, criteria or scope (AU-1)."},
	{"audits late", "audit au1 > under way | due=2027-02-28", "1 audit is past the last day and not reported (AU-1)."},
	{"audits own-work", "session se1 | auditor=Ines | items=6.1.2", "Auditors look at what they answer for: 1 record (AU-1.1)."},
	{"leadership none", "- review mr1", "Records are kept, and no management review that was held is among them."},
	{"leadership old", "review mr1 | held_on=2026-02-28", "The last management review was held on 28 Feb 2026."},
	{"leadership no-top", "review mr1 | top=no", "Nothing says that top management was present at “Spring”."},
	{"leadership no-resources", "decision md1 | amount= | what=task", "No decision of “Spring” gave people or money, and nothing says why."},
	{"reviewed none", "review mr1 > planned", "Records are kept, and no management review that was held is among them."},
	{"reviewed old", "review mr1 | held_on=2026-02-28", "The last management review was held on 28 Feb 2026."},
	{"reviewed incomplete", "review mr1 | aims.14= | aims.05=", "“Spring” had nothing before it on: What people expect, Audit results."},
	{"reviewed no-decision", "- decision md1", "“Spring” has no decision, and nothing says why none was needed."},
	{"reviewed nobody", "decision md1 | owner=", "No owner or day for 1 decision of the last review (MR-1.1)."},
	{"data no-preparation", "resource re1 | preparation=", "Siebwerk works with 1 data set of which nobody said how it was prepared (RE-1)."},
}

// examined is a desk with two AI systems in use, sound records, and all items rated.
func examined(t *testing.T, level int) *desk {
	t.Helper()
	d := newDesk(t)
	d.Assessment.Systems = []assess.System{
		{ID: "s1", Name: "Siebwerk", InScope: true, Roles: []string{"provider"}, Stage: "in operation", Owner: "Ines", RiskClass: "limited", State: assess.Approved, IntendedUse: "To sort applications"},
		{ID: "s2", Name: "Chat", InScope: true, Roles: []string{"user"}, Stage: "in operation", Owner: "Ali", RiskClass: "limited", State: assess.Approved, IntendedUse: "To answer customers"},
	}
	d.rate(level)
	var all []string
	for _, it := range cat().Requirements().Items() {
		all = append(all, it.ID)
	}
	d.lines(strings.ReplaceAll(sound, "{all}", strings.Join(all, ", ")))
	return d
}

// rate judges all items alike; the book stays.
func (d *desk) rate(level int) {
	d.t.Helper()
	a := *d.Assessment
	a.Answers = assess.Answers{}
	for _, it := range d.Catalog.Requirements().Items() {
		a.Answers.Append(assess.Key{Item: it.ID}, assess.Answer{Rating: assess.Rating{State: assess.Rated, Level: level}})
	}
	d.Assessment = &a
}

// finding says more of a finding, or makes one on 10.2.
func (d *desk) finding(id string, said map[string]string) {
	d.t.Helper()
	a := *d.Assessment
	a.Findings = slices.Clone(a.Findings)
	i := slices.IndexFunc(a.Findings, func(f assess.Finding) bool { return f.ID == id })
	if i < 0 {
		i = len(a.Findings)
		a.Findings = append(a.Findings, assess.Finding{ID: id, Number: i + 1, Item: "10.2", Grade: assess.GradeMinor, Statement: "Found"})
	}
	f := &a.Findings[i]
	for name, text := range said {
		if name == "closed" {
			f.Closed, f.Unverified, f.ClosedBy = true, text == "unverified", "Eva"
			continue
		}
		field, known := assess.FindingFieldNamed(name)
		if !known {
			d.t.Fatalf("a finding has no field %s", name)
		}
		*field.At(f) = text
	}
	d.Assessment = &a
}

// noFinding takes all findings away.
func (d *desk) noFinding() {
	a := *d.Assessment
	d.Assessment, a.Findings = &a, nil
}

// exclude makes an item not applicable.
func (d *desk) exclude(item string) {
	a := *d.Assessment
	a.Answers = assess.Answers{}
	for k, x := range d.Assessment.Answers.All() {
		if k.Item == item {
			x.Rating = assess.Rating{State: assess.NA, Reason: "None."}
		}
		a.Answers.Append(k, x)
	}
	d.Assessment = &a
}

// lines does what lines of a world say.
func (d *desk) lines(text string) {
	d.t.Helper()
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			d.line(line)
		}
	}
}

func (d *desk) line(line string) {
	d.t.Helper()
	head, rest, _ := strings.Cut(line, " | ")
	head, states, moved := strings.Cut(head, " > ")
	words := strings.Fields(head)
	var fields []string
	if rest != "" {
		fields = strings.Split(rest, " | ")
	}
	switch {
	case words[0] == "-":
		if err := d.take(register.Remove(d.Case, words[1], words[2])); err != nil {
			d.t.Fatalf("%s: %v", line, err)
		}
		return
	case words[0] == "+":
		words = words[1:]
	case words[0] == "raw":
		d.raw(words[1], words[2], said(fields...))
		return
	case words[0] == "system":
		d.system(words[1], said(fields...))
		return
	case words[0] == "evidence":
		d.evidence(words[1], fields)
		return
	case words[0] == "measure":
		var value float64
		if _, err := fmt.Sscan(words[3], &value); err != nil {
			d.t.Fatalf("%s: %v", line, err)
		}
		d.measure(words[1], words[2], value)
		return
	case words[0] == "finding":
		d.finding(words[1], said(fields...))
		return
	case words[0] == "item":
		d.exclude(words[1])
		return
	}
	kind, id := words[0], words[1]
	var err error
	if _, known := d.Book.Record(kind, id); known {
		err = d.take(register.Set(d.Case, kind, id, said(fields...)))
	} else {
		err = d.take(register.Put(d.Case, kind, id, said(fields...)))
	}
	if err != nil {
		d.t.Fatalf("%s: %v", line, err)
	}
	if moved {
		d.move(kind, id, strings.Split(states, ", ")...)
	}
}

// raw keeps a record of whatever kind, as another catalogue would have made it.
func (d *desk) raw(kind, id string, said map[string]string) {
	var revisions []assess.Revision
	for field, text := range said {
		revisions = append(revisions, assess.Revision{Subject: register.SubjectOf(kind, id), Field: field, Value: []byte(fmt.Sprintf("%q", text))})
	}
	next, err := register.Apply(d.Book, revisions...)
	if err != nil {
		d.t.Fatal(err)
	}
	d.Book = next
}

// system says fields of an AI system anew.
func (d *desk) system(id string, said map[string]string) {
	a := *d.Assessment
	a.Systems = slices.Clone(a.Systems)
	for i := range a.Systems {
		s := &a.Systems[i]
		if s.ID != id {
			continue
		}
		for field, text := range said {
			switch field {
			case "roles":
				s.Roles = strings.Fields(text)
			case "state":
				s.State = text
			case "intended_use":
				s.IntendedUse = text
			case "since":
				at, err := time.Parse(time.DateOnly, text)
				if err != nil {
					d.t.Fatal(err)
				}
				s.Since = assess.Mark{By: "Ines", At: at, Order: "r0"}
			default:
				d.t.Fatalf("a test changes no %s of a system", field)
			}
		}
	}
	d.Assessment = &a
}

// evidence gives a piece of it a day, an AI system and an item.
func (d *desk) evidence(id string, said []string) {
	a := *d.Assessment
	a.Evidence = slices.Clone(a.Evidence)
	for i := range a.Evidence {
		if e := &a.Evidence[i]; e.ID == id {
			e.Date, e.System, e.Items = said[0], said[1], said[2:]
		}
	}
	d.Assessment = &a
}

func TestNothingContradictsSoundRecords(t *testing.T) {
	for _, r := range register.Check(examined(t, 3).Case) {
		t.Errorf("%s (%s): %s", r.Item, r.Check, r.Sentence)
	}
}

func TestSoundRecordsSupportMoreOfEveryItemThatIsRatedLower(t *testing.T) {
	d := examined(t, 2)
	told := map[string]bool{}
	for _, r := range register.Check(d.Case) {
		told[r.Check+" "+r.Item] = true
		if r.Contradicts() || r.Unseen == "" || len(r.Rests) == 0 && r.Check != "corrected" || strings.ContainsAny(r.Sentence, "{}") || strings.Contains(r.Sentence, "  ") {
			t.Errorf("%s says %q, rests on %d records and does not see %q", r.Check, r.Sentence, len(r.Rests), r.Unseen)
		}
	}
	for _, c := range d.Catalog.Checks().Checks {
		for _, item := range c.Items {
			if c.Supports != "" && !told[c.ID+" "+item] {
				t.Errorf("%s supports nothing of %s", c.ID, item)
			}
		}
	}
}

func TestEveryFaultIsFoundInTheRecordsThatShowIt(t *testing.T) {
	tried := map[string]bool{}
	for _, c := range faults {
		tried[c.fault] = true
		d := examined(t, 3)
		d.lines(c.by)
		var said []string
		for _, r := range register.Check(d.Case) {
			if r.Check+" "+r.Fault == c.fault {
				said = append(said, r.Sentence)
			}
		}
		if !slices.Contains(said, c.says) {
			t.Errorf("%s says %q; %q is right", c.fault, said, c.says)
		}
	}
	for _, row := range cat().Checks().Checks {
		for _, f := range row.Contradicts {
			if !tried[row.ID+" "+f.Fault] {
				t.Errorf("no records show the fault %s %s", row.ID, f.Fault)
			}
		}
	}
}

func TestEveryCheckOfTheCatalogueIsDecided(t *testing.T) {
	var said []string
	for _, row := range cat().Checks().Checks {
		said = append(said, row.ID)
		for _, kind := range row.Reads {
			if _, known := cat().Register(kind); !known && kind != "system" && kind != "finding" {
				t.Errorf("%s reads records of a kind %s, which is none", row.ID, kind)
			}
		}
	}
	slices.Sort(said)
	if !slices.Equal(said, register.Inquiries()) || !slices.Equal(said, catalog.CheckIDs()) {
		t.Errorf("the sentences are of %v; decided are %v, and the catalogue takes %v", said, register.Inquiries(), catalog.CheckIDs())
	}
}

func TestEveryItemHasACheck(t *testing.T) {
	has := map[string]bool{}
	for _, row := range cat().Checks().Checks {
		for _, item := range row.Items {
			has[item] = has[item] || row.Supports != ""
		}
	}
	for _, it := range cat().Requirements().Items() {
		if !has[it.ID] {
			t.Errorf("%s has no check", it.ID)
		}
	}
}

// broken is a desk on which everything is wrong.
func broken(t *testing.T, level int) *desk {
	t.Helper()
	d := examined(t, level)
	for _, c := range faults {
		if !strings.Contains(c.by, "- ") && !strings.Contains(c.by, "\nitem") {
			d.lines(c.by)
		}
	}
	d.rate(level)
	return d
}

// against are the contradictions, each as a name.
func against(c register.Case) (all []string) {
	for _, r := range register.Check(c) {
		if r.Contradicts() {
			all = append(all, strings.Join([]string{r.Item, r.Check, r.Fault, r.System, r.Sentence}, " "))
		}
	}
	return all
}

func TestWhatContradictsAThreeContradictsAllAboveAndNothingBelow(t *testing.T) {
	d := broken(t, 3)
	three := against(d.Case)
	if len(three) < 10 {
		t.Fatalf("only %v contradict", three)
	}
	for level := range 6 {
		d.rate(level)
		got := against(d.Case)
		if level < 3 && len(got) > 0 || level >= 3 && !slices.Equal(got, three) {
			t.Errorf("at %d contradict %v", level, got)
		}
	}
}

func TestTimeAloneHealsNothing(t *testing.T) {
	for _, make := range []func(*testing.T, int) *desk{examined, broken} {
		d := make(t, 3)
		told := func() map[string]bool {
			names := map[string]bool{}
			for _, r := range register.Check(d.Case) {
				names[strings.Join([]string{r.Item, r.Check, r.Fault, r.System}, " ")] = true
			}
			return names
		}
		before := told()
		for range 24 {
			d.Today = d.Today.AddDate(0, 1, 0)
			now := told()
			for name := range before {
				if !now[name] {
					t.Errorf("on %s nothing is said any more of %s", d.Today.Format(time.DateOnly), name)
				}
			}
			before = now
		}
		if len(before) < 4 {
			t.Errorf("two years later only %v is said", before)
		}
	}
}

func TestWithoutRecordsNothingIsSaid(t *testing.T) {
	d := broken(t, 4)
	for _, kind := range d.Book.Kinds() {
		for _, r := range d.Book.Of(kind) {
			if now, _ := d.Book.Record(kind, r.ID); !now.Removed() {
				d.lines("- " + kind + " " + r.ID)
			}
		}
	}
	d.noFinding()
	for level := range 6 {
		d.rate(level)
		if all := register.Check(d.Case); len(all) > 0 {
			t.Errorf("at %d is said %v", level, all)
		}
	}
}

func TestNothingIsSaidOfAnItemThatDoesNotApply(t *testing.T) {
	for _, level := range []int{1, 4} {
		d, out := broken(t, level), map[string]bool{}
		for _, r := range register.Check(d.Case) {
			d.exclude(r.Item)
			out[r.Item] = true
		}
		for _, r := range register.Check(d.Case) {
			if out[r.Item] {
				t.Errorf("at %d is said of %s, which is excluded: %s", level, r.Item, r.Sentence)
			}
		}
	}
}

func TestARecordThatIsKeptAsksForARiskAndForNothingElse(t *testing.T) {
	d := newDesk(t)
	d.rate(3)
	d.put("trial", "t1", "title=First")
	var got []string
	for _, r := range register.Check(d.Case) {
		got = append(got, r.Check+" "+r.Fault)
	}
	if !slices.Contains(got, "criteria none") || slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, "context ") }) {
		t.Errorf("is said %v", got)
	}
}

func TestOneSystemIsHeldAgainstItsOwnAnswer(t *testing.T) {
	d := examined(t, 3)
	d.lines("risk ri1 | assessed_on=2026-01-01")
	a := *d.Assessment
	a.Answers.Put(assess.Key{Item: "8.2", System: "s1"}, assess.Answer{Rating: assess.Rating{State: assess.Rated, Level: 1}})
	d.Assessment = &a
	for _, s := range against(d.Case) {
		if strings.HasPrefix(s, "8.2 ") {
			t.Errorf("rated 1 for Siebwerk it says %s", s)
		}
	}
}

func TestARegisterThatIsKeptElsewhereIsSilentForAYear(t *testing.T) {
	d := broken(t, 3)
	keep := func(e register.Elsewhere) {
		t.Helper()
		if err := d.take(register.KeepElsewhere(d.Case, "context-issue", e)); err != nil {
			t.Fatal(err)
		}
	}
	of := func() (all []string) {
		for _, r := range register.Check(d.Case) {
			if r.Check == "context" {
				all = append(all, r.Sentence)
			}
		}
		return all
	}
	before := of()
	keep(register.Elsewhere{Where: "Register of the ISMS", Checked: "2026-03-01", By: "Ines"})
	if got := d.Elsewhere("context-issue"); got.Where != "Register of the ISMS" || len(of()) != 0 {
		t.Errorf("kept at %q it says %q", got.Where, of())
	}
	d.Today = d.Today.AddDate(0, 0, 1)
	if got := of(); !slices.Equal(got, before) {
		t.Errorf("a year later it says %q of what is kept here; %q is right", got, before)
	}
	d.lines("- context-issue ci1\n- context-issue ci2")
	if got := of(); len(got) != 1 || got[0] != "Context issues: kept elsewhere, and last looked at there on 1 Mar 2026." {
		t.Errorf("a year later it says %q", got)
	}
	keep(register.Elsewhere{})
	if got := of(); len(got) != 0 || d.Elsewhere("context-issue").Where != "" {
		t.Errorf("taken back it says %q", got)
	}
}

func TestWhereARegisterIsKeptIsSaidWhole(t *testing.T) {
	d := newDesk(t)
	whole := register.Elsewhere{Where: "ISMS", Checked: "2027-01-01", By: "Ines"}
	for _, c := range []struct {
		kind string
		e    register.Elsewhere
		want string
	}{
		{"poem", whole, `there is no register "poem"`},
		{"risk", register.Elsewhere{Where: "ISMS", By: "Ines"}, "a register that is kept elsewhere needs the place, and who looked there on which day"},
		{"risk", register.Elsewhere{Where: "ISMS", Checked: "soon", By: "Ines"}, `the day "soon"`},
		{"risk", register.Elsewhere{Where: "a\nb", Checked: "2027-01-01", By: "Ines"}, "the place has more than one line"},
	} {
		_, err := register.KeepElsewhere(d.Case, c.kind, c.e)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v\n%s is right", err, c.want)
		}
	}
}

// BenchmarkJudgeAndCheck is what all rules and checks say of 5,000 records of all
// kinds, with their numbers and the items they serve; below 20 ms is right.
func BenchmarkJudgeAndCheck(b *testing.B) {
	t := &testing.T{}
	d := examined(t, 3)
	d.many(5000)
	b.ReportAllocs()
	for b.Loop() {
		register.Try(d.Case)
	}
}

// many copies all records until there are so many.
func (d *desk) many(n int) {
	var revisions []assess.Revision
	for i := 0; i < n; {
		for _, kind := range d.Book.Kinds() {
			for _, r := range d.Book.Of(kind) {
				i++
				for field, value := range r.Values.All() {
					revisions = append(revisions, assess.Revision{Subject: register.SubjectOf(kind, fmt.Sprintf("%s-%05d", r.ID, i)), Field: field, Value: value})
				}
				revisions = append(revisions, assess.Revision{Subject: register.SubjectOf(kind, fmt.Sprintf("%s-%05d", r.ID, i)), Field: "number", Value: []byte(fmt.Sprint(i + 100))})
			}
		}
	}
	next, err := register.Apply(d.Book, revisions...)
	if err != nil {
		d.t.Fatal(err)
	}
	var shapes register.Shapes // as records are that the store read
	var all []register.Record
	for r := range next.All() {
		var names []string
		var values []json.RawMessage
		for name, value := range r.Values.All() {
			names, values = append(names, name), append(values, value)
		}
		all = append(all, register.Record{Kind: r.Kind, ID: r.ID, Values: shapes.Fields(names, values)})
	}
	d.Book = register.Keep(all)
}

// said are the sentences of one fault.
func (d *desk) said(check, fault string) (all []string) {
	for _, r := range register.Check(d.Case) {
		if r.Check == check && r.Fault == fault {
			all = append(all, r.Sentence)
		}
	}
	return all
}

func TestASystemThatWasThereWhenTheAssessmentBeganDidNotJoinThen(t *testing.T) {
	d := examined(t, 3)
	d.line("system s2 | since=2026-06-02")
	begun := *d.Assessment
	begun.Created = time.Date(2026, 6, 2, 9, 0, 0, 0, time.UTC)
	d.Assessment = &begun
	if said := d.said("scope", "joined"); len(said) > 0 {
		t.Errorf("it says %q", said)
	}
}

func TestATestReportOfTheVersionThatRunsIsNotOlderThanIt(t *testing.T) {
	d := examined(t, 3)
	d.line("evidence e1 | 2026-09-09 | s1 | A.6.2.4")
	d.Assessment.Evidence[0].Version = "1.4"
	if said := d.said("evidence-old", "old"); len(said) > 0 {
		t.Errorf("it says %q", said)
	}
	d.Assessment.Evidence[0].Version = "1.3"
	if said := d.said("evidence-old", "old"); len(said) != 1 {
		t.Errorf("of the version before it says %q", said)
	}
}
