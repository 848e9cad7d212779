'use client';

import { useState } from 'react';
import { type Failure, failureOf } from '../http/failure';
import { requestJson } from '../http/request-json';
import type { Credentials } from './password-form';
import { safeDestination, signInWords } from './sign-in-words';

type Problem = Pick<Failure, 'message' | 'hint'>;

/** The ways to sign in, one at a time, with why the last one did not work. `error` is a code that the page was opened with. */
export function useSignIn(callbackUrl: string, error: string | null) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(
    error === null ? null : { message: signInWords(error), hint: null },
  );

  /** Runs one way in. It either leaves the page or says why not; leaving keeps the form still. */
  async function attempt(way: () => Promise<string | null>) {
    setPending(true);
    setProblem(null);
    try {
      const refused = await way();
      if (refused === null) return;
      setProblem({ message: signInWords(refused), hint: null });
    } catch (thrown) {
      setProblem(failureOf(thrown));
    }
    setPending(false);
  }

  async function withPassword({ email, password }: Credentials): Promise<string | null> {
    const { signIn } = await import('next-auth/react');
    const answer = await signIn('credentials', { redirect: false, email, password });
    if (answer?.ok !== true || answer.error) return answer?.error ?? 'Unknown';
    window.location.assign(safeDestination(callbackUrl));
    return null;
  }

  async function elsewhere(provider: string, options: Record<string, string>): Promise<null> {
    const { signIn } = await import('next-auth/react');
    await signIn(provider, { callbackUrl: safeDestination(callbackUrl), ...options });
    return null;
  }

  async function withNewAccount(credentials: Credentials): Promise<string | null> {
    await requestJson('/api/register', { method: 'POST', body: credentials });
    return withPassword(credentials);
  }

  return {
    pending,
    problem,
    forgetProblem: () => setProblem(null),
    signIn: (credentials: Credentials) => void attempt(() => withPassword(credentials)),
    register: (credentials: Credentials) => void attempt(() => withNewAccount(credentials)),
    signInElsewhere: (provider: string, options: Record<string, string> = {}) =>
      void attempt(() => elsewhere(provider, options)),
  };
}
