package bundle

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"errors"
	"io"
	"os"
	"testing"

	"filippo.io/age"
	"golang.org/x/crypto/ssh"
)

func pemOf(b *pem.Block) []byte { return pem.EncodeToMemory(b) }

func sealed(t testing.TB, raw []byte, to ...age.Recipient) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := Encrypt(&out, to...)
	must(t, err)
	_, err = w.Write(raw)
	must(t, err)
	must(t, w.Close())
	return out.Bytes()
}

// unsealed is what is in an encrypted file, and how many files were left in the folder.
func unsealed(t testing.TB, raw []byte, me ...age.Identity) ([]byte, error) {
	t.Helper()
	dir := t.TempDir()
	f, err := Decrypt(t.Context(), bytes.NewReader(raw), dir, me...)
	if err != nil {
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("%q is left behind", left[0].Name())
		}
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.NewSectionReader(f, 0, f.Size))
}

func TestWhoeverItIsForOpensItAndNobodyElse(t *testing.T) {
	own, err := age.GenerateX25519Identity()
	must(t, err)
	safe, err := age.GenerateHybridIdentity()
	must(t, err)
	signer, ed := aKey(t)
	bare, err := ssh.MarshalPrivateKey(ed, "")
	must(t, err)
	locked, err := ssh.MarshalPrivateKeyWithPassphrase(ed, "", []byte("word"))
	must(t, err)
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	must(t, err)
	rsaPublic, err := ssh.NewPublicKey(&rsaKey.PublicKey)
	must(t, err)
	rsaPEM, err := ssh.MarshalPrivateKey(rsaKey, "")
	must(t, err)
	public := func(k ssh.PublicKey) string { return string(ssh.MarshalAuthorizedKey(k)) }
	raw, word := usual().pack(t), func() ([]byte, error) { return []byte("word"), nil }
	stranger, err := age.GenerateX25519Identity()
	must(t, err)
	for name, c := range map[string]struct {
		to   string
		keys []byte
	}{
		"age":                     {own.Recipient().String(), []byte("# of Mara\n" + own.String() + "\n")},
		"age for later computers": {safe.Recipient().String(), []byte(safe.String())},
		"ssh-ed25519":             {public(signer.PublicKey()), pemOf(bare)},
		"ssh with a passphrase":   {public(signer.PublicKey()), pemOf(locked)},
		"ssh-rsa":                 {public(rsaPublic), pemOf(rsaPEM)},
	} {
		t.Run(name, func(t *testing.T) {
			to, err := Recipient(c.to)
			must(t, err)
			me, err := Identities(c.keys, word)
			must(t, err)
			file := sealed(t, raw, to)
			if !IsEncrypted(file) || IsEncrypted(raw) {
				t.Error("it can't be told whether a file is encrypted")
			}
			if got, err := unsealed(t, file, me...); err != nil || !bytes.Equal(got, raw) {
				t.Errorf("it does not come back: %v", err)
			}
			witness, sees, err := Witness(to)
			must(t, err)
			if got, err := unsealed(t, sealed(t, raw, to, witness), sees); err != nil || !bytes.Equal(got, raw) {
				t.Errorf("its witness does not see it: %v", err)
			}
			if _, err := unsealed(t, file, stranger); !errors.Is(err, ErrNotForUs) {
				t.Errorf("a stranger hears %v", err)
			}
		})
	}
}

func TestAPassphraseOpensItAndAnotherDoesNot(t *testing.T) {
	_, me, err := Passphrase("four words that rhyme")
	must(t, err)
	_, other, err := Passphrase("three words")
	must(t, err)
	to, err := age.NewScryptRecipient("four words that rhyme")
	must(t, err)
	to.SetWorkFactor(10) // as a test has time for
	file := sealed(t, []byte("kept"), to)
	if got, err := unsealed(t, file, me); err != nil || string(got) != "kept" {
		t.Errorf("it does not come back: %v", err)
	}
	word := func() ([]byte, error) { return []byte("four words that rhyme"), nil }
	if got, err := unsealed(t, file, Asked(word)); err != nil || string(got) != "kept" {
		t.Errorf("who is asked: %v", err)
	}
	if _, err := unsealed(t, file, other); !errors.Is(err, ErrNotForUs) {
		t.Errorf("other words: %v", err)
	}
}

func TestAFileCannotAskForMoreWorkThanSealingTook(t *testing.T) {
	_, me, err := Passphrase("four words that rhyme")
	must(t, err)
	to, err := age.NewScryptRecipient("four words that rhyme")
	must(t, err)
	to.SetWorkFactor(10)
	file := bytes.Replace(sealed(t, []byte("kept"), to), []byte(" 10\n"), []byte(" 22\n"), 1)
	if _, err := unsealed(t, file, me); !errors.Is(err, ErrDamaged) {
		t.Errorf("it says %v", err)
	}
}

func TestWhatIsNoKeyIsRefused(t *testing.T) {
	for _, text := range []string{"", "age1", "ssh-ed25519 AAAA", "ecdsa-sha2-nistp256 AAAA", "Mara"} {
		if _, err := Recipient(text); err == nil {
			t.Errorf("%q is a key", text)
		}
	}
	for _, text := range []string{"", "AGE-SECRET-KEY-1", "-----BEGIN OPENSSH PRIVATE KEY-----\n"} {
		if _, err := Identities([]byte(text), nil); err == nil {
			t.Errorf("%q is an identity", text)
		}
	}
}
