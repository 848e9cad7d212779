/** Runs once when a server process starts. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  (await import('./lib/config/exit-if-unusable')).exitIfUnusable();
  (await import('./lib/turns/maintain-turns')).maintainTurns();
}
