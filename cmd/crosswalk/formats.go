package main

import (
	"context"
	"slices"

	"crosswalk/catalog/render"
	"crosswalk/catalog/render/docx"
	"crosswalk/catalog/render/xlsx"
	"crosswalk/catalog/report"
)

// formats are all in which a document can be written: those that are text, and those
// that are for a file.
func formats() []render.Format {
	whole := func(*report.Document) []string { return nil }
	return append(slices.Clone(render.Formats),
		render.Format{Name: "docx", About: "a text document with styles", Binary: true, Render: render.AtOnce(docx.Render), Check: docx.Verify, Lacks: whole},
		render.Format{Name: "xlsx", About: "a workbook to work on", Binary: true, Render: render.AtOnce(xlsx.Render), Check: xlsx.Verify, Lacks: whole},
		render.Format{
			Name: "pdf", About: "to print, by a browser or office program that is installed", Binary: true, Render: asPDF, Lacks: whole,
			Check: func(*report.Document, []byte) error { return nil }, // it was, as it was printed
		})
}

// formatsOfReport are those and OSCAL, which asks for more than a document.
func formatsOfReport() []render.Format {
	return append(formats(), render.Format{Name: asOSCAL, About: "for machines: full as assessment-results, soa as profile, synergy as mapping-collection"})
}

// asPDF prints a document.
func asPDF(ctx context.Context, d *report.Document) ([]byte, error) {
	return printPDF(ctx, map[string]func() ([]byte, error){
		"html": func() ([]byte, error) { return render.HTML(d) },
		"docx": func() ([]byte, error) { return docx.Render(d) },
	}, printers)
}
