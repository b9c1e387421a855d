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

// Valid tells whether d is a day of the calendar, written YYYY-MM-DD.
func (d Date) Valid() bool {
	_, err := time.Parse(time.DateOnly, string(d))
	return err == nil
}
