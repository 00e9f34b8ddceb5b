// Package report builds the documents that leave the workbench, as values: what
// stands in them and in which order. A renderer a format turns a document into
// bytes.
//
// Its one rule: a document arranges, it never adds up. Every figure in it was made
// by score, synergy or roadmap, and a test compares them. Nothing here knows a
// format, a file or a clock.
package report

import (
	"cmp"
	"time"
)

// Document is what a reader holds in hand. It is stored whole as its JSON where it
// is issued, so a field keeps its name for ever.
type Document struct {
	Kind     string     `json:"kind" says:"The name by which the document is asked for."`
	Lang     string     `json:"lang" says:"The language of its frame words, as BCP 47."`
	Title    string     `json:"title"`
	Subtitle string     `json:"subtitle,omitempty"`
	Class    string     `json:"class,omitempty" says:"Who may read it."`
	Header   string     `json:"header,omitempty" says:"Of every page, in the words of whose document it is."`
	OnePage  bool       `json:"one_page,omitempty" says:"It is laid out for one page."`
	Facts    []Fact     `json:"facts,omitempty" says:"Lines with a label and a value."`
	Blocks   []Block    `json:"blocks" null:"yes" says:"One thing after the other."`
	Source   Provenance `json:"provenance" says:"Where every figure comes from."`
	Look     Style      `json:"-"` // how it is drawn; no part of what it says
}

// Fact is a line of a head: what it is, and what it is here.
type Fact struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// Block is one thing after the other: what it is says which of its fields hold.
type Block struct {
	Is     string   `json:"is" is:"heading|lead|paragraph|note|list|facts|table|figure|page" says:"Which of the other fields hold."`
	ID     string   `json:"id,omitempty" says:"Where a reference leads."`
	Level  int      `json:"level,omitempty" is:"1..3" says:"Of a heading."`
	Text   string   `json:"text,omitempty" says:"Of a heading, a lead, a paragraph, a note."`
	Items  []string `json:"items,omitempty" says:"Of a list."`
	Facts  []Fact   `json:"facts,omitempty" says:"Lines with a label and a value."`
	Table  *Table   `json:"table,omitempty"`  // of a table
	Figure *Figure  `json:"figure,omitempty"` // of a figure
}

// What a block is.
const (
	IsHeading   = "heading"
	IsLead      = "lead" // the sentence that answers what the reader came to ask
	IsParagraph = "paragraph"
	IsNote      = "note" // set apart: a warning, a limit, a reading aid
	IsList      = "list"
	IsFacts     = "facts" // label and value, a line each
	IsTable     = "table"
	IsFigure    = "figure"
	IsPage      = "page" // a new page begins, where there are pages
)

// Table is rows of cells below their columns. What a format can't hold of it is
// said by that format's renderer.
type Table struct {
	Caption string   `json:"caption,omitempty"`
	Columns []Column `json:"columns" null:"yes"`
	Rows    []Row    `json:"rows" null:"yes"`
	Wide    bool     `json:"wide,omitempty" says:"It wants a page in landscape."`
}

// Column is a heading and what its cells are.
type Column struct {
	Title string   `json:"title"`
	Is    string   `json:"is" is:"text|number|date|rating|share|ref" says:"What its cells are."`
	Field string   `json:"field,omitempty" says:"The field of an answer that may be edited here and come back."`
	Words []string `json:"words,omitempty" says:"All that may stand in it."`
	Parts int      `json:"parts,omitempty" says:"How wide it wants to be beside the others."`
	Names bool     `json:"names,omitempty" says:"With the others that do it says which row it is, where rows may come back."`
}

// What the cells of a column are.
const (
	CellText   = "text"
	CellNumber = "number"
	CellDate   = "date"   // its day, or as YYYY-MM-DD its text
	CellRating = "rating" // 0 to 5, n/a, or empty
	CellShare  = "share"  // 0 to 1, shown as per cent
	CellRef    = "ref"    // a number of an item, with where it is told of
)

