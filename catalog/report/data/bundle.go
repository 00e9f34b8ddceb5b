package data

import "time"

// Bundle is what a bundle says of itself.
type Bundle struct {
	Assessment string       `json:"assessment" says:"The id of the assessment."`
	Name       string       `json:"name"`
	MadeBy     string       `json:"made_by"`
	MadeAt     time.Time    `json:"made_at"`
	Program    string       `json:"program" says:"The version of the program that wrote it."`
	Purpose    *string      `json:"purpose" says:"What it is for; null where nothing was said."`
	Encrypted  bool         `json:"encrypted"`
	Restricted bool         `json:"restricted" says:"It holds records that only their readers see, encrypted for them."`
	SignedBy   *Signer      `json:"signed_by" says:"Whose key signed it; null: nobody's."`
	Whole      bool         `json:"whole" says:"It holds the whole history; else what came after a bundle before."`
	Revisions  int          `json:"revisions" is:"0.."`
	Chains     []Chain      `json:"chains" says:"How far the chains of its history go."`
	Evidence   []BundleFile `json:"evidence" says:"The files of evidence that come along."`
}

// Signer is a key that signed, and whose it is here.
type Signer struct {
	Key   string  `json:"key" says:"The fingerprint of the key."`
	Name  *string `json:"name" says:"Who has this key in this database, or in the file of allowed signers; null: a stranger."`
	Doubt *string `json:"doubt" says:"Why the signature does not count; null: it does."`
}

type Chain struct {
	Chain string `json:"chain"`
	Seq   int    `json:"seq" is:"0.."`
	Hash  string `json:"hash"`
}

type BundleFile struct {
	SHA256 string `json:"sha256"`
	Size   int    `json:"size" says:"In bytes."`
}

// TakenIn is what came, or would come, with a bundle.
type TakenIn struct {
	Assessment string  `json:"assessment" says:"The id of the assessment."`
	Name       string  `json:"name"`
	Taken      bool    `json:"taken" says:"False where it was only asked what would come."`
	SignedBy   *Signer `json:"signed_by" says:"Whose key signed it; null: nobody's."`
	New        bool    `json:"new" says:"Nothing was known of the assessment here."`
	Revisions  int     `json:"revisions" is:"0.." says:"Those that were not known here."`
	Known      int     `json:"known" is:"0.." says:"Those that were."`
	Files      int     `json:"files" is:"0.." says:"The files of evidence that came along."`
	Forks      []Fork  `json:"forks" says:"Chains that went on in two copies under one name."`
	Ahead      []Ahead `json:"ahead" says:"Copies whose clock is far before that of this machine."`
	Ours       int     `json:"ours" is:"0.." says:"Revisions that say they were made in this copy, which did not know them."`
	Erased     int     `json:"erased" is:"0.." says:"Revisions whose words an erasure takes from this database too."`
	Closed     bool    `json:"closed" says:"It holds records that only their readers see, and the keys that were given do not open all of them."`
}

type Fork struct {
	Chain string `json:"chain"`
	Seq   int    `json:"seq" is:"1.." says:"The place of the first revision that stands twice."`
	Own   bool   `json:"own" says:"It is a chain of this copy."`
}

type Ahead struct {
	Author    string    `json:"author"`
	Chain     string    `json:"chain"`
	Latest    time.Time `json:"latest"`
	Revisions int       `json:"revisions" is:"1.."`
}
