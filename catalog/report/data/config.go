package data

// Config is what holds for the workbench of a machine, and who says so.
type Config struct {
	File     string    `json:"file" says:"Empty where there is no place for one."`
	Exists   bool      `json:"exists"`
	Settings []Setting `json:"settings"`
}

type Setting struct {
	Name  string `json:"name" is:"theme|owner|editor|plain"`
	Value string `json:"value"`
	From  string `json:"from" says:"A variable of the environment, FILE:LINE, or default."`
}
