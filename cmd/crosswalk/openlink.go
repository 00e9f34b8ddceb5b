package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"crosswalk/catalog/assess"
)

// openLink hands a link to the browser of this machine. The link is one argument
// of a program that the system has for this, and no shell reads it.
func openLink(link string) error {
	return handOn(link, "the link", "copy it into a browser")
}

// handOn has the system open something; instead is what a person does where it can't.
func handOn(target, what, instead string) error {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return errors.New("there is no desktop to open " + what + " on; " + instead) // else a program of text would take this terminal
	}
	name, args := opener(runtime.GOOS, target)
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		return errors.New(what + " can't be opened: there is no " + name + " here; " + instead)
	}
	return cmd.Process.Release() // it stays when the workbench is left
}

// showFile has the system show a file of evidence: a copy of it in a folder of its
// own, read-only, under a name that says its kind and nothing that somebody chose.
func showFile(f assess.File, folder string, kept func(assess.File) ([]byte, error)) error {
	kind, err := f.Kind()
	if err != nil {
		return err
	}
	raw, err := kept(f)
	if err == nil {
		err = kind.Fits(raw)
	}
	if err != nil {
		return err
	}
	at := filepath.Join(folder, "evidence-"+f.SHA256[:12]+kind.Ending)
	err = writeNew(at, raw)
	if errors.As(err, new(*takenError)) {
		err = nil // it was opened before
	}
	if err == nil {
		err = os.Chmod(at, 0o400)
	}
	if err != nil {
		return err
	}
	return handOn(at, "the file", "write a copy, or use crosswalk evidence file")
}

// opener is the program of a system that opens links.
func opener(system, link string) (name string, args []string) {
	switch system {
	case "darwin":
		return "open", []string{link}
	case "windows":
		return "rundll32", []string{"url.dll,FileProtocolHandler", link}
	}
	return "xdg-open", []string{link}
}
