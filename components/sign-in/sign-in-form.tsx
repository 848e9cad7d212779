'use client';

import { Mark } from '../mark';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { DemoSignIn } from './demo-sign-in';
import { PasswordForm } from './password-form';
import { useSignIn } from './use-sign-in';

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
  const { pending, problem, forgetProblem, signIn, register, signInElsewhere } = useSignIn(
    callbackUrl,
    error,
  );

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
              onChoose={(user) => signInElsewhere('demo', { user })}
            />
            <Divider />
          </>
        )}
        {oidcName === null ? null : (
          <>
            <Button className="w-full" disabled={pending} onClick={() => signInElsewhere('oidc')}>
              Sign in with {oidcName}
            </Button>
            <Divider />
          </>
        )}
        <PasswordForm pending={pending} onSignIn={signIn} onRegister={register} onSwitch={forgetProblem} />
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
