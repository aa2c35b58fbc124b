# The worker that runs tests in bash: functions of bats, @test "name" { … }, and plain functions test_*. Each runs in a subshell that
# reads the file anew, and is reported by a line of JSON. A failure is the first command that fails, with its line.
# Protocols: UltimateMcp.Sandbox/WorkerProtocol.cs and UltimateMcp.Code/Testing/TestEvent.cs.
printf R >&4
mapfile -d '' -t command <&3
((${#command[@]})) || exit 0
printf B >&4
exec 3<&-
nonce=${command[0]} pattern=${command[2]-}
__main=/scratch/main.bats
__rewritten=/tmp/.tests.bash
__result=/tmp/.result
names=() functions=() lines=()

# The text as a JSON string, in $quoted.
quote() {
  local text=${1:0:4000}
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  text=${text//$'\n'/\\n}
  text=${text//$'\r'/\\r}
  text=${text//$'\t'/\\t}
  quoted="\"${text//[$'\x01'-$'\x1f']/?}\""
}

send() { printf '{"n":"%s","t":"%s"%s}\n' "$nonce" "$1" "$2" >&4; }

# Reads the file: finds its tests, and makes functions of those of bats, each in its line.
find_tests() {
  local line number=0 name
  local quoted_name="^[[:space:]]*@test[[:space:]]+(\"[^\"]*\"|'[^']*')[[:space:]]+\{(.*)\$"
  local plain_name='^[[:space:]]*@test[[:space:]]+(.*[^[:space:]])[[:space:]]+\{(.*)$'
  local plain='^[[:space:]]*(function[[:space:]]+)?(test_[A-Za-z0-9_]+)[[:space:]]*(\(\))?[[:space:]]*([{(].*)?$'
  while IFS= read -r line || [[ -n $line ]]; do
    ((++number))
    line=${line%$'\r'}
    if [[ $line =~ $quoted_name || $line =~ $plain_name ]]; then
      name=${BASH_REMATCH[1]}
      if [[ $name == \"*\" || $name == \'*\' ]]; then name=${name:1:-1}; fi
      names+=("$name") functions+=("__test_$number") lines+=("$number")
      line="__test_$number() {${BASH_REMATCH[2]}"
    elif [[ $line =~ $plain && ( -n ${BASH_REMATCH[1]} || -n ${BASH_REMATCH[3]} ) ]]; then
      names+=("${BASH_REMATCH[2]}") functions+=("${BASH_REMATCH[2]}") lines+=("$number")
    fi
    printf '%s\n' "$line"
  done <"$__main" >"$__rewritten"
}

# What tests call.
run() {
  status=0
  output=$(trap - ERR EXIT; set +eE; "$@" 2>&1) || status=$?
  lines=()
  local line
  while IFS= read -r line; do lines+=("$line"); done <<<"$output"
  [[ -n $output ]] || lines=()
}

skip() {
  printf 'skipped\n%s\n%s' "${BASH_LINENO[0]}" "${1-}" >"$__result"
  __settled=1
  exit 0
}

load() { local file=$1; [[ -e $file ]] || file=$1.bash; source "$file"; }

# The command that failed; of a comparison also with the values of its variables.
__describe() {
  local command=$1 shown=
  printf '%s failed with status %s' "$command" "$2"
  local comparison='^(\[\[?|test) [^`(]*$'
  if [[ $command =~ $comparison ]]; then
    eval "shown=\"${command//\"/\\\"}\"" 2>/dev/null
    if [[ -n $shown && $shown != "$command" ]]; then printf ': %s' "$shown"; fi
  fi
  if [[ -n ${output+set} ]]; then printf '\nstatus: %s\noutput: %s' "${status-}" "${output:0:1000}"; fi
}

# In a command substitution it says nothing: whether the test fails by it is seen outside.
__failed() {
  local code=$1 line=$2 command=$3 depth
  [[ -z ${__settled-} && $BASH_SUBSHELL == "$__level" ]] || return 0
  for depth in "${!BASH_SOURCE[@]}"; do
    if ((depth > 0)) && [[ ${BASH_SOURCE[depth]} == "$__rewritten" ]]; then
      if ((depth > 1)); then line=${BASH_LINENO[depth - 1]}; fi
      break
    fi
  done
  __settled=1
  local outcome=failed
  [[ $__phase == call ]] || outcome=error
  { printf '%s\n%s\n' "$outcome" "$line"; __describe "$command" "$code"; } >"$__result"
}

__end() {
  local code=$?
  trap - ERR EXIT
  if [[ -z ${__settled-} && $__phase != done ]]; then
    __settled=1
    printf 'failed\n\nThe test called exit %s before its end.' "$code" >"$__result"
  fi
  set +eE
  if declare -F teardown >/dev/null; then
    ( __level=$BASH_SUBSHELL __phase=teardown; set -eE; trap '__failed "$?" "$LINENO" "$BASH_COMMAND"' ERR; teardown )
  fi
  exit 0
}

run_one() {
  local index=$1 began=${EPOCHREALTIME-$SECONDS.000000} outcome line message content
  quote "${names[index]}"
  send start ",\"id\":$((index + 1)),\"name\":$quoted,\"file\":\"main.bats\",\"line\":${lines[index]}"
  rm -f "$__result"
  (
    exec 4>&-
    BATS_TEST_DESCRIPTION=${names[index]} BATS_TEST_NAME=${functions[index]} BATS_TEST_NUMBER=$((index + 1))
    BATS_TEST_FILENAME=$__main BATS_TEST_DIRNAME=/scratch BATS_TMPDIR=/tmp BATS_TEST_TMPDIR=/tmp/test-$((index + 1))
    mkdir -p "$BATS_TEST_TMPDIR"
    __function=${functions[index]} __phase=setup __level=$BASH_SUBSHELL
    unset nonce pattern command names functions lines index began outcome line message content quoted
    trap '__failed "$?" "$LINENO" "$BASH_COMMAND"' ERR
    trap __end EXIT
    set -eE
    source "$__rewritten"
    if declare -F setup >/dev/null; then setup; fi
    __phase=call
    "$__function"
    __phase=done
  )
  local code=$?
  local ended=${EPOCHREALTIME-$SECONDS.000000}
  outcome=passed line='' message=''
  if [[ -s $__result ]]; then
    content=$(<"$__result")
    outcome=${content%%$'\n'*} content=${content#*$'\n'}
    line=${content%%$'\n'*} message=${content#*$'\n'}
  elif ((code != 0)); then
    outcome=error message="The process ended with status $code while this test ran."
  fi
  quote "$message"
  send end ",\"id\":$((index + 1)),\"outcome\":\"$outcome\",\"ms\":$(((${ended/./} - ${began/./}) / 1000)),\"message\":$quoted,\"file\":\"main.bats\",\"line\":${line:-null}"
}

send framework ',"name":"bats"'
find_tests
if faults=$("$BASH" -n "$__rewritten" 2>&1); then
  selected=()
  for index in "${!names[@]}"; do
    if [[ ${names[index]} == *"$pattern"* ]]; then selected+=("$index"); fi
  done
  send collected ",\"count\":${#selected[@]}"
  for index in "${selected[@]}"; do run_one "$index"; done
else
  faults=${faults%%$'\n'*}
  line=null
  if [[ $faults =~ line\ ([0-9]+):\ (.*) ]]; then line=${BASH_REMATCH[1]} faults=${BASH_REMATCH[2]}; fi
  quote "$faults"
  send collect_error ",\"message\":$quoted,\"file\":\"main.bats\",\"line\":$line"
fi
send session_finished ''
exit 0
