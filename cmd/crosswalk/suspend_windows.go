package main

// suspend is nil: Windows has no way to put a program aside.
var suspend func() error
