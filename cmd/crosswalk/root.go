package main

import (
	"github.com/spf13/cobra"
)

const about = `Crosswalk walks an organisation with an ISO/IEC 27001 information security
management system to an ISO/IEC 42001 AI management system. Without a command it
opens the workbench; the commands do the same acts for scripts and pipes.`

// newRoot is the command line with all its verbs.
func newRoot(x *app) *cobra.Command {
	root := x.bareRoot()
	x.addVerbs(root)
	return root
}

// bareRoot opens the workbench: who calls the program without a word waits for none of
// the verbs to be made.
func (x *app) bareRoot() *cobra.Command {
	cobra.MousetrapHelpText = "" // a double click on Windows opens the workbench
	root := &cobra.Command{
		Use:           "crosswalk",
		Short:         "From an ISMS to an AI management system",
		Long:          about,
		Version:       version,
		Args:          noSuchCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return x.workbench(cmd.Context()) },
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	x.langFlag(root, "the questions")
	x.lookFlags(root)
	flags := root.PersistentFlags()
	flags.Var(filled{&x.dbFlag}, "db", "database: a file, or postgres://USER@HOST/NAME (else CROSSWALK_DB)")
	flags.VarP(filled{&x.wanted}, "assessment", "a", "assessment, by id or exact name")
	flags.Var(filled{&x.authorFlag}, "as-person", "author of the act (else CROSSWALK_USER, else login)")
	flags.Var(filled{&x.catalogDir}, "catalog", "folder of a catalogue of your own")
	flags.Var(filled{&x.overlayDir}, "overlay", "folder of your own copy of the standards' texts (else CROSSWALK_OVERLAY)")
	flags.Var(filled{&x.logFile}, "log", "file to write the causes of failures to")
	root.SetVersionTemplate("crosswalk {{.Version}}\n")
	root.SetFlagErrorFunc(flagError)
	return root
}

// addVerbs adds all that can be asked of the program beside opening the workbench.
func (x *app) addVerbs(root *cobra.Command) {
	root.SetHelpCommand(helpCommand(x))
	root.SetHelpFunc(x.help)
	addGroup(root, "Begin", demoCommand(x), newCommand(x), listCommand(x), profileCommand(x), systemCommand(x), controlCommand(x), configCommand(x))
	addGroup(root, "Answer", answerCommand(x), baselineCommand(x), evidenceCommand(x), findingCommand(x), declareCommand(x), recordCommand(x), metricCommand(x), sampleCommand(x), importCommand(x))
	addGroup(root, "Look", answersCommand(x), registerCommand(x), reviewCommand(x), remarksCommand(x), scoreCommand(x), gapsCommand(x), synergyCommand(x), impactCommand(x), dueCommand(x), outlookCommand(x), soaCommand(x), historyCommand(x), conflictsCommand(x))
	addGroup(root, "Plan", roadmapCommand(x), strategyCommand(x), taskCommand(x), shareCommand(x), reassignCommand(x))
	addGroup(root, "Hand over", reportCommand(x), auditCommand(x), issueCommand(x), bundleCommand(x))
	addGroup(root, "Meet", workshopCommand(x), serveCommand(x), peopleCommand(x), memberCommand(x), groupCommand(x), inviteCommand(x))
	addGroup(root, "Keep", storeCommand(x), backupCommand(x), restoreCommand(x), doctorCommand(x), eraseCommand(x), forgetCommand(x), sealCommand(x), unsealCommand(x))
	addGroup(root, learn, catalogCommand(x), schemaCommand(x), manCommand(x))
	root.SetHelpCommandGroupID(learn)
	root.SetCompletionCommandGroupID(learn)
	root.InitDefaultHelpCmd() // or cobra adds ours only when it runs
	x.completeAll(root)
}

const learn = "Learn"

// addGroup adds commands that help lists together.
func addGroup(root *cobra.Command, title string, commands ...*cobra.Command) {
	root.AddGroup(&cobra.Group{ID: title, Title: title})
	for _, cmd := range commands {
		cmd.GroupID = title
	}
	root.AddCommand(commands...)
}

// group is a verb that has verbs of its own and does nothing without one.
func group(name, short string, verbs ...*cobra.Command) *cobra.Command {
	cmd := &cobra.Command{
		Use:   name + " COMMAND",
		Short: short,
		Args:  noSuchCommand,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usage("%s needs a command; %s --help lists them", cmd.CommandPath(), cmd.CommandPath())
		},
	}
	cmd.AddCommand(verbs...)
	return cmd
}
