package main

import (
	"io/fs"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/assets"
)

// schemas is where the JSON Schemas of the reading verbs are.
const schemas = "schema/cli"

func schemaCommand(x *app) *cobra.Command {
	return &cobra.Command{
		Use:     "schema COMMAND...",
		Short:   "Print the JSON Schema of what a command prints with --json",
		Example: "  crosswalk schema score\n  crosswalk schema catalog show",
		Args:    between(1, 2),
		RunE: func(_ *cobra.Command, args []string) error {
			verb := strings.Join(args, "-")
			for _, name := range []string{verb, verb + "-list"} {
				if raw, err := fs.ReadFile(assets.Catalog, path.Join(schemas, name+".json")); err == nil {
					_, err = x.out.Write(raw)
					return err
				}
			}
			return usage("no schema is named %q; there are %s", strings.Join(args, " "), strings.Join(schemaNames(), ", "))
		},
	}
}

func schemaNames() []string {
	entries, err := fs.ReadDir(assets.Catalog, schemas)
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		names = append(names, strings.ReplaceAll(strings.TrimSuffix(e.Name(), ".json"), "-", " "))
	}
	return names
}