// Row is the cells of one thing. ID is what it is about, stable over time.
type Row struct {
	ID    string `json:"id,omitempty" says:"What it is about, stable over time."`
	Head  bool   `json:"head,omitempty" says:"It begins a group; only its first cell counts."`
	Cells []Cell `json:"cells" null:"yes"`
}

// Cell is one value. Text is what a person reads, whatever the value is.
type Cell struct {
	Text   string   `json:"text" says:"What a person reads."`
	Number *float64 `json:"number,omitempty" says:"Of a number, a rating, a share."`
	Day    string   `json:"day,omitempty" says:"YYYY-MM-DD, of a date that the text writes as its language does."`
	Ref    string   `json:"ref,omitempty" says:"The id of a block."`
}

// Date is the day of a cell as it is kept, where it has one; else its text.
func (c Cell) Date() string { return cmp.Or(c.Day, c.Text) }

// Figure is a drawing as data. Alt tells in words what it shows, and stands beside
// it in every format.
type Figure struct {
	Is     string   `json:"is" is:"parts|bars|histogram|radar|heat|gantt|forecast"` // one of the figure words
	Title  string   `json:"title"`
	Alt    string   `json:"alt" says:"In words what it shows."`
	Parts  []Part   `json:"parts,omitempty"` // bars, parts, histogram, radar: in order
	Series []string `json:"series,omitempty" says:"What the values of a part are, in order."`
	Cells  [][]Heat `json:"cells,omitempty" says:"Of a heat map, by rows."`
	Rows   []string `json:"rows,omitempty"`  // of a heat map
	Heads  []string `json:"heads,omitempty"` // of a heat map
	Spans  []Span   `json:"spans,omitempty"` // of a Gantt chart
	Marks  []Mark   `json:"marks,omitempty"` // days of a Gantt chart or a forecast
	From   string   `json:"from,omitempty" is:"date or empty" says:"YYYY-MM-DD; empty where there is none."`
	To     string   `json:"to,omitempty" is:"date or empty" says:"YYYY-MM-DD; empty where there is none."`
}

// What a figure is.
const (
	FigureParts     = "parts"     // one bar of three: done, reuse, build
	FigureBars      = "bars"      // such a bar for each part
	FigureHistogram = "histogram" // a count for each part
	FigureRadar     = "radar"     // a share for each part
	FigureHeat      = "heat"
	FigureGantt     = "gantt"
	FigureForecast  = "forecast" // how likely each day of the end is
)

// Part is a labelled row of values, each of 0 to 1 but for counts.
type Part struct {
	Label  string    `json:"label"`
	Values []float64 `json:"values" null:"yes" says:"Shares of 0 to 1, or counts."`
	Text   string    `json:"text" says:"The values in words."`
	Ref    string    `json:"ref,omitempty" says:"The id of a block, or of a row behind that of its table and a stroke."`
}

// Heat is a cell of a heat map.
type Heat struct {
	Value float64 `json:"value"` // 0 to 1
	Text  string  `json:"text"`
}

// Span is a bar over time.
type Span struct {
	Label string `json:"label"`
	From  string `json:"from" is:"date or empty" says:"YYYY-MM-DD; empty where there is none."`
	To    string `json:"to" is:"date or empty" says:"YYYY-MM-DD; empty where there is none."`
	Done  bool   `json:"done,omitempty"`
	Depth int    `json:"depth,omitempty" says:"0: a phase; 1: a task of it."`
}

// Mark is a day that matters.
type Mark struct {
	Day   string `json:"day" is:"date or empty" says:"YYYY-MM-DD; empty where there is none."`
	Label string `json:"label"`
}

// Provenance is where every figure comes from, as each document ends with it.
type Provenance struct {
	Program    string    `json:"program"` // with its version
	Catalogue  string    `json:"catalogue"`
	Hash       string    `json:"hash" says:"Of the catalogue."`
	Made       time.Time `json:"made"`
	Assessment string    `json:"assessment"`
	Head       string    `json:"head" says:"Of the history, as it is printed: 12 characters."`
	Acts       int       `json:"acts" says:"How many revisions there are."`
	Basis      string    `json:"basis"`
	Lines      []string  `json:"lines" null:"yes" says:"The same in words."`
}
