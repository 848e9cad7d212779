// npm writes into the lock file only those optional dependencies that it could install where it ran. This adds an entry
// for each that is named but missing, so that `npm ci` works on every platform. With --check it only tells.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = [];

for (const [path, entry] of Object.entries(lock.packages))
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(path, name) || !/^\d/.test(version.replace(/^[\^~]/, ''))) continue;
    const platform = platformOf(name);
    if (!platform) continue;
    lock.packages[`node_modules/${name}`] = {
      version: version.replace(/^[\^~]/, ''),
      ...platform,
      optional: true,
    };
    added.push(`${name}@${version}`);
  }

if (added.length && process.argv.includes('--check')) {
  console.error(
    `package-lock.json lacks ${added.length} optional packages; run: node launcher/complete-lockfile.mjs\n${added.join('\n')}`,
  );
  process.exit(1);
}
if (added.length) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`Added ${added.length} optional packages to package-lock.json.`);
}

/** Is the package found from `path` the way Node looks it up? */
function isLocked(path, name) {
  for (
    let at = path;
    ;
    at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : ''
  ) {
    if (lock.packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true;
    if (at === '') return false;
  }
}

/** What os and cpu a platform package's name says. Packages without a platform in their name are left to npm. */
function platformOf(name) {
  const os = /\b(darwin|linux|win32|windows|freebsd|android|openbsd|netbsd|sunos|aix|openharmony)\b/.exec(
    name,
  )?.[1];
  const cpu = /\b(x64|arm64|arm|ia32|ppc64|s390x|riscv64|loong64|mips64el|ppc64le|wasm32)\b/.exec(name)?.[1];
  if (!os) return cpu === 'wasm32' ? { cpu: ['wasm32'] } : undefined;
  return { os: [os === 'windows' ? 'win32' : os], ...(cpu ? { cpu: [cpu] } : {}) };
}
