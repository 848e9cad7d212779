/** An attempt that is under way in this tab, kept so that a reload goes on waiting for it. */
export type StoredAttempt = { attemptId: string; redirectUrl: string };

const PREFIX = 'tributary:attempt:';
const keyOf = (scope: string) => PREFIX + scope;

export function loadAttempt(scope: string): StoredAttempt | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(keyOf(scope)) ?? 'null');
    if (typeof value !== 'object' || value === null || !('attemptId' in value) || !('redirectUrl' in value))
      return null;
    const { attemptId, redirectUrl } = value;
    return typeof attemptId === 'string' && typeof redirectUrl === 'string'
      ? { attemptId, redirectUrl }
      : null;
  } catch {
    return null;
  }
}

export function saveAttempt(scope: string, attempt: StoredAttempt | null): void {
  try {
    if (attempt === null) sessionStorage.removeItem(keyOf(scope));
    else sessionStorage.setItem(keyOf(scope), JSON.stringify(attempt));
  } catch {
    // Without storage only the reload in mid-attempt is lost.
  }
}

/** Forgets every attempt of this tab: the next person here must not be offered them. */
export function forgetAttempts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // Without storage there is nothing to forget.
  }
}
