package roadmap

import (
	"math"
	"time"
)

// calendar counts days from the start of a plan and knows which nobody works:
// Saturdays, Sundays and the profile's holidays.
type calendar struct {
	start    time.Time
	weekday  int
	holidays map[int]bool // days since the start
	working  []int        // for each of the first days, the next one that is worked
}

// ahead is how many days are looked up rather than counted: eleven years.
const ahead = 4096

func newCalendar(start time.Time, holidays []string) *calendar {
	c := &calendar{start: start, weekday: int(start.Weekday()), holidays: map[int]bool{}, working: make([]int, ahead)}
	for _, text := range holidays {
		if day, err := time.Parse(time.DateOnly, text); err == nil {
			c.holidays[int(day.Sub(start).Hours()/24)] = true
		}
	}
	next := c.count(ahead)
	for i := ahead - 1; i >= 0; i-- {
		if c.works(i) {
			next = i
		}
		c.working[i] = next
	}
	return c
}

func (c *calendar) works(day int) bool {
	w := (c.weekday + day) % 7
	return w != 0 && w != 6 && !c.holidays[day]
}

// count finds the next working day from one on.
func (c *calendar) count(day int) int {
	for !c.works(day) {
		day++
	}
	return day
}

// next is the day itself where it is worked, else the next one that is.
func (c *calendar) next(day int) int {
	if day < len(c.working) {
		return c.working[day]
	}
	return c.count(day)
}

// after is the day on which so many months end that begin on another: rounded
// up to whole days, then to a working day.
func (c *calendar) after(from int, months, monthDays float64) int {
	if months <= 0 {
		return from
	}
	return c.next(from + int(math.Ceil(float64(months*monthDays)-1e-9)))
}

// day is the date of a day since the start.
func (c *calendar) day(n int) time.Time { return c.start.AddDate(0, 0, n) }
