#!/bin/sh
# Ends what a command started, however the command itself ends.
#
# The command holds the standard input of this script open and writes one instruction a line:
#   hold PID      PID leads a session (setsid); all of its members are ours
#   end PID       end what is left of that session now, forget it, and answer with "ended PID"
#   remove PATH   delete this folder at the end
# When the pipe closes, even because the command was killed, everything held is ended.

# The command decides when to stop; a signal to its terminal is not for this script.
trap '' INT TERM HUP QUIT

leaders=''
folders=''

# Prints the ids of all live members of the sessions in $1.
members() {
  if [ -r /proc/self/stat ]; then
    for stat in /proc/[0-9]*/stat; do
      line=''
      { read -r line <"$stat"; } 2>/dev/null
      # Fields after the last ") ": state, parent, process group, session.
      set -f
      # shellcheck disable=SC2086
      set -- "$1" ${line##*) }
      set +f
      [ "${2:-Z}" = Z ] && continue
      case " $1 " in
        *" $5 "*) stat=${stat#/proc/} && echo "${stat%/stat}" ;;
      esac
    done
  else
    # Without /proc a session cannot be read: take the leaders, their groups and their descendants.
    ps -A -o pid=,ppid=,pgid=,stat= | awk -v leaders="$1" '
      BEGIN { n = split(leaders, list, " "); for (i = 1; i <= n; i++) ours[list[i]] = 1 }
      $4 !~ /^Z/ { parent[$1] = $2; group[$1] = $3 }
      END {
        do {
          grown = 0
          for (p in parent) {
            if (!(p in member) && ((p in ours) || (group[p] in ours) || (parent[p] in member))) {
              member[p] = 1; grown = 1
            }
          }
        } while (grown)
        for (p in member) print p
      }'
  fi
}

# Asks the members of the sessions in $1 to end, then makes them.
end_sessions() {
  found=$(members "$1")
  [ -z "$found" ] && return
  # shellcheck disable=SC2086
  kill -TERM $found 2>/dev/null
  # A second of grace, looked at every 50 ms.
  tries=0
  while [ "$tries" -lt 20 ]; do
    found=$(members "$1")
    [ -z "$found" ] && return
    tries=$((tries + 1))
    sleep 0.05
  done
  # shellcheck disable=SC2086
  kill -KILL $found $(members "$1") 2>/dev/null
}

while read -r word value; do
  case $word in
    hold) leaders="$leaders $value" ;;
    remove) folders="$folders
$value" ;;
    end)
      end_sessions "$value"
      remaining=''
      for leader in $leaders; do
        [ "$leader" = "$value" ] || remaining="$remaining $leader"
      done
      leaders=$remaining
      echo "ended $value"
      ;;
  esac
done

[ -n "$leaders" ] && end_sessions "$leaders"
printf '%s\n' "$folders" | while read -r folder; do
  [ -n "$folder" ] && rm -rf -- "$folder"
done
exit 0
