# Sourced by ./test --ci: what is too slow for every local run, and the checks that keep skips from going unseen.
# shellcheck shell=bash disable=SC2154 # names come from the files sourced before

run_everything() {
  local server folder
  step 'Publishing the native server'
  if can_go_native && build_native; then
    server=$PWD/$native_server
  else
    fail 'the native server could not be built'
    server=$PWD/artifacts/bin/UltimateMcp.Server/debug/ultimate-mcp
  fi

  step 'Fetching the conformance scenarios, the newest node and the types of SARIF'
  for folder in Protocol/Conformance Interpreters/NewestNode Linting/Originals; do
    quietly npm ci --ignore-scripts --no-audit --no-fund --prefix "tests/UltimateMcp.EndToEnd/$folder" || fail "the packages of $folder could not be fetched"
  done

  run_tests UltimateMcp.Tests UltimateMcp.Tests
  # What takes long and is the same on both builds is tried on the native one.
  ULTIMATE_MCP_ATTACKS=cold run_tests UltimateMcp.EndToEnd UltimateMcp.EndToEnd-jit -namespace- UltimateMcp.EndToEnd.Packaging -namespace- UltimateMcp.EndToEnd.Corpus \
    -class- UltimateMcp.EndToEnd.Pool.WarmImportFaultTests
  ULTIMATE_MCP_SOAK_SECONDS=60 ULTIMATE_MCP_BINARY=$server ULTIMATE_MCP_TEST_PACKAGES=1 run_tests UltimateMcp.EndToEnd UltimateMcp.EndToEnd-native
  every_test_project_ran

  check_doctor "$server"
  step 'Holding the conversation of ./try'
  quietly "$transcript" "$server" || fail 'the conversation of ./try did not go as it should'
  if grep '^left out' "$command_log"; then fail 'the conversation of ./try left something out'; fi
  step 'Measuring in brief'
  "$benchmarks" --brief "$server" || fail 'a benchmark could not be run'
  check_skips
  check_attacks
}

every_test_project_ran() {
  local project
  for project in $(test_projects); do
    compgen -G "$results/$project*.xml" >/dev/null || fail "$project is missing from the sum"
  done
}

check_doctor() {
  local report
  step 'Asking doctor'
  report=$("$1" doctor 2>&1 </dev/null) || fail 'doctor found something wrong'
  say "$report"
  if ! grep -q 'namespaces+seccomp, seccomp on' <<<"$report"; then fail 'doctor does not report namespaces and seccomp'; fi
}

# The first column of tests/expected-skips.txt, whose lines are "name — reason".
expected_skips() { sed -n 's/^\([^#].*[^ ]\) — .*/\1/p' tests/expected-skips.txt; }

# A theory's cases count under the name of the theory.
names_of() { outcomes | awk -F '\t' -v outcome="$1" '$1 == outcome { sub(/\(.*/, "", $2); print $2 }' | sort -u; }

# The list may only shrink: a skip that is not on it fails, and so does a line that no longer skips.
check_skips() {
  local name
  step 'Comparing skips with tests/expected-skips.txt'
  while read -r name; do fail "unexpectedly skipped: $name"; done < <(comm -23 <(names_of Skip) <(expected_skips | sort -u))
  while read -r name; do fail "listed as skipped, but it is not: $name"; done < <(comm -13 <(names_of Skip) <(expected_skips | sort -u))
}

# Every row of the sandbox's attack table is named by a test that passed on the JIT build, where programs start cold, and by one that
# passed on the native build, where they start warm.
check_attacks() {
  local number last build proven
  step 'Looking for a test of each attack'
  last=$(grep -rhoE --include='*.cs' 'Trait\("Attack", "[0-9]+"\)' tests/UltimateMcp.EndToEnd | grep -oE '[0-9]+' | sort -n | tail -n 1)
  for build in jit native; do
    proven=$(attacks_of "$results/UltimateMcp.EndToEnd-$build.xml")
    for number in $(seq 1 "$last"); do
      grep -qx "$number" <<<"$proven" || fail "attack $number is named by no test that passed on the $build build"
    done
  done
}

# The numbers that tests which passed name.
attacks_of() {
  tr '\n' ' ' <"$1" | sed 's/<test /\n<test /g' | grep 'result="Pass"' | grep -o 'name="Attack" value="[0-9]*"' | grep -o '[0-9]*' | sort -u || true
}
