#!/bin/sh
# reviewdog writes findings as comments of a review, where techcheck itself does not: Bitbucket, Gerrit, Gitea and others.
# REPORTER is one of its reporters, as in bitbucket-code-report; local prints what is new. TARGET is the target branch. The
# policy is named in .techcheck.toml or TECHCHECK_POLICY. Install both with Go:
#   go install github.com/dna-group/techcheck/cmd/techcheck@main
#   go install github.com/reviewdog/reviewdog/cmd/reviewdog@v0.21.0
set -eu
target="origin/${TARGET:-main}"
status=0
rm -f techcheck.rdjson
techcheck scan --base "$target" --format rdjson=techcheck.rdjson --format text || status=$?
if [ -s techcheck.rdjson ]; then # nothing, where techcheck could not decide
	reviewdog -f=rdjson -name=techcheck -reporter="${REPORTER:-local}" -diff="git diff $target..." <techcheck.rdjson
fi
exit "$status"
