package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"sync"
	"time"
)

// A PDF is printed by a program that is there already: no writer that could be linked
// keeps every script, tags and bookmarks, and a bad PDF is worse than none.

// mostPrinting is how long a program may take to print.
const mostPrinting = 2 * time.Minute

// printer is a program that prints, and how it is told to.
type printer struct {
	names []string // by which it may be installed
	from  string   // the form of the file that it prints
	args  func(folder, in string) []string
}

// printers are those that are asked, in this order.
var printers = []printer{
	{browsers(runtime.GOOS), "html", browserArgs},
	{offices(runtime.GOOS), "docx", officeArgs},
}

func browsers(system string) []string {
	switch system {
	case "darwin":
		return []string{
			"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
			"/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
		}
	case "windows":
		return []string{`C:\Program Files\Google\Chrome\Application\chrome.exe`, `C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`}
	}
	return []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"}
}

func offices(system string) []string {
	switch system {
	case "darwin":
		return []string{"/Applications/LibreOffice.app/Contents/MacOS/soffice"}
	case "windows":
		return []string{`C:\Program Files\LibreOffice\program\soffice.com`}
	}
	return []string{"soffice", "libreoffice"}
}

// browserArgs let a browser print one file, with a profile of its own and no way into
// the network.
func browserArgs(folder, in string) []string {
	args := []string{
		"--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--host-resolver-rules=MAP * ~NOTFOUND",
		"--user-data-dir=" + filepath.Join(folder, "profile"), "--export-tagged-pdf", "--generate-pdf-document-outline", "--no-pdf-header-footer",
		"--print-to-pdf=" + filepath.Join(folder, "document.pdf"), fileURL(in),
	}
	if os.Getenv("CI") != "" { // a container without the rights that a sandbox needs
		args = append([]string{"--no-sandbox"}, args...)
	}
	return args
}

func officeArgs(folder, in string) []string {
	return []string{
		"-env:UserInstallation=" + fileURL(filepath.Join(folder, "profile")), "--headless", "--norestore", "--convert-to",
		`pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}`,
		"--outdir", folder, in,
	}
}

func fileURL(path string) string {
	slashed := filepath.ToSlash(path)
	if slashed[0] != '/' { // a drive of Windows
		slashed = "/" + slashed
	}
	return (&url.URL{Scheme: "file", Path: slashed}).String()
}

// errNoPrinter says what to do where nothing prints.
var errNoPrinter = errors.New("a PDF needs Chromium, Chrome, Edge or LibreOffice, and none is installed here; install one, or write the document as html and print it from a browser")

// printPDF makes a PDF of a document by the first program that can. The forms are
// the document in the formats that are printed: html and docx.
func printPDF(ctx context.Context, forms map[string]func() ([]byte, error), all []printer) ([]byte, error) {
	failed := errNoPrinter
	for _, p := range all {
		program, ok := p.installed()
		if !ok || forms[p.from] == nil {
			continue
		}
		raw, err := forms[p.from]()
		if err != nil {
			return nil, err
		}
		pdf, err := p.print(ctx, program, raw)
		if err == nil {
			return pdf, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err() // nobody waits for it any more
		}
		failed = fmt.Errorf("%s made no PDF: %w; write the document as html and print it from a browser", filepath.Base(program), err)
	}
	return nil, failed
}

func (p printer) installed() (string, bool) {
	for _, name := range p.names {
		if path, err := exec.LookPath(name); err == nil {
			return path, true
		}
	}
	return "", false
}

// print lets the program print in a folder that nobody else can look into, and
// checks what it made.
func (p printer) print(ctx context.Context, program string, raw []byte) ([]byte, error) {
	folder, err := os.MkdirTemp("", "crosswalk-print-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	in := filepath.Join(folder, "document."+p.from)
	if err := writeNew(in, raw); err != nil {
		return nil, err
	}
	ctx, stop := context.WithTimeout(ctx, mostPrinting)
	defer stop()
	cmd := exec.CommandContext(ctx, program, p.args(folder, in)...)
	cmd.WaitDelay = 5 * time.Second // its own children may hold on to it
	if err := cmd.Run(); err != nil && ctx.Err() != nil {
		return nil, fmt.Errorf("it took longer than %s", mostPrinting)
	} else if err != nil {
		return nil, fmt.Errorf("it ended with %w", err)
	}
	pdf, err := os.ReadFile(filepath.Join(folder, "document.pdf"))
	if err != nil {
		return nil, errors.New("it wrote no file")
	}
	return pdf, checkPDF(pdf)
}

var pdfPage = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`/Type\s*/Page[^s\w]`) })

var pdfTagged = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`/Marked\s+true`) })

// checkPDF refuses a PDF that is not whole, has no page, or no tags for those who
// have it read to them.
func checkPDF(pdf []byte) error {
	switch {
	case !bytes.HasPrefix(pdf, []byte("%PDF-")) || !bytes.Contains(pdf[max(0, len(pdf)-1024):], []byte("%%EOF")):
		return errors.New("what it wrote is no whole PDF")
	case len(pdfPage().FindAll(pdf, 1)) == 0:
		return errors.New("the PDF has no page")
	case !pdfTagged().Match(pdf):
		return errors.New("the PDF has no tags, so nobody can have it read to them")
	}
	return nil
}
