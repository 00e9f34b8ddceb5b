package synergy

import (
	"reflect"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
)

// Before is a card and its picture, before an act: what is left of an item for each
// of many AI systems is kept where its figures are. The zero Before knows of none.
type Before struct {
	score.Before
	Synergy Synergy
}

// holding is what was before where days are still counted alike; else nil.
func (b Before) holding(a *assess.Assessment) *Before {
	if b.Assessment == nil || !reflect.DeepEqual(b.Assessment.Profile, a.Profile) {
		return nil
	}
	return &b
}

// kept is the row of an item about AI systems before the act, where neither the
// figures of the systems nor what the ISMS carries changed.
func (b *Before) kept(i *score.ItemScore, now *ItemSynergy) (ItemSynergy, bool) {
	if b == nil || len(i.Systems) == 0 {
		return ItemSynergy{}, false
	}
	card, ok := b.Card.Item(i.Item.ID)
	was, _ := b.Synergy.Item(i.Item.ID)
	return was, ok && len(card.Systems) > 0 && &card.Systems[0] == &i.Systems[0] && was.Applicable && was.Inherited == now.Inherited
}
