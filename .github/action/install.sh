#!/usr/bin/env bash
# Finds or makes the techcheck to run, and says where it is in the output "techcheck": the given binary, a release whose
# checksum is right, or what this action's own checkout builds.
set -euo pipefail

fail() {
	printf '::error title=techcheck could not be installed::%s\n' "$1" >&2 # where no substitution takes it
	exit 2
}

system() {
	case "$(uname -s)" in
	Linux) echo linux ;;
	Darwin) echo darwin ;;
	MINGW* | MSYS* | CYGWIN*) echo windows ;;
	*) fail "there is no release for $(uname -s): give binary, or install Go" ;;
	esac
}

architecture() {
	case "$(uname -m)" in
	x86_64 | amd64) echo amd64 ;;
	aarch64 | arm64) echo arm64 ;;
	*) fail "there is no release for $(uname -m): give binary, or install Go" ;;
	esac
}

checksum() {
	if command -v sha256sum >/dev/null; then
		sha256sum
	else
		shasum -a 256
	fi <"$1" | cut -d' ' -f1
}

download() {
	curl --fail --silent --show-error --location --retry 3 --proto '=https,http' --output "$2" "$1" ||
		fail "$1 cannot be downloaded: correct version or download-url, or give binary"
}

release() {
	local version=${VERSION#v} archive
	[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+([-.][0-9A-Za-z.-]+)?$ ]] || fail "version is not one of a release: write it as in 1.2.3"
	archive="techcheck_${version}_$(system)_$(architecture).tar.gz"
	download "$DOWNLOAD_URL/v$version/$archive" "$folder/$archive"
	download "$DOWNLOAD_URL/v$version/checksums.txt" "$folder/checksums.txt"
	if [[ $(checksum "$folder/$archive") != "$(awk -v name="$archive" '$2 == name || $2 == "*" name { print $1 }' "$folder/checksums.txt")" ]]; then
		fail "the checksum of $archive is not the one in checksums.txt: do not run it, and tell the project"
	fi
	(cd "$folder" && tar -xzf "$archive") # which would take D:\a\_temp/… for a file of the host D
}

command -v jq >/dev/null || fail "jq is not on this runner, and the steps after this one need it: install it"
folder=$(mktemp -d "${RUNNER_TEMP:-/tmp}/techcheck.XXXXXX")
suffix=""
[[ $(system) == windows ]] && suffix=.exe
techcheck="$folder/techcheck$suffix"
if [[ -n $BINARY ]]; then
	techcheck=$(command -v "$BINARY") || fail "binary: there is no program $BINARY"
elif [[ -n $VERSION ]]; then
	release
else
	command -v go >/dev/null || fail "this action builds itself with Go, which is not here: run actions/setup-go before it, or give version or binary"
	(cd "$GITHUB_ACTION_PATH" && go build -trimpath -o "$techcheck" ./cmd/techcheck) || fail "the build failed: give version or binary"
fi
printf 'techcheck=%s\n' "$techcheck" >>"$GITHUB_OUTPUT"
