package serve

import "io/fs"

// On Windows a file is as private as its folder.
func othersCanRead(fs.FileInfo) bool { return false }
