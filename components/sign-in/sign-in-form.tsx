'use client';

import { useState } from 'react';
import { type Failure, failureOf } from '../http/failure';
import { requestJson } from '../http/request-json';
import { Mark } from '../mark';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { DemoSignIn } from './demo-sign-in';
import { type Credentials, PasswordForm } from './password-form';
import { safeDestination, signInWords } from './sign-in-words';

type Problem = Pick<Failure, 'message' | 'hint'>;

/** The whole sign-in page: the sandbox's people where there is a sandbox, the company's own sign-in, email and password. */
export function SignInForm({
  demoUsers,
  oidcName,
  callbackUrl,
  error,
}: {
  demoUsers: string[];
  oidcName: string | null;
  callbackUrl: string;
  error: string | null;
}) {
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

  return (
    <main className="flex min-h-dvh items-center justify-center px-5 py-10">
      <div className="w-full max-w-88">
        <span className="text-accent">
          <Mark size={32} />
        </span>
        <h1 className="mt-4 text-display font-semibold">Tributary</h1>
        <p className="mt-1 mb-8 text-prose text-balance text-ink-soft">
          Chat with your Confluence. Every action is visible.
        </p>

        {problem === null ? null : (
          <div className="mb-6">
            <Notice tone="problem" title={problem.message} hint={problem.hint} />
          </div>
        )}
        {demoUsers.length === 0 ? null : (
          <>
            <DemoSignIn
              users={demoUsers}
              disabled={pending}
              onChoose={(user) => void attempt(() => elsewhere('demo', { user }))}
            />
            <Divider />
          </>
        )}
        {oidcName === null ? null : (
          <>
            <Button
              className="w-full"
              disabled={pending}
              onClick={() => void attempt(() => elsewhere('oidc', {}))}
            >
              Sign in with {oidcName}
            </Button>
            <Divider />
          </>
        )}
        <PasswordForm
          pending={pending}
          onSignIn={(credentials) => void attempt(() => withPassword(credentials))}
          onRegister={(credentials) =>
            void attempt(async () => {
              await requestJson('/api/register', { method: 'POST', body: credentials });
              return withPassword(credentials);
            })
          }
          onSwitch={() => setProblem(null)}
        />
      </div>
    </main>
  );
}

function Divider() {
  return (
    <div className="my-6 flex items-center gap-3 text-note text-ink-soft">
      <span className="h-px flex-1 bg-line" />
      or
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}
