#!/usr/bin/env bash
# Scans, and writes annotations, log, SARIF, job summary and outputs. The step succeeds whatever the scan says, so that all of
# it can be used; the last step of the action ends with the scan's status.
set -euo pipefail

refuse() {
	printf '::error title=techcheck could not decide::%s\n' "$1"
	printf 'exit-code=2\n' >>"$GITHUB_OUTPUT"
	exit 2
}

[[ $SARIF_FILE != *$'\n'* ]] || refuse "sarif-file has more than one line: write the name of one file"
folder=$(mktemp -d "${RUNNER_TEMP:-/tmp}/techcheck.XXXXXX")
words=(scan --format github --format text --format "json=$folder/result.json" --format "markdown=$folder/report.md")
if [[ -n $SARIF_FILE ]]; then
	words+=(--format "sarif=$SARIF_FILE")
	rm -f -- "$SARIF_FILE" || refuse "sarif-file cannot be written: name a file" # an earlier scan's would be taken for this one's
fi
[[ -n $POLICY ]] && words+=(--policy "$POLICY")
[[ -n $BASE ]] && words+=(--base "$BASE")
[[ -n $FAIL_ON ]] && words+=(--fail-on "$FAIL_ON")
if [[ $ARGUMENTS == *[![:space:]]* ]]; then
	printf '%s' "$ARGUMENTS" | xargs printf '%s\0' >"$folder/arguments" || refuse "args cannot be split into arguments: does each quote end?"
	while IFS= read -r -d '' word; do words+=("$word"); done <"$folder/arguments"
fi

number=${GIT_CONFIG_COUNT:-0} # of what the environment configures already; in a container, the checkout is another user's
export GIT_CONFIG_COUNT=$((number + 1)) "GIT_CONFIG_KEY_$number=safe.directory" "GIT_CONFIG_VALUE_$number=*"
status=0
"$TECHCHECK" "${words[@]}" -- "$TARGET_PATH" || status=$?
if [[ $status -gt 1 ]]; then
	echo '::error title=techcheck could not decide::What keeps it from deciding is said in the log of this step. Nothing is approved by that.'
fi

count() {
	if [[ -s $folder/result.json ]]; then jq -r "$1" "$folder/result.json" | tr -d '\r'; fi
}
{
	printf 'exit-code=%s\n' "$status"
	printf 'needs-review=%s\n' "$(count .summary.needs_review)"
	printf 'violations=%s\n' "$(count .summary.violations)"
	printf 'excepted=%s\n' "$(count .summary.excepted)"
	printf 'warnings=%s\n' "$(count .summary.warnings)"
	printf 'matters=%s\n' "$(count '[.findings[] | select(.fails or (.introduced and .state != "" and .state != "excepted"))] | length')"
	if [[ -n $SARIF_FILE && -s $SARIF_FILE ]]; then printf 'sarif-file=%s\n' "$SARIF_FILE"; else printf 'sarif-file=\n'; fi
	if [[ -s $folder/report.md ]]; then printf 'report=%s\n' "$folder/report.md"; else printf 'report=\n'; fi
} >>"$GITHUB_OUTPUT"

if [[ $SUMMARY == true && -n ${GITHUB_STEP_SUMMARY:-} && -s $folder/report.md ]]; then # old servers have no summaries
	cat "$folder/report.md" >>"$GITHUB_STEP_SUMMARY"
fi
