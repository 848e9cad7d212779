# Installs what the command needs when the lock file has changed, and becomes the command, on the Node that the project brings.
# What runs the product needs no test tools. An installation that has everything is never reduced.
# POSIX, and nothing that a Mac lacks.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
command=${1:-start}
[ $# -eq 0 ] || shift

# The lock file that everything was installed from, or all but the test tools.
everything=node_modules/.tributary-lock
to_run=node_modules/.tributary-lock-to-run
is_installed() { [ -x node_modules/.bin/node ] && cmp -s package-lock.json "$1"; }
install() {
  stamp=$1
  shift
  echo 'Installing dependencies …'
  npm ci --no-audit --no-fund --loglevel=error "$@" || {
    echo 'The dependencies could not be installed. Check the messages above and the network, then try again.' >&2
    exit 1
  }
  # Where only the product runs nobody reads source maps, and nobody compiles against Node's headers: 230 MB.
  if [ "$stamp" = "$to_run" ]; then
    find node_modules -name '*.map' -type f -exec rm -f {} +
    rm -rf node_modules/node/node_modules/node-*/include
  fi
  cp package-lock.json "$stamp"
}

if ! is_installed "$everything"; then
  case $command in
    start | dev | sandbox)
      if [ -e "$everything" ]; then
        install "$everything"
      elif ! is_installed "$to_run"; then
        install "$to_run" --omit=dev
      fi
      ;;
    *) install "$everything" ;;
  esac
fi
PATH="$root/node_modules/.bin:$PATH"
export PATH
exec node "$root/launcher/$command.ts" "$@"
