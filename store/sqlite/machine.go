package sqlite

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"
	"sync"
)

// machine tells this machine from others, without saying which it is: the name
// of a laptop may change with the network it is in.
var machine = sync.OnceValue(func() string {
	id, err := os.ReadFile("/etc/machine-id")
	if err != nil || len(id) == 0 {
		name, _ := os.Hostname()
		short, _, _ := strings.Cut(name, ".")
		id = []byte(short)
	}
	sum := sha256.Sum256(id)
	return hex.EncodeToString(sum[:8])
})
