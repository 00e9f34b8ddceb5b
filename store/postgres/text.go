package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"strconv"
	"strings"
	"sync"

	"crosswalk/store"
)

// spoken reads with the texts of package store, in which a ? stands for an argument.
type spoken struct{ on store.Queryer }

func (s spoken) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	return s.on.QueryContext(ctx, numbered(text), plain(args)...)
}

// numberedTexts keeps each text as it is said here: there are as many as stand in the
// sources of package store.
var numberedTexts sync.Map

// numbered puts $1, $2 … in the place of each ? that stands for an argument.
func numbered(text string) string {
	if known, ok := numberedTexts.Load(text); ok {
		return known.(string)
	}
	var b strings.Builder
	n := 0
	var quote rune // that the letter stands in; 0: none
	for _, r := range text {
		switch {
		case r == '?' && quote == 0:
			n++
			b.WriteString("$" + strconv.Itoa(n))
			continue
		case quote == 0 && (r == '\'' || r == '"'):
			quote = r
		case r == quote:
			quote = 0
		}
		b.WriteRune(r)
	}
	numberedTexts.Store(text, b.String())
	return b.String()
}

// plain are arguments as the columns take them: words and numbers of their basic
// kinds, and 1 or 0 for yes or no.
func plain(args []any) []any {
	all := make([]any, len(args))
	for i, a := range args {
		v, err := driver.DefaultParameterConverter.ConvertValue(a)
		if err != nil {
			v = a // the driver says what is wrong with it
		}
		if yes, ok := v.(bool); ok {
			v = int64(0)
			if yes {
				v = int64(1)
			}
		}
		all[i] = v
	}
	return all
}
