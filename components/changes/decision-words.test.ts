import { describe, expect, it } from 'vitest';
import { decisionWords } from './decision-words.ts';

const at = '2026-01-01T00:00:00Z';

describe('decisionWords', () => {
  it('never says that a person decided what a rule decided', () => {
    const rule = { approvalId: 'a', by: 'policy', scope: null, reason: 'Labels are allowed.', at } as const;
    expect(decisionWords({ ...rule, answer: 'allow' })).toBe('Allowed by a rule: Labels are allowed.');
    expect(decisionWords({ ...rule, answer: 'deny', reason: null })).toBe('Denied by a rule');
  });

  it('says how long a person’s word holds, and why they said no', () => {
    const person = { approvalId: 'a', by: 'person', answer: 'allow', reason: null, at } as const;
    expect(decisionWords({ ...person, scope: 'once' })).toBe('Allowed once by you');
    expect(decisionWords({ ...person, scope: 'conversation' })).toBe('Allowed by you for this conversation');
    expect(decisionWords({ ...person, scope: 'always' })).toBe('Always allowed by you');
    expect(decisionWords({ ...person, answer: 'deny', scope: null, reason: 'Too early.' })).toBe(
      'Denied by you: Too early.',
    );
  });
});
