#!/usr/bin/env bash
# Keeps at most one comment on the pull request, for each path and policy, so that jobs do not overwrite each other's: written
# when the change brings something or fails, updated in place, and said to be resolved when nothing of that is left. Where the
# token may not write, as of a fork, that is no failure: annotations and summary say the same.
set -euo pipefail

[[ ${GITHUB_REF:-} =~ ^refs/pull/([0-9]+)/ ]] || exit 0
number=${BASH_REMATCH[1]}
plain() { printf '%s' "$1" | LC_ALL=C tr -c '[:alnum:]._/ -' _; }
place=$(plain "$TARGET_PATH")
marker="<!-- techcheck: $place by $(plain "$POLICY") -->"
comments="$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues/$number/comments"

api() { # METHOD URL [BODY-FILE]
	local body=() # which, empty, is an unbound variable to the bash of macOS
	[[ $# -gt 2 ]] && body=(--data-binary "@$3" --header 'Content-Type: application/json')
	printf 'header = "Authorization: Bearer %s"\n' "$TOKEN" |
		curl --config - --fail --silent --show-error --retry 2 --request "$1" --header 'Accept: application/vnd.github+json' ${body[@]+"${body[@]}"} "$2"
}

own() { # the number of our comment, if there is one
	local page list
	for page in 1 2 3 4 5 6 7 8 9 10; do
		list=$(api GET "$comments?per_page=100&page=$page") || return 1
		jq -r --arg marker "$marker" '.[] | select(.user.type == "Bot" and (.body | startswith($marker))) | .id' <<<"$list" | tr -d '\r' | head -n 1
		[[ $(jq length <<<"$list" | tr -d '\r') -eq 100 ]] || return 0
	done
}

if ! found=$(own); then
	echo '::notice title=techcheck::the comments of this pull request cannot be read with this token, so that none is written'
	exit 0
fi
found=${found%%$'\n'*}
text=$(mktemp "${RUNNER_TEMP:-/tmp}/techcheck.XXXXXX")
request=$(mktemp "${RUNNER_TEMP:-/tmp}/techcheck.XXXXXX")
if [[ $EXIT_CODE == 0 && $MATTERS == 0 && -z $found ]]; then
	exit 0
fi
{
	printf '%s\n' "$marker"
	[[ $place == . ]] || printf "In \`%s\`:\n\n" "$place"
	if [[ $EXIT_CODE == 0 && $MATTERS == 0 ]]; then
		printf '**techcheck**: resolved, this change brings nothing that needs an exception review.\n'
	elif [[ -n $REPORT ]]; then
		cat "$REPORT"
	else
		printf '**techcheck** could not decide: the log of the run says why.\n'
	fi
} >"$text"
jq -n --rawfile body "$text" '{body: $body}' >"$request"
method=POST url=$comments
if [[ -n $found ]]; then
	method=PATCH url="$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues/comments/$found"
fi
if ! api "$method" "$url" "$request" >/dev/null; then
	echo '::notice title=techcheck::this token may not write comments: give the job the permission pull-requests: write. The job summary says the same'
fi
