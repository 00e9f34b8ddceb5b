//go:build race

package sqlite

// raced: the race detector makes SQLite, which is Go here, many times slower,
// so what is done often is done less often under it.
const raced = true
