package assess

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Openable is a kind of file that may be handed to a program of the person's machine:
// one that is looked at, not run.
type Openable struct {
	Ending string // of the name it is opened under; its own is never used
	Is     string // as a person calls it
	begins []string
}

// openable are all of them. Pages of the web and drawings that hold programs, and
// office files of the old forms and with macros, are not.
var openable = []Openable{
	{".pdf", "a PDF", []string{"%PDF-"}},
	{".png", "a picture", []string{"\x89PNG\r\n\x1a\n"}},
	{".jpg", "a picture", []string{"\xff\xd8\xff"}},
	{".jpeg", "a picture", []string{"\xff\xd8\xff"}},
	{".gif", "a picture", []string{"GIF87a", "GIF89a"}},
	{".webp", "a picture", []string{"RIFF"}},
	{".txt", "a text", nil},
	{".md", "a text", nil},
	{".csv", "a text", nil},
	{".log", "a text", nil},
	{".docx", "an office file", []string{"PK\x03\x04"}},
	{".xlsx", "an office file", []string{"PK\x03\x04"}},
	{".pptx", "an office file", []string{"PK\x03\x04"}},
	{".odt", "an office file", []string{"PK\x03\x04"}},
	{".ods", "an office file", []string{"PK\x03\x04"}},
	{".odp", "an office file", []string{"PK\x03\x04"}},
}

// ErrNotOpened says of a file that it is of no kind that is opened.
var ErrNotOpened = errors.New("only PDF, pictures, texts and office files without macros are opened from here; write a copy, and open that by hand if you trust it")

// Kind is what a file is by the ending of its name.
func (f File) Kind() (Openable, error) {
	i := slices.IndexFunc(openable, func(o Openable) bool { return strings.HasSuffix(strings.ToLower(f.Name), o.Ending) })
	if i < 0 {
		return Openable{}, ErrNotOpened
	}
	return openable[i], nil
}

// Fits refuses bytes that are not what the ending of the name says.
func (o Openable) Fits(raw []byte) error {
	begins := slices.ContainsFunc(o.begins, func(b string) bool { return bytes.HasPrefix(raw, []byte(b)) })
	if len(o.begins) == 0 {
		begins = utf8.Valid(raw) && !bytes.ContainsRune(raw, 0)
	}
	if !begins {
		return fmt.Errorf("the file is not %s, whatever its name says; write a copy, and look at it by hand", o.Is)
	}
	return nil
}
