package assess

// Each is one act about several things: what is decided about each of them, in
// their order, or nothing where one of them is refused. A decision about one must
// not rest on what another changes.
func Each[T any](all []T, decide func(T) ([]Change, error)) ([]Change, error) {
	var changes []Change
	for _, one := range all {
		some, err := decide(one)
		if err != nil {
			return nil, err
		}
		changes = append(changes, some...)
	}
	return changes, nil
}
