package main

import (
	"errors"
	"fmt"
	"os"

	"crosswalk/catalog"
)

// overlayFolder is where the organisation's own copy of the texts of the
// standards is: --overlay, else CROSSWALK_OVERLAY; empty where there is none.
func (x *app) overlayFolder() string {
	if x.overlayDir != "" {
		return x.overlayDir
	}
	return os.Getenv("CROSSWALK_OVERLAY")
}

// overlay is the organisation's own copy of the texts, nil where none is named.
func (x *app) overlay(cat *catalog.Catalog) (*catalog.Overlay, error) {
	dir := x.overlayFolder()
	if dir == "" {
		return nil, nil
	}
	o, err := catalog.LoadOverlay(os.DirFS(dir), cat)
	var problems catalog.Problems
	if errors.As(err, &problems) && len(problems) > 0 {
		return nil, fmt.Errorf("the overlay in %s has %s, the first: %w; crosswalk catalog check --overlay %s lists them",
			dir, count(problems.Count(), "problem"), problems[0], dir)
	}
	return o, err
}
