package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/filter"
	"crosswalk/catalog/intake"
	"crosswalk/catalog/report"
	"crosswalk/catalog/workshop"
	"crosswalk/store/bundle"
)

// stock is what may stand in a place: an argument by its name in the form of a verb,
// a flag by its own. Where a verb means something else its path stands in front.
var stock = map[string]func(*offer){
	"ITEM": requirements, "baseline ITEM": baselineItems, "impact ITEM": baselineItems, "declare ITEM": bothStandards,
	"workshop again ITEM": parkedItems,
	"RATING":              levelWords, "LEVEL": levelWords,
	"evidence see ITEM": bothStandards, "evidence see ID": evidenceToSee, "evidence add ITEM": bothStandards, "evidence add ID": evidenceToSee, "evidence file ID": evidenceToSee,
	"finding add ITEM": bothStandards, "finding add --from": recordNumbers, "FINDING": findings, "--cause": causes, "--effect-by": owners,
	"task ID": tasks, "catalog show ID": everyNumber, "catalog errata ID": errata, "WORD": terms,
	"system edit NAME": systems, "system show NAME": systems, "system remove NAME": systems, "X.n": ownControls,
	"people role NAME": people, "people remove NAME": people, "member add NAME": people, "member remove NAME": memberNames, "GROUP": groupNames, "member --group": groupNames, "member add --group": groupNames, "member remove --group": groupNames, "invite --group": groupNames, "ASSESSMENT": assessments, "REVISION": revisions,
	"conflicts settle ID": conflictNames, "--take": sidesToTake, "--of": sidesOfPeople,
	"DOCUMENT": documents, "RECORD": records, "--output": anyFile,
	"issue show RECORD": versionsOfDocument, "issue show VERSION": versionsOfDocument, "issue changes RECORD": versionsOfDocument, "issue changes VERSION": versionsOfDocument,
	"METRIC": metrics, "metric import FILE": files(".csv"),
	"FILE": anyFile, "import FILE": files(sheetEndings...), "DIR": folders,
	"help COMMAND": commandNames, "schema COMMAND": schemaWords,

	"--db": files(".db"), "store copy FROM": files(".db"), "store copy TO": files(".db"), "--into": files(".db"), "--catalog": folders, "--overlay": folders, "--style": folders, "--log": anyFile, "--key": anyFile, "--file": anyFile, "--sign": anyFile, "--identity": anyFile, "--reader-keys": anyFile, "--allowed-signers": anyFile, "bundle inspect FILE": files(bundle.Ending, bundle.EncryptedEnding), "unseal FILE": files(bundle.EncryptedEnding), "bundle in FILE": files(bundle.Ending, bundle.EncryptedEnding), "bundle out --since": files(bundle.Ending, bundle.EncryptedEnding),
	"--profile": files(".yaml", ".yml"), "--soa": files(".xlsx"), "--ics": files(".ics"), "--rest": files(".csv"),
	"--assessment": assessments, "--as-person": owners, "--owner": owners, "invite --name": owners,
	"--system": systems, "workshop agenda --system": eachSystem, "--family": families, "--question": questions, "--evidence": evidenceNames,
	"FROM": owners, "TO": owners, "share PERSON": owners, "share ITEM": bothStandards,
	"--approved-by": owners, "--overseer": owners, "--risk-by": owners, "--read": versionsOfSoA, "--since": versionsOfSoA,
	"--drivers": func(o *offer) { o.list(assess.TypedDrivers) },
	"--set":     profileSets, "--phase": phases, "--clause": clauses, "--asks": askedTitles, "--end": invitations,
	"--lang": languages, "--layout": layouts, "--scale": scales, "--column": columnFields, "--word": wordMeanings, "--item": titleNumbers,
	"KIND": registerKinds, "NUMBER": recordNumbers, "STATE": recordStates, "ROW": libraryRows, "--below": recordNumbers,
	"record add --set": recordSets, "record set --set": recordSets, "record state --set": recordSets, "register --filter": recordFilters,
	"--as": importKinds, "--xlsx": files(".xlsx"), "--csv": files(".csv"),
	"--filter": filters(catalog.AIMS), "baseline list --filter": filters(catalog.ISMS),
}

func documents(o *offer) {
	for _, k := range report.Kinds() {
		o.add(k.Name, k.Holds(report.InEnglish()))
	}
}

// records are what a document may be about, where it is about one.
func records(o *offer) {
	if len(o.args) == 0 {
		return
	}
	k, _ := report.KindNamed(o.args[0])
	o.subjects(k)
}

// filters offers the words of a filter of items of a standard; behind a colon stands
// what a person knows.
func filters(standard string) func(*offer) {
	return func(o *offer) {
		for _, k := range filter.Kinds() {
			if !k.Asks(standard) {
				continue
			}
			word := k.Word
			if k.Takes != "" {
				word += ":"
			}
			o.add(word, k.Help)
		}
	}
}

// files offers the files with these endings, and folders.
func files(endings ...string) func(*offer) {
	return func(o *offer) {
		o.how = cobra.ShellCompDirectiveFilterFileExt
		for _, e := range endings {
			o.all = append(o.all, strings.TrimPrefix(e, "."))
		}
	}
}

func anyFile(o *offer) { o.how = cobra.ShellCompDirectiveDefault }
func folders(o *offer) { o.how = cobra.ShellCompDirectiveFilterDirs }

// requirements are the items of ISO/IEC 42001 and the own controls.
func requirements(o *offer) {
	o.catalogue(func(cat *catalog.Catalog) { o.items(cat.Requirements().Items(), assess.RefOf) })
	ownControls(o)
}

