#!/usr/bin/env bash
# Scans, and writes annotations, log, SARIF, job summary and outputs. The step succeeds whatever the scan says, so that all of
# it can be used; the last step of the action ends with the scan's status.
set -euo pipefail

command -v jq >/dev/null || {
	echo '::error title=techcheck::jq is not on this runner: install it'
	exit 2
}
folder=$(mktemp -d "${RUNNER_TEMP:-/tmp}/techcheck.XXXXXX")
arguments=(scan "$TARGET_PATH" --format github --format text --format "json=$folder/result.json" --format "markdown=$folder/report.md")
[[ -n $SARIF_FILE ]] && arguments+=(--format "sarif=$SARIF_FILE")
[[ -n $POLICY ]] && arguments+=(--policy "$POLICY")
[[ -n $BASE ]] && arguments+=(--base "$BASE")
[[ -n $FAIL_ON ]] && arguments+=(--fail-on "$FAIL_ON")
if [[ -n $ARGUMENTS ]]; then
	while IFS= read -r -d '' argument; do arguments+=("$argument"); done < <(printf '%s' "$ARGUMENTS" | xargs printf '%s\0')
fi

status=0
"$TECHCHECK" "${arguments[@]}" || status=$?
if [[ $status -gt 1 ]]; then
	echo '::error title=techcheck could not decide::What keeps it from deciding is said in the log of this step. Nothing is approved by that.'
fi

count() {
	if [[ -s $folder/result.json ]]; then jq -r ".summary.$1" "$folder/result.json"; fi
}
{
	printf 'exit-code=%s\n' "$status"
	printf 'needs-review=%s\n' "$(count needs_review)"
	printf 'violations=%s\n' "$(count violations)"
	printf 'excepted=%s\n' "$(count excepted)"
	printf 'warnings=%s\n' "$(count warnings)"
	if [[ -n $SARIF_FILE && -s $SARIF_FILE ]]; then printf 'sarif-file=%s\n' "$SARIF_FILE"; else printf 'sarif-file=\n'; fi
	if [[ -s $folder/report.md ]]; then printf 'report=%s\n' "$folder/report.md"; else printf 'report=\n'; fi
} >>"$GITHUB_OUTPUT"

if [[ $SUMMARY == true && -s $folder/report.md ]]; then
	cat "$folder/report.md" >>"$GITHUB_STEP_SUMMARY"
fi
