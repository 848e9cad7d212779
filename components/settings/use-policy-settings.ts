'use client';

import { useRef, useState } from 'react';
import useSWR from 'swr';
import type { Policy, PolicySettings } from '@/lib/domain/policy';
import { type Failure, failureOf } from '../http/failure';
import { fetchJson, requestJson } from '../http/request-json';

export type Saving = { state: 'unchanged' | 'saving' | 'saved' } | { state: 'failed'; failure: Failure };

/**
 * The person's rules, saved as they change them: one after the other, so that the last change is the one that stays. When
 * saving fails, what they chose stays on the screen until they try again or give it up.
 */
export function usePolicySettings(initial: PolicySettings) {
  const { data = initial, mutate } = useSWR<PolicySettings>('/api/policies', fetchJson, {
    fallbackData: initial,
  });
  const [draft, setDraft] = useState<Policy | null>(null);
  const [saving, setSaving] = useState<Saving>({ state: 'unchanged' });
  const last = useRef({ change: 0, done: Promise.resolve() });

  function save(policy: Policy) {
    const change = last.current.change + 1;
    const isLast = () => last.current.change === change;
    setDraft(policy);
    setSaving({ state: 'saving' });
    const done = last.current.done
      .then(() => requestJson<PolicySettings>('/api/policies', { method: 'PUT', body: { user: policy } }))
      .then(async (settings) => {
        await mutate(settings, { revalidate: false });
        if (!isLast()) return;
        setDraft(null);
        setSaving({ state: 'saved' });
      })
      .catch((error: unknown) => {
        if (isLast()) setSaving({ state: 'failed', failure: failureOf(error) });
      });
    last.current = { change, done };
  }

  function discard() {
    setDraft(null);
    setSaving({ state: 'unchanged' });
  }

  async function revoke(grantId: string) {
    await requestJson(`/api/policies/grants/${grantId}`, { method: 'DELETE' });
    await mutate();
  }

  return { ...data, user: draft ?? data.user, saving, save, discard, revoke };
}
