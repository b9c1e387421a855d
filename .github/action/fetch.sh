#!/usr/bin/env bash
# Fetches the commits that a scan compares with and trusts, at depth 1 in a shallow clone: a checkout of depth 1 has none of them. Where
# a branch has left another one is known from the history alone, which then is fetched. What cannot be fetched is left to techcheck,
# which says what is missing.
set -euo pipefail

configure() { # KEY VALUE, beside what the environment configures already
	local number=${GIT_CONFIG_COUNT:-0}
	export GIT_CONFIG_COUNT=$((number + 1)) "GIT_CONFIG_KEY_$number=$1" "GIT_CONFIG_VALUE_$number=$2"
}

configure safe.directory '*' # in a container, the checkout is another user's
root=$(git -C "$TARGET_PATH" rev-parse --show-toplevel 2>/dev/null) || exit 0
cd "$root"
event() { jq -r "$1 // empty" "$GITHUB_EVENT_PATH" 2>/dev/null | tr -d '\r' || true; } # which jq writes on Windows

if [[ -n ${TOKEN:-} && ${GITHUB_SERVER_URL:-} == https://* ]]; then # where the checkout kept no credentials
	secret=$(printf 'x-access-token:%s' "$TOKEN" | base64 | tr -d '\n')
	echo "::add-mask::$secret"
	if ! git config --get-regexp '^http\..*\.extraheader$' >/dev/null; then
		configure "http.$GITHUB_SERVER_URL/.extraheader" "AUTHORIZATION: basic $secret"
	fi
fi

depth=--depth=1
[[ $(git rev-parse --is-shallow-repository) == true ]] || depth="" # which would cut off the history of a whole clone
fetch() { # REFSPEC…
	git -c protocol.version=2 fetch --quiet --no-tags --no-recurse-submodules ${depth:+"$depth"} origin "$@" ||
		echo "::notice title=techcheck::$* could not be fetched"
}

branch() { # NAME, of the remote; ID…, of commits beside it
	if [[ -n $1 ]] && git check-ref-format --branch "$1" >/dev/null 2>&1; then
		fetch "+refs/heads/$1:refs/remotes/origin/$1" "${@:2}"
	fi
}

commit() { # ID
	if [[ $1 =~ ^[0-9a-f]{40,64}$ && ! $1 =~ ^0+$ ]] && ! git cat-file -e "$1^{commit}" 2>/dev/null; then
		fetch "$1"
	fi
}

default=$(event .repository.default_branch)
if [[ -n ${GITHUB_BASE_REF:-} && $(git rev-parse HEAD) != "${GITHUB_SHA:-}" ]]; then # not the merge commit, but the change itself
	depth=${depth:+--unshallow}
	branch "$GITHUB_BASE_REF" "$(git rev-parse HEAD)"
	depth=""
elif [[ -n ${GITHUB_BASE_REF:-} ]]; then
	branch "$GITHUB_BASE_REF"
	commit "$(git cat-file -p HEAD | sed -n 's/^parent //p;/^$/q' | head -n 1)" # of the merge commit: the target as it was merged
elif [[ ${GITHUB_EVENT_NAME:-} == merge_group ]]; then
	branch "$(event .merge_group.base_ref | sed 's,^refs/heads/,,')"
	commit "$(event .merge_group.base_sha)"
elif [[ ${GITHUB_REF:-} == "refs/heads/$default" ]]; then
	branch "$default"
	commit "$(event .before)"
else
	depth=${depth:+--unshallow}
	branch "$default" "$(git rev-parse HEAD)"
	depth=""
fi
if [[ -n $BASE && $BASE != none ]] && ! git rev-parse --quiet --verify "$BASE^{commit}" >/dev/null; then
	branch "${BASE#origin/}"
fi
