package walk_test

import "testing"

func TestAllAboutAnItemEndsWithTheWordsThatItUses(t *testing.T) {
	st, _, _ := carried(t, "A.6.2.6", nil)
	st.Resize(120, 200).Press("i").Shows("Words", "drift: AI: inputs, the world or a rented", "prompt injection: An attack by words").Hides("policy: Same meaning")
}
