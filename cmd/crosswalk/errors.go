package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crosswalk/catalog/visible"
)

// The exit codes.
const (
	exitRefused = 1 // anything that went wrong or was refused
	exitUsage   = 2 // flags, arguments, ratings or dates that can't be parsed
)

// usageError is something typed that can't be parsed.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

func usage(format string, args ...any) error {
	return &usageError{fmt.Errorf(format, args...)}
}

// errSaid ends a call with exit 1 after its refusals were printed one by one.
var errSaid = errors.New("refused, and said so")

// tell says an error in one line and gives the exit code.
func (x *app) tell(err error) int {
	if err == nil {
		return 0
	}
	if !errors.Is(err, errSaid) {
		text := strings.ReplaceAll(err.Error(), "\n", "; ") // one line, however many were joined
		if way := wayOut(err); way != "" {
			text += "; " + way
		}
		fmt.Fprintln(x.errs, "crosswalk: "+visible.Line(text))
	}
	var typed *usageError
	if errors.As(err, &typed) {
		return exitUsage
	}
	return exitRefused
}

// flagError says in our words what pflag found.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var needs *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() != "" {
			name = "-" + unknown.GetSpecifiedName()
		}
		return usage("there is no flag %s here; %s --help lists the flags", name, cmd.CommandPath())
	case errors.As(err, &needs):
		return usage("the flag --%s needs a value", needs.GetFlag().Name)
	case errors.As(err, &invalid):
		return usage("the flag --%s: %w", invalid.GetFlag().Name, invalidValue(invalid))
	}
	return usage("%w", err)
}

func invalidValue(e *pflag.InvalidValueError) error {
	switch e.GetFlag().Value.Type() {
	case "int":
		return fmt.Errorf("%q is no whole number", e.GetValue())
	case "float64":
		return fmt.Errorf("%q is no number", e.GetValue())
	case "bool":
		return fmt.Errorf("%q is neither true nor false", e.GetValue())
	}
	return e.Unwrap()
}

// between takes a number of arguments, and names the form otherwise.
func between(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usage("something is missing; the form is: %s", cmd.UseLine())
		case len(args) > most:
			return usage("%q is too much; the form is: %s", args[most], cmd.UseLine())
		}
		return nil
	}
}

// noSuchCommand refuses what stands in the place of a verb and is none.
func noSuchCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	cmd.SuggestionsMinimumDistance = 2
	hint := ""
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		hint = fmt.Sprintf("did you mean %s? ", strings.Join(near, " or "))
	}
	return usage("%s has no command %q; %s%s --help lists them", cmd.CommandPath(), args[0], hint, cmd.CommandPath())
}

// output remembers the first error of writing, so that a full disk behind a
// redirect is no success.
type output struct {
	w   io.Writer
	err error
}

func (o *output) Write(p []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.w.Write(p)
	o.err = err
	return n, err
}

func (o *output) failed() error {
	if o.err == nil {
		return nil
	}
	return fmt.Errorf("the output could not be written: %w", plainPath(o.err))
}

// count is a number with its noun: "1 row", "3 rows".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
