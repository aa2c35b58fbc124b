# Sourced by ./test: runs test projects and adds up their results, which the runner leaves as XML, one file a run.
# shellcheck shell=bash

results=artifacts/test-results
passed=0 failed=0 skipped=0 complaints=() is_summed=''
rm -rf "$results"
mkdir -p "$results"

test_projects() { grep -l 'Include="xunit.v3"' tests/*/*.csproj | xargs -n1 basename -s .csproj; }

# Runs the tests of project $1; $2 names the result; more arguments go to the runner.
run_tests() {
  local project=$1 name=$2 file status=0 started=$SECONDS
  shift 2
  file=$PWD/$results/$name.xml
  step "Testing $name"
  # What a script starts in the background has SIGINT ignored, and so would all that the tests start and interrupt.
  env --default-signal "artifacts/bin/$project/debug/$project" -noLogo -noColor -noAutoReporters -reporter quiet \
    ${filter:+-method "*$filter*"} -result-xml "$file" "$@" </dev/null | without_skips || status=${PIPESTATUS[0]}
  count "$name" "$file" "$status" $((SECONDS - started))
}

# Skipped tests are listed once, at the end.
without_skips() { awk '/^    [^ ]/ { isSkip = /\[SKIP\]$/ } !isSkip'; }

# Adds the totals of result file $2. A run that left none, or ran nothing without a filter, or failed in a way its totals do not show, is a failure.
count() {
  local name=$1 file=$2 status=$3 seconds=$4 total ok wrong left
  total=$(total_of "$file" total) ok=$(total_of "$file" passed) left=$(total_of "$file" skipped)
  wrong=$(($(total_of "$file" failed) + $(total_of "$file" errors)))
  passed=$((passed + ok)) failed=$((failed + wrong)) skipped=$((skipped + left))
  say "  $ok passed, $wrong failed, $left skipped in $seconds s"
  if [ ! -s "$file" ]; then
    fail "$name left no result (exit $status)"
  elif [ "$total" = 0 ] && [ -z "$filter" ]; then
    fail "$name ran no test"
  elif [ "$status" != 0 ] && [ "$wrong" = 0 ]; then
    fail "$name ended with exit $status"
  fi
}

total_of() {
  local number=''
  if [ -s "$1" ]; then number=$(sed -n "s/.*<assembly [^>]* $2=\"\([0-9]*\)\".*/\1/p;T;q" "$1"); fi
  say "${number:-0}"
}

# A check of ours that did not hold counts like a failed test, and is listed once more at the end.
fail() { warn "FAILED: $*"; failed=$((failed + 1)) complaints+=("$*"); }

# One line for each test of all results: outcome, name, and why it was skipped or failed, separated by tabs.
outcomes() {
  local file
  for file in "$results"/*.xml; do
    if [ -s "$file" ]; then
      tr '\n' ' ' <"$file" | sed 's/<test /\n<test /g' | sed -n "s/^<test .* name=\"\([^\"]*\)\" result=\"\([A-Za-z]*\)\".*/\2\t\1&/p" |
        sed -e 's/<test .*<\(reason\|message\)>\(<!\[CDATA\[\)\{0,1\}\(.*\)<\/\1>.*/\t\3/' -e 's/\]\]>$//' -e 's/<test .*//' | unescape
    fi
  done
}

unescape() { sed -e 's/\\*&quot;/"/g' -e "s/&apos;/'/g" -e 's/&lt;/</g' -e 's/&gt;/>/g' -e 's/&#xA;/ /g' -e 's/&amp;/\&/g'; }

finish() {
  local complaint
  if [ "$skipped" != 0 ]; then
    step 'Skipped'
    outcomes | awk -F '\t' '$1 == "Skip" { print "  " $2 ": " $3 }'
  fi
  if [ "$failed" != 0 ]; then
    step 'Failed'
    outcomes | awk -F '\t' '$1 == "Fail" { print "  " $2 ": " substr($3, 1, 120) }'
    for complaint in "${complaints[@]}"; do say "  $complaint"; done
  fi
  if [ $((passed + failed)) = 0 ]; then warn 'No test ran.'; failed=1; fi
  say "$((SECONDS / 60)) min $((SECONDS % 60)) s"
  sum_up
  [ "$failed" = 0 ]
}

# The last line, however the script ends: one that ends before its sum has failed.
sum_up() {
  is_summed=1
  say "$passed passed, $failed failed, $skipped skipped"
}
end_early() {
  if [ -z "$is_summed" ]; then
    failed=$((failed + 1))
    sum_up
  fi
}
