package policy

// BePatient gives each guideline a minute.
func (j *Judge) BePatient() { j.patient = true }