func baselineItems(o *offer) {
	o.catalogue(func(cat *catalog.Catalog) {
		o.items(cat.Foundation().Items(), func(it *catalog.Item) string { return it.ID })
	})
}

// bothStandards are all items as they are told apart: those of ISO/IEC 27001 with
// 27001: in front.
func bothStandards(o *offer) {
	requirements(o)
	o.catalogue(func(cat *catalog.Catalog) { o.items(cat.Foundation().Items(), assess.RefOf) })
}

// everyNumber are the numbers of both standards, each once.
func everyNumber(o *offer) {
	o.catalogue(func(cat *catalog.Catalog) {
		for _, s := range cat.Standards {
			o.items(s.Items(), func(it *catalog.Item) string { return it.ID })
		}
	})
}

func (o *offer) items(all []*catalog.Item, name func(*catalog.Item) string) {
	for _, it := range all {
		o.add(name(it), it.Title)
	}
}

func levelWords(o *offer) {
	o.catalogue(func(cat *catalog.Catalog) {
		for level, means := range cat.Method.Scale {
			o.add(fmt.Sprint(level), means)
		}
	})
}

func questions(o *offer) {
	if len(o.args) == 0 {
		return
	}
	o.catalogue(func(cat *catalog.Catalog) {
		if it, ok := cat.Requirements().Find(o.args[0]); ok {
			for _, q := range it.Questions {
				o.add(q.Place(), q.Ask)
			}
		}
	})
}

func tasks(o *offer) {
	o.catalogue(func(cat *catalog.Catalog) {
		for _, t := range cat.Tasks() {
			o.add(t.ID, t.Name)
		}
	})
	requirements(o)
}

func languages(o *offer) {
	o.add(catalog.English, "")
	o.catalogue(func(cat *catalog.Catalog) {
		for _, code := range cat.Languages() {
			if said, err := cat.In(code); err == nil {
				o.add(code, said.Name)
			}
		}
	})
}

func errata(o *offer) {
	o.catalogue(func(cat *catalog.Catalog) {
		for _, e := range cat.Errata() {
			o.add(e.ID, e.Where)
		}
	})
	everyNumber(o)
}

func terms(o *offer) {
	o.catalogue(func(cat *catalog.Catalog) {
		for _, t := range cat.Terms() {
			o.add(t.Term, t.Relation)
		}
	})
}

func phases(o *offer) {
	o.catalogue(func(cat *catalog.Catalog) {
		for _, p := range cat.Phases() {
			o.add(fmt.Sprint(p.Number), p.Name)
		}
	})
}

func clauses(o *offer) {
	o.catalogue(func(cat *catalog.Catalog) {
		for _, s := range cat.Standards {
			for _, cl := range s.Clauses {
				o.add(cl.ID, cl.Title)
			}
		}
	})
}

// askedTitles are the next of several titles of those whom items ask.
func askedTitles(o *offer) {
	o.catalogue(func(cat *catalog.Catalog) { o.list(workshop.Titles(cat.Requirements().Items())) })
}

// profileSets are the keys of the profile, and after one the words it takes.
func profileSets(o *offer) {
	for _, k := range assess.ProfileKeys {
		if !strings.HasPrefix(o.typed, k.Name+"=") {
			o.part(k.Name+"=", k.About)
			continue
		}
		for _, w := range k.Words {
			o.add(k.Name+"="+w, "")
		}
	}
	o.catalogue(func(cat *catalog.Catalog) {
		for _, it := range cat.Requirements().Items() {
			if strings.HasPrefix(o.typed, "effort.") {
				o.part("effort."+it.ID+"=", it.Title)
			}
		}
	})
}

// part offers the beginning of a word, after which no blank comes.
func (o *offer) part(begin, about string) {
	o.add(begin, about)
	o.how |= cobra.ShellCompDirectiveNoSpace
}

func scales(o *offer) {
	o.catalogue(func(cat *catalog.Catalog) { o.each(intake.Scales(cat)) })
}

func columnFields(o *offer) {
	as := o.cmd.Flag("as").Value.String()
	for _, field := range intake.Fields(intake.As(as)) {
		o.part(field+"=", "")
	}
	o.catalogue(func(cat *catalog.Catalog) {
		if k, ok := cat.Register(as); ok {
			for _, f := range k.Fields {
				o.part(f.Name+"=", f.Label)
			}
		}
	})
}

// after is what was typed up to the last = and with it, where there is one.
func (o *offer) after() (string, bool) {
	at := strings.LastIndex(o.typed, "=")
	return o.typed[:at+1], at >= 0
}

func wordMeanings(o *offer) {
	if word, ok := o.after(); ok {
		for _, m := range intake.Meanings {
			o.add(word+m, "")
		}
	}
}

func titleNumbers(o *offer) {
	if title, ok := o.after(); ok {
		o.catalogue(func(cat *catalog.Catalog) {
			for _, it := range cat.Foundation().Items() {
				o.add(title+it.ID, it.Title)
			}
		})
	}
}

// commandNames are the commands below those that were named.
func commandNames(o *offer) {
	at, rest, err := o.cmd.Root().Find(o.args)
	if err != nil || len(rest) > 0 {
		return
	}
	for _, c := range at.Commands() {
		if c.IsAvailableCommand() {
			o.add(c.Name(), c.Short)
		}
	}
}

// schemaWords are the next words of the names that schemas have.
func schemaWords(o *offer) {
	for _, name := range schemaNames() {
		words := strings.Fields(name)
		if n := len(o.args); len(words) > n && strings.Join(words[:n], " ") == strings.Join(o.args, " ") {
			o.add(words[n], "")
		}
	}
}
