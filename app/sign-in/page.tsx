import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignInForm } from '@/components/sign-in/sign-in-form';
import { demoSignIn } from '@/lib/auth/auth-options';
import { currentUser } from '@/lib/auth/current-user';
import { DEMO_USERS } from '@/lib/auth/demo-users';
import { localPath } from '@/lib/auth/local-path';
import { config } from '@/lib/config/config';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { callbackUrl, error } = await searchParams;
  const target = localPath(callbackUrl, config().url);
  if (await currentUser()) redirect(target);
  return (
    <SignInForm
      demoUsers={demoSignIn() ? DEMO_USERS.map(({ user }) => user) : []}
      oidcName={config().auth.oidc?.name ?? null}
      callbackUrl={target}
      error={typeof error === 'string' ? error : null}
    />
  );
}
