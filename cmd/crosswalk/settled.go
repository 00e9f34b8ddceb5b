package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

const overSettledName = "over-settled"

func overSettledFlag(cmd *cobra.Command, over *bool) {
	cmd.Flags().BoolVar(over, overSettledName, false, "overwrite what a room settled on by a vote, too")
}

// unsettling refuses to overwrite what a room settled on.
func unsettling(cat *catalog.Catalog, a *assess.Assessment, settled []assess.Settled) error {
	words := make([]string, len(settled))
	for i, s := range settled {
		words[i] = s.Words(cat, a)
	}
	return fmt.Errorf("%s; what a room settled on by a vote is overwritten only with --%s", strings.Join(words, ", "), overSettledName)
}
