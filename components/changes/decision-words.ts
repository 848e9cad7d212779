import type { Decision } from '@/lib/domain/approval';

const ALLOWED: Record<NonNullable<Decision['scope']>, string> = {
  once: 'Allowed once by you',
  conversation: 'Allowed by you for this conversation',
  always: 'Always allowed by you',
};

/** Who let an action run, or not, and why. */
export function decisionWords({ by, answer, scope, reason }: Decision): string {
  const because = reason === null || reason === '' ? '' : `: ${reason}`;
  if (by === 'policy') return `${answer === 'allow' ? 'Allowed' : 'Denied'} by a rule${because}`;
  if (answer === 'deny') return `Denied by you${because}`;
  return `${ALLOWED[scope ?? 'once']}${because}`;
}
