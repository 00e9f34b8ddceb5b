package store

import (
	"strings"
	"sync"
)

// The columns of the present state, in the order in which they are written and
// read; the first ones are the key.
var (
	ownColumns = words(`id name archived created created_by organisation scope kind size target start
		fte holidays isms_years isms_certified scopes_compatible certification_wanted certification_by one_owner
		scope_moves budget basis strategy strategy_reason`)
	effortColumns   = words(`assessment item days`)
	ratingColumns   = `state level reason risk approved_by approved_on rated_by rated_at rated_order `
	answerColumns   = words(`assessment item system question ` + ratingColumns + `note owner due flag declined basis`)
	baselineColumns = words(`assessment item ` + ratingColumns + `note`)
	systemColumns   = words(`assessment id name purpose roles stage in_scope risk_class owner removed`)
	controlColumns  = words(`assessment id number title source risk phase days removed`)
	evidenceColumns = words(`assessment id kind what version place date seen_by site system removed`)
	servesColumns   = words(`assessment evidence place item`)
	taskColumns     = words(`assessment id status owner due note`)
	recordColumns   = words(`assessment id item system question record`)
	findingColumns  = words(`assessment id item baseline system statement grade closed closed_by closed_on removed`)
)

func words(s string) []string { return strings.Fields(s) }

// selectFrom reads the columns after the assessment, oldest key first.
func selectFrom(table string, columns []string) string {
	key := columns[1]
	switch table {
	case "answer":
		key = "item, system, question" // the order in which Answers keeps them
	case "evidence_item":
		key = "evidence, place"
	}
	return "SELECT " + strings.Join(columns[1:], ", ") + " FROM " + table + " WHERE assessment = ? ORDER BY " + key
}

var upserts sync.Map // table -> statement

// upsert writes a whole row over the one with the same key.
func upsert(table string, keys int, columns []string) string {
	if text, ok := upserts.Load(table); ok {
		return text.(string)
	}
	var set []string
	for _, c := range columns[keys:] {
		set = append(set, c+" = excluded."+c)
	}
	text := "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES (?" +
		strings.Repeat(", ?", len(columns)-1) + ") ON CONFLICT (" + strings.Join(columns[:keys], ", ") +
		") DO UPDATE SET " + strings.Join(set, ", ")
	upserts.Store(table, text)
	return text
}
