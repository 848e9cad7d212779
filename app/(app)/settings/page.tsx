import type { Metadata } from 'next';
import { SettingsPanel } from '@/components/settings/settings-panel';
import { getPolicySettings } from '@/lib/approvals/policies';
import { pageUser } from '@/lib/auth/page-user';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const user = await pageUser('/settings');
  return (
    <SettingsPanel
      user={{ name: user.name, email: user.email }}
      policies={await getPolicySettings(user.id)}
    />
  );
}
