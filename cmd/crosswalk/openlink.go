package main

import (
	"errors"
	"os"
	"os/exec"
	"runtime"
)

// openLink hands a link to the browser of this machine. The link is one argument
// of a program that the system has for this, and no shell reads it.
func openLink(link string) error {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return errors.New("there is no desktop to open the link on; copy it into a browser") // else one of text would take this terminal
	}
	name, args := opener(runtime.GOOS, link)
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		return errors.New("the browser can't be started: there is no " + name + " here; copy the link into a browser")
	}
	return cmd.Process.Release() // the browser stays when the workbench is left
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
