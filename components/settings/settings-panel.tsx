'use client';

import { LogOut } from 'lucide-react';
import type { PolicySettings } from '@/lib/domain/policy';
import { PageColumn } from '../shell/page-column';
import { signOut } from '../sign-in/sign-out';
import { Button } from '../ui/button';
import { PolicySection } from './policy-section';
import { ThemeChoice } from './theme-choice';

/** The settings page: who is signed in, what Tributary may do for them, how it looks, and the way out. */
export function SettingsPanel({
  user,
  policies,
}: {
  user: { name: string; email: string | null };
  policies: PolicySettings;
}) {
  return (
    <PageColumn heading="Settings">
      <section aria-labelledby="settings-account" className="border-t py-6">
        <h2 id="settings-account" className="text-prose font-semibold">
          Account
        </h2>
        <p className="mt-2">{user.name}</p>
        {user.email === null ? null : <p className="text-ink-soft wrap-anywhere">{user.email}</p>}
        <Button className="mt-4" onClick={() => void signOut()}>
          <LogOut aria-hidden="true" size={15} />
          Sign out
        </Button>
      </section>
      <PolicySection settings={policies} />
      <section aria-labelledby="settings-appearance" className="border-t py-6">
        <h2 id="settings-appearance" className="text-prose font-semibold">
          Appearance
        </h2>
        <p className="mt-2 mb-4 text-ink-soft">Kept in this browser.</p>
        <ThemeChoice />
      </section>
    </PageColumn>
  );
}
