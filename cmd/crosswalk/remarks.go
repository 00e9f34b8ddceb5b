package main

import (
	"github.com/spf13/cobra"

	"crosswalk/catalog/report/data"
	"crosswalk/store"
)

func remarksCommand(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Hold the answers against the records, and the records against their rules",
		Long: `Says where an answer is rated in place and the records contradict it, where the records
would support more than is rated, and which records need somebody. It is what an auditor
would ask; no figure changes by it.`,
		Args: between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return x.readRecords(cmd.Context(), func(_ *store.DB, _ store.Actor, all data.Records) error {
				out := data.RemarksOf(all)
				if asJSON {
					return x.json(out)
				}
				x.remarksOnRecords(out)
				return nil
			})
		},
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) remarksOnRecords(out data.Remarks) {
	if len(out.Contradict)+len(out.Support)+len(out.Marks) == 0 {
		x.line("The check finds nothing to say.")
		return
	}
	x.remarksOf("Records contradict", out.Contradict)
	x.remarksOf("Records support more", out.Support)
	if len(out.Marks) > 0 {
		x.line("Records that need somebody")
	}
	for _, m := range out.Marks {
		about := m.Register
		if m.About != nil {
			about = *m.About
		}
		x.wrapped(2, about+" "+m.Degree+": "+m.Sentence)
	}
	x.line("%s, %s, %s", count(len(out.Contradict), "contradiction"), count(len(out.Support), "answer")+" that could stand higher", count(len(out.Marks), "mark"))
}

func (x *app) remarksOf(head string, all []data.Remark) {
	if len(all) > 0 {
		x.line("%s", head)
	}
	for _, r := range all {
		about := r.Item
		if r.System != nil {
			about += " for " + *r.System
		}
		x.wrapped(2, about+" "+r.Sentence)
		if r.Unseen != nil {
			x.wrappedAt(4, 2, "not seen in them: "+*r.Unseen)
		}
	}
}
