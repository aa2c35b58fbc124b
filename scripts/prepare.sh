# Sourced by ./try and ./test: finds the .NET SDK, installs what is missing where that is possible, and says what stays missing.
# shellcheck shell=bash disable=SC2034 # names for the scripts that source this

export LC_ALL=C.UTF-8
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then bold=$'\e[1m' red=$'\e[31m' plain=$'\e[0m'; else bold='' red='' plain=''; fi
say() { printf '%s\n' "$*"; }
step() { printf '%s%s%s\n' "$bold" "$*" "$plain"; }
warn() { printf '%s%s%s\n' "$red" "$*" "$plain"; }

# The first dotnet with a 10.x SDK: on PATH, or where dotnet-install.sh puts it. DOTNET_ROOT leads the programs that are built here to the same runtime.
need_dotnet() {
  local dotnet sdks
  for dotnet in "$(command -v dotnet || true)" "${HOME:-}/.dotnet/dotnet"; do
    if [ -x "$dotnet" ] && sdks=$("$dotnet" --list-sdks 2>/dev/null) && [[ $'\n'$sdks == *$'\n'10.* ]]; then
      dotnet=$(readlink -f "$dotnet")
      export DOTNET_ROOT=${dotnet%/*}
      export PATH=$DOTNET_ROOT:$PATH
      return
    fi
  done
  warn "The .NET 10 SDK is needed and was not found. Install it from https://dotnet.microsoft.com/download/dotnet/10.0 and run this again."
  exit 1
}

# What each absent piece is for, as "packages|what does without it". As root only what lies below /usr is sure to be readable in the sandbox.
missing() {
  command -v bwrap >/dev/null || say 'bubblewrap|no program can be run: execute_code refuses'
  { command -v prlimit && command -v setpriv; } >/dev/null || say 'util-linux|no program can be run: execute_code refuses'
  [ -x /usr/bin/python3 ] || say 'python3|python is refused'
  [ -x /usr/bin/node ] || [ -x /usr/local/bin/node ] || { [ "$(id -u)" != 0 ] && command -v node >/dev/null; } || say 'nodejs|javascript and typescript are refused'
  command -v shellcheck >/dev/null || say 'shellcheck|bash is linted for syntax errors only'
  command -v npm >/dev/null || say 'npm|typescript is refused, and tests that need a package of npm are skipped'
  can_link || say 'gcc binutils libc6-dev zlib1g-dev|the server runs on the .NET runtime instead of natively'
  if [ "${WITH_CORPUS:-}" ]; then missing_for_corpus; fi
}

# What the corpus of ordinary programs is about.
missing_for_corpus() {
  local command package without='programs of the corpus are skipped'
  for command in git gcc g++ make sqlite3 openssl jq bc dc perl patch file ed xxd zip unzip bzip2; do
    command -v "$command" >/dev/null || say "$command|$without"
  done
  for package in ps=procps xz=xz-utils ar=binutils objdump=binutils column=bsdextrautils tclsh=tcl; do
    command -v "${package%=*}" >/dev/null || say "${package#*=}|$without"
  done
  for package in numpy pandas matplotlib pytest; do
    /usr/bin/python3 -c "import $package" 2>/dev/null || say "python3-$package|$without"
  done
  compgen -G '/usr/lib/*/openblas-pthread/libblas.so.3' >/dev/null || say "libopenblas0-pthread|numpy is not tried with OpenBLAS"
  /usr/bin/python3 -c 'import test.test_json' 2>/dev/null || say "lib$(basename "$(readlink -f /usr/bin/python3)")-testsuite|$without"
  [ -e /usr/share/zoneinfo/Europe/Berlin ] || say "tzdata|$without"
}

can_link() {
  { command -v gcc || command -v clang; } >/dev/null && command -v ld >/dev/null && [ -e /usr/include/zlib.h ]
}

# The compiler package is referenced for this system only; others run on the .NET runtime.
can_go_native() { [ "$(uname -sm)" = 'Linux x86_64' ] && can_link; }

# Prints the words to put before a command that needs root; fails where root is out of reach.
as_root() {
  if [ "$(id -u)" = 0 ]; then return; fi
  command -v sudo >/dev/null || return 1
  if sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; then say sudo; else return 1; fi
}

install_missing() {
  local lacking packages loss prefix
  lacking=$(missing)
  if [ -z "$lacking" ]; then return; fi
  packages=$(cut -d'|' -f1 <<<"$lacking" | tr '\n' ' ')
  if ! command -v apt-get >/dev/null; then
    warn "Missing, by its name on Debian: $packages"
  elif ! prefix=$(as_root); then
    warn 'Missing, and only root can install it. Run:'
    say "  sudo apt-get update && sudo apt-get install --no-install-recommends $packages"
  else
    step "Installing $packages"
    apt_install "$prefix" "$lacking"
  fi
  lacking=$(missing)
  if [ "$lacking" ]; then
    warn 'Going on with what is there:'
    while IFS='|' read -r packages loss; do say "  without $packages: $loss"; done <<<"$lacking"
  fi
}

# $1 is what gives root, $2 the table of missing(). A list that cannot be fetched may still be good, and what one row lacks is no reason to go without the others.
apt_install() {
  local prefix=$1 packages
  mkdir -p artifacts
  : >artifacts/apt.log
  apt() { $prefix env DEBIAN_FRONTEND=noninteractive apt-get "$@" </dev/null >>artifacts/apt.log 2>&1; }
  apt update -qq || warn 'apt-get update failed; trying with the lists that are there'
  while IFS='|' read -r packages _; do
    # shellcheck disable=SC2086 # a list of words
    apt install -y -qq --no-install-recommends $packages || warn "apt-get could not install $packages; its words are in artifacts/apt.log"
  done <<<"$2"
}

# Whether an unprivileged bubblewrap is stopped by AppArmor, as Ubuntu 24.04 and newer do.
apparmor_blocks_bwrap() {
  [ "$(cat /proc/sys/kernel/apparmor_restrict_unprivileged_userns 2>/dev/null)" = 1 ] && command -v bwrap >/dev/null || return 1
  local drop=''
  if [ "$(id -u)" = 0 ]; then drop='setpriv --reuid=65534 --regid=65534 --clear-groups'; fi
  ! $drop bwrap --unshare-user --unshare-net --ro-bind / / true 2>/dev/null
}

apparmor_profile=/etc/apparmor.d/ultimate-mcp-bwrap
native_server=artifacts/publish/UltimateMcp.Server/release_linux-x64/ultimate-mcp

build_native() { quietly dotnet publish src/UltimateMcp.Server -c Release -r linux-x64 -v q -nologo; }

# Runs a command and shows its output only if it fails.
command_log=artifacts/last-command.log
quietly() {
  "$@" </dev/null >"$command_log" 2>&1 || { cat "$command_log"; warn "Failed: $*"; return 1; }
}

transcript=artifacts/bin/UltimateMcp.Transcript/debug/UltimateMcp.Transcript
benchmarks=artifacts/bin/UltimateMcp.Benchmarks/debug/UltimateMcp.Benchmarks
