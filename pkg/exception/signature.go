package exception

import (
	"fmt"
	"time"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/signature"
)

// Namespace is what a signature of an exception is made for: ssh-keygen -Y sign -n techcheck-exception.
const Namespace = "techcheck-exception"

// verifier checks that the deciding owners signed.
type verifier struct {
	rules     *Rules
	approvers *signature.Approvers
	err       error // a mistake in the file of approvers: then nobody may sign
}

func newVerifier(approvers []byte, rules *Rules) *verifier {
	v := &verifier{rules: rules}
	v.approvers, v.err = signature.ParseApprovers(approvers)
	return v
}

// verify tells why the review of a sound exception does not count, "" if it does, and what is wrong with its signature, "" if nothing
// is: nobody has signed it, or all is well. Beside something wrong there is always a doubt.
func (v *verifier) verify(f *File, e *Exception) (doubt, wrong string) {
	if f.Signature == nil {
		return fmt.Sprintf("nobody has signed it: let %s run techcheck exception approve %s --key FILE, or ssh-keygen -Y sign -n %s -f FILE %s",
			ownerName(v.rules.Policy, e.DecidedBy), e.ID, Namespace, f.Path), ""
	}
	if err := v.check(f, e); err != nil {
		return "its signature is wrong", fmt.Sprintf("its signature %s.sig: %v; until this is corrected, the exception excuses nothing", f.Path, err)
	}
	return "", ""
}

func (v *verifier) check(f *File, e *Exception) error {
	key, err := signature.Verify(f.Data, Namespace, f.Signature)
	if err != nil {
		return err
	}
	if v.err != nil {
		return fmt.Errorf("the policy's approvers are wrong, so that nobody can sign: approvers, %w", v.err)
	}
	owner := v.rules.Policy.Owner(e.DecidedBy)
	names := []string{owner.ID, owner.Contact}
	for _, day := range []guideline.Date{e.DecidedOn, v.rules.AsOf} {
		start, err := startOf(day)
		if err == nil {
			err = v.approvers.Check(key, names, Namespace, start)
		}
		if err != nil {
			return fmt.Errorf("the policy's approvers do not let its key sign for %s: approvers, %w", owner.ID, err)
		}
	}
	return nil
}

// startOf is when a day begins anywhere on Earth, as as_of counts days: at noon in UTC.
func startOf(day guideline.Date) (time.Time, error) {
	midnight, err := time.Parse(time.DateOnly, string(day))
	return midnight.Add(12 * time.Hour), err
}
