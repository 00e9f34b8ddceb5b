// Command crosswalk walks an organisation from an ISO/IEC 27001 ISMS to an
// ISO/IEC 42001 AIMS: a workbench in the terminal, and the same acts for
// scripts.
//
// Its one rule: only this edge knows flags, the environment and files. Every
// verb decides with the packages below it and says the outcome in a sentence.
package main

import (
	"context"
	"io"
	"os"
	"slices"
	"time"
)

// version is set by the linker; see the Makefile.
var version = "dev"

func main() {
	os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is one call of the program, by the clock of this machine.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	return newApp(time.Now, in, out, errs).run(ctx, args)
}

// run is one call of the program, from its arguments to its exit code: 0 done,
// 2 what can't be parsed, 1 everything else.
func (x *app) run(ctx context.Context, args []string) (code int) {
	defer x.rescue(&code)
	root := x.bareRoot()
	if len(args) > 0 {
		root = newRoot(x)
	}
	root.SetArgs(slices.Concat([]string{}, args)) // nil would mean os.Args
	root.SetIn(x.in)
	root.SetOut(x.out)
	root.SetErr(x.errs)
	err := root.ExecuteContext(ctx)
	if err == nil {
		err = x.out.failed()
	}
	return x.tell(err)
}
