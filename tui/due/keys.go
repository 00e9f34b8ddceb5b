package due

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
)

type keys struct {
	Open, View, Need, Letter, HandOver, WriteOut, Back key.Binding
	NextDay, DayBefore, Sooner, Later, Ahead, Behind   key.Binding
}

func newKeys() keys {
	return keys{
		Open:     bind.Open.To("open it where it is done; in the calendar the list at this day"),
		View:     bind.Show.To("the calendar, or the list"),
		Need:     bind.Need.To("only what is late, or waits for one person"),
		Letter:   bind.Read.To("who waits for whom, as a text for a mail"),
		HandOver: bind.Owner.To("hand over all that one person has to do to another"),
		WriteOut: bind.WriteOut.To("write a calendar file, or the text for a mail"),
		Back:     bind.Back.To("show all, leave"),

		NextDay:   bind.Right.To("the next day"),
		DayBefore: bind.Left.To("the day before"),
		Later:     bind.Later.To("the next month"),
		Sooner:    bind.Sooner.To("the month before"),
		Ahead:     bind.NextOpen.To("the next day that has something"),
		Behind:    bind.PrevOpen.To("the last day before that has something"),
	}
}

// onDays are the keys of the calendar alone.
func (d *Screen) onDays() []key.Binding {
	k := d.keys
	return []key.Binding{k.NextDay, k.DayBefore, k.Later, k.Sooner, k.Ahead, k.Behind}
}

// Footer names what matters now.
func (d *Screen) Footer() []key.Binding {
	if d.Typing() {
		return d.dates.Find.Footer()
	}
	k := d.keys
	bind.Say(&k.Back, "back")
	bind.Say(&k.Letter, "who waits")
	bind.Say(&k.Need, "whose")
	bind.Say(&k.HandOver, "hand over")
	bind.Say(&k.WriteOut, "write out")
	if d.calendar {
		bind.Say(&k.Open, "the day's list")
		bind.Say(&k.View, "list")
		bind.Say(&k.Ahead, "next date")
		month := bind.And("< >", "month", bind.Sooner, bind.Later)
		return []key.Binding{k.Open, k.View, k.Ahead, month, k.Need, k.WriteOut, k.Back}
	}
	bind.Say(&k.Open, "open")
	bind.Say(&k.View, "calendar")
	return []key.Binding{k.Open, k.View, k.Need, k.Letter, k.HandOver, k.WriteOut, k.Back}
}

// Rights are what its keys ask for.
func (d *Screen) Rights() screen.Rights {
	return screen.Rights{d.s.WritesFiles(d.keys.WriteOut), d.s.Leads(d.keys.HandOver)}
}

// Keys are all keys of the screen.
func (d *Screen) Keys() []screen.Group {
	k := d.keys
	return []screen.Group{
		{Title: "Due", Bindings: []key.Binding{k.Open, k.Letter, k.HandOver, k.WriteOut}},
		{Title: "See", Bindings: []key.Binding{k.View, k.Need, d.dates.Find.Begin, k.Back}},
		{Title: "Calendar", Bindings: d.onDays()},
		{Title: "Move", Bindings: d.dates.Keys.All()},
	}
}
