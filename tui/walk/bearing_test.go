package walk_test

import "testing"

func TestAnItemSaysFromWhenOtherRulesApplyAndToWhom(t *testing.T) {
	st, _, _ := carried(t, "A.8.2", nil)
	st.Resize(120, 200).Press("i").Shows("Bears on", "EU AI Act art. 50 Transparency obligations", "from 2 Dec 2026: providers of generative", "since 2 Aug 2026: providers and deployers",
		"NIST AI RMF MAP 3.5 Human oversight", "Check the consolidated", "text.")
}

func TestAnItemWithoutALawNamesNoText(t *testing.T) {
	st, _, _ := carried(t, "A.6.2.2", nil)
	st.Resize(120, 200).Press("i").Shows("Bears on", "consolidated")
	st, _, _ = carried(t, "10.1", nil)
	st.Resize(120, 200).Press("i").Shows("NIST AI RMF MANAGE 4.2 Improvement built into").Hides("consolidated")
}
