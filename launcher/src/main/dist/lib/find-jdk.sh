# Defines graft_find_jdk: prints the home of a JDK 25, or one line on stderr and status 1. For bash, to be sourced.

# Whether a directory is the home of a JDK 25: its `release` file says so, without starting it.
graft_is_jdk25() {
  local line
  [[ -x $1/bin/java && -x $1/bin/javac && -r $1/release ]] || return 1
  while IFS= read -r line; do
    [[ $line == JAVA_VERSION=\"25* ]] && return 0
  done <"$1/release"
  return 1
}

graft_find_jdk() {
  local java candidate
  java=$(type -P java) && java=$(readlink -f "$java")
  for candidate in "${JAVA_HOME:-}" "${java%/bin/java}" /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/java/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [[ -n $candidate ]] && graft_is_jdk25 "$candidate"; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  echo 'polyglot: no JDK 25 found: set JAVA_HOME to one, or install it (for example openjdk-25-jdk)' >&2
  return 1
}
