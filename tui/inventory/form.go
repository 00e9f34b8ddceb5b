package inventory

import "crosswalk/tui/dialog"

// pages are what the form asks after what everybody knows of a system.
var pages = []dialog.TextPage{
	{Title: "its use", Fields: []string{"intended_use", "ruled_out", "users", "affected"}},
	{Title: "what is in it", Fields: []string{"kind", "base_model", "personal_data", "places", "looked_for"}},
	{Title: "who watches it", Fields: []string{"autonomy", "overseer", "oversight", "may_stop"}},
	{Title: "its risk class", Fields: []string{"risk_article", "risk_reason", "risk_by", "risk_on"}},
	{Title: "its approval", Fields: []string{"state", "approved_by", "approved_on"}},
}
