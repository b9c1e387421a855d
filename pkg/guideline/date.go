package guideline

import "time"

// AddDays gives the day n days later; of what is not a date, the same text.
func (d Date) AddDays(n int) Date {
	day, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return d
	}
	return Date(day.AddDate(0, 0, n).Format(time.DateOnly))
}

// DaysTo counts the days from d to another day: negative if that lies before d, 0 if one of them is not a date.
func (d Date) DaysTo(other Date) int {
	from, err1 := time.Parse(time.DateOnly, string(d))
	to, err2 := time.Parse(time.DateOnly, string(other))
	if err1 != nil || err2 != nil {
		return 0
	}
	return int(to.Sub(from).Hours() / 24)
}

// Valid tells whether d is a day of the calendar, written YYYY-MM-DD.
func (d Date) Valid() bool {
	_, err := time.Parse(time.DateOnly, string(d))
	return err == nil
}
