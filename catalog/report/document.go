// Package report builds the documents that leave the workbench, as values: what
// stands in them and in which order. A renderer a format turns a document into
// bytes.
//
// Its one rule: a document arranges, it never adds up. Every figure in it was made
// by score, synergy or roadmap, and a test compares them. Nothing here knows a
// format, a file or a clock.
package report

import "time"

// Document is what a reader holds in hand. It is stored whole as its JSON where it
// is issued, so a field keeps its name for ever.
type Document struct {
	Kind     string     `json:"kind"` // the name by which it is asked for: management, gaps …
	Lang     string     `json:"lang"` // of its frame words, as BCP 47
	Title    string     `json:"title"`
	Subtitle string     `json:"subtitle,omitempty"`
	Class    string     `json:"class,omitempty"`    // who may read it, as its head says
	OnePage  bool       `json:"one_page,omitempty"` // it is laid out for one page: no section begins another
	Facts    []Fact     `json:"facts,omitempty"`    // the head, below the title
	Blocks   []Block    `json:"blocks"`
	Source   Provenance `json:"provenance"`
}

// Fact is a line of a head: what it is, and what it is here.
type Fact struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// Block is one thing after the other: what it is says which of its fields hold.
type Block struct {
	Is     string   `json:"is"`               // one of the Is words
	ID     string   `json:"id,omitempty"`     // anchor, to which a reference leads
	Level  int      `json:"level,omitempty"`  // of a heading, 1 to 3
	Text   string   `json:"text,omitempty"`   // of a heading, a paragraph, a note, a lead
	Items  []string `json:"items,omitempty"`  // of a list
	Facts  []Fact   `json:"facts,omitempty"`  // of a list of facts
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
	Columns []Column `json:"columns"`
	Rows    []Row    `json:"rows"`
	Wide    bool     `json:"wide,omitempty"` // it wants a page in landscape
}

// Column is a heading and what its cells are.
type Column struct {
	Title string   `json:"title"`
	Is    string   `json:"is"`              // one of the cell words
	Field string   `json:"field,omitempty"` // the field of an answer that may be edited here and come back; empty: none
	Words []string `json:"words,omitempty"` // all that may stand in it; empty: anything
	Parts int      `json:"parts,omitempty"` // how wide it wants to be beside the others; 0: as its text
}

// What the cells of a column are.
const (
	CellText   = "text"
	CellNumber = "number"
	CellDate   = "date"   // YYYY-MM-DD
	CellRating = "rating" // 0 to 5, n/a, or empty
	CellShare  = "share"  // 0 to 1, shown as per cent
	CellRef    = "ref"    // a number of an item, with where it is told of
)

// Row is the cells of one thing. ID is what it is about, stable over time.
type Row struct {
	ID    string `json:"id,omitempty"`
	Head  bool   `json:"head,omitempty"` // it begins a group, and only its first cell counts
	Cells []Cell `json:"cells"`
}

// Cell is one value. Text is what a person reads, whatever the value is.
type Cell struct {
	Text   string   `json:"text"`
	Number *float64 `json:"number,omitempty"` // of a number, a rating, a share
	Ref    string   `json:"ref,omitempty"`    // the id of a block
}

// Figure is a drawing as data. Alt tells in words what it shows, and stands beside
// it in every format.
type Figure struct {
	Is     string   `json:"is"` // one of the figure words
	Title  string   `json:"title"`
	Alt    string   `json:"alt"`
	Parts  []Part   `json:"parts,omitempty"`  // bars, parts, histogram, radar: in order
	Series []string `json:"series,omitempty"` // what the values of a part are, in order
	Cells  [][]Heat `json:"cells,omitempty"`  // of a heat map, by rows
	Rows   []string `json:"rows,omitempty"`   // of a heat map
	Heads  []string `json:"heads,omitempty"`  // of a heat map
	Spans  []Span   `json:"spans,omitempty"`  // of a Gantt chart
	Marks  []Mark   `json:"marks,omitempty"`  // days of a Gantt chart or a forecast
	From   string   `json:"from,omitempty"`   // YYYY-MM-DD, of a chart over time
	To     string   `json:"to,omitempty"`
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
	Values []float64 `json:"values"`
	Text   string    `json:"text"` // the values in words
	Ref    string    `json:"ref,omitempty"`
}

// Heat is a cell of a heat map.
type Heat struct {
	Value float64 `json:"value"` // 0 to 1
	Text  string  `json:"text"`
}

// Span is a bar over time.
type Span struct {
	Label string `json:"label"`
	From  string `json:"from"` // YYYY-MM-DD
	To    string `json:"to"`
	Done  bool   `json:"done,omitempty"`
	Depth int    `json:"depth,omitempty"` // 0: a phase; 1: a task of it
}

// Mark is a day that matters.
type Mark struct {
	Day   string `json:"day"` // YYYY-MM-DD
	Label string `json:"label"`
}

// Provenance is where every figure comes from, as each document ends with it.
type Provenance struct {
	Program    string    `json:"program"` // with its version
	Catalogue  string    `json:"catalogue"`
	Hash       string    `json:"hash"` // of the catalogue
	Made       time.Time `json:"made"`
	Assessment string    `json:"assessment"`
	Head       string    `json:"head"` // of its history: 12 characters
	Acts       int       `json:"acts"` // how many revisions there are
	Basis      string    `json:"basis"`
	Lines      []string  `json:"lines"` // the same and the shares, in the words of the language
}
