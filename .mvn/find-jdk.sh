# Sourced by ./dcep and .ci/run: sets JAVA_HOME to a JDK of version 17 or newer, or returns 1.

jdk_version() { # prints the major version of the JDK in directory $1, or nothing
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
    local version
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true)
    if [ -z "$version" ]; then
        version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
    fi
    echo "$version"
}

jdk_candidates() { # the caller's choice first, then the usual places, newest first
    [ -n "${JAVA_HOME:-}" ] && echo "$JAVA_HOME"
    local java
    if java=$(command -v java) && java=$(readlink -f "$java" 2>/dev/null); then
        echo "${java%/bin/java}"
    fi
    [ -x /usr/libexec/java_home ] && /usr/libexec/java_home -v 17+ 2>/dev/null
    ls -d /usr/lib/jvm/*/ "${HOME:-}"/.sdkman/candidates/java/*/ "${HOME:-}"/.jdks/*/ 2>/dev/null | sort -rV
    return 0
}

find_jdk() {
    local candidate version
    while IFS= read -r candidate; do
        version=$(jdk_version "${candidate%/}")
        if [ "${version:-0}" -ge 17 ]; then
            JAVA_HOME=${candidate%/}
            export JAVA_HOME
            return 0
        fi
    done < <(jdk_candidates)
    return 1
}
