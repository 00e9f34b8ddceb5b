// Package assets is what is shipped as data: the catalogue, its schemas and the
// demonstration assessment. Its one rule: no logic.
package assets

import "embed"

// Catalog holds the YAML files of the catalogue, which people read and mend,
// below "catalog", and the JSON Schemas of all formats below "schema".
//
//go:embed catalog schema
var Catalog embed.FS

// Languages are the texts of the catalogue in other languages, one file each
// below "lang", in the form the program decodes when somebody asks for one.
// `make generate` writes them from the YAML below "catalog/lang".
//
//go:embed lang
var Languages embed.FS

// Demo is the demonstration assessment.
//
//go:embed demo/demo.yaml
var Demo []byte

// DemoRegisters are the records that the demonstration company keeps.
//
//go:embed demo/registers.yaml
var DemoRegisters []byte

// DemoSoA is the Statement of Applicability of the demonstration company's
// ISMS, an XLSX workbook as companies keep theirs.
//
//go:embed demo/soa.xlsx
var DemoSoA []byte

// Words holds the frame words of documents, a YAML file a language below "words".
//
//go:embed words
var Words embed.FS
