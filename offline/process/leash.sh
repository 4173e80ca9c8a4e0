#!/bin/sh
# Ends what a command started, however the command itself ends.
#
# The command holds the standard input of this script open and writes one instruction a line:
#   hold PID      PID leads a session (setsid); all of its members are ours
#   end PID       end what is left of that session now, forget it, and answer with "ended PID"
#   remove PATH   delete this folder at the end
# The argument is the folder in which the system shows its processes; without it, `ps` is asked.
# When the pipe closes, even because the command was killed, everything held is ended.

# The command decides when to stop; a signal to its terminal is not for this script.
trap '' INT TERM HUP QUIT

processes=$1
leaders=''
folders=''

# Prints the ids of all live members of the sessions in $1.
members() {
  if [ -r "$processes/self/stat" ]; then
    for stat in "$processes"/[0-9]*/stat; do
      line=''
      { read -r line <"$stat"; } 2>/dev/null
      # Fields after the last ") ": state, parent, process group, session.
      set -f
      # shellcheck disable=SC2086
      set -- "$1" ${line##*) }
      set +f
      [ "${2:-Z}" = Z ] && continue
      case " $1 " in
        *" $5 "*) stat=${stat#"$processes"/} && echo "${stat%/stat}" ;;
      esac
    done
  else
    # Without that folder a session cannot be read: take the leaders, their groups and their descendants.
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

# Asks the members of the sessions in $1 to end and, after a second of grace, makes them.
end_sessions() {
  tries=0
  while [ "$tries" -lt 60 ]; do
    found=$(members "$1")
    [ -z "$found" ] && return
    # shellcheck disable=SC2086
    [ "$tries" -eq 0 ] && kill -TERM $found 2>/dev/null
    # Again and again, since one that is ending may just have started another.
    # shellcheck disable=SC2086
    [ "$tries" -ge 20 ] && kill -KILL $found 2>/dev/null
    tries=$((tries + 1))
    sleep 0.05
  done
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
