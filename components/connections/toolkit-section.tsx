'use client';

import type { Connection } from '@/lib/domain/connection';
import { ConnectSteps } from './connect-steps';
import { ConnectionRow } from './connection-row';
import { useConnectAttempt } from './use-connect-attempt';

/** One app: its accounts, and the way to add one. */
export function ToolkitSection({
  toolkit,
  connections,
  onChange,
}: {
  toolkit: { slug: string; name: string };
  connections: Connection[];
  onChange: () => void;
}) {
  const attempt = useConnectAttempt(toolkit.slug, `settings:${toolkit.slug}`, () => {
    onChange();
    attempt.reset();
  });
  const none = connections.length === 0;
  return (
    <section aria-labelledby={`toolkit-${toolkit.slug}`} className="mb-10">
      <h2 id={`toolkit-${toolkit.slug}`} className="text-prose font-semibold">
        {toolkit.name}
      </h2>
      {none ? (
        <p className="mt-2 text-ink-soft">
          No account yet. Once connected, Tributary reads and writes in {toolkit.name} as you, never as anyone
          else.
        </p>
      ) : (
        <ul className="mt-3 divide-y rounded-lg border bg-surface">
          {connections.map((connection) => (
            <ConnectionRow
              key={connection.accountId}
              connection={connection}
              name={toolkit.name}
              onDisconnected={onChange}
            />
          ))}
        </ul>
      )}
      <div className="mt-4">
        <ConnectSteps
          attempt={attempt}
          name={toolkit.name}
          label={none ? `Connect ${toolkit.name}` : 'Connect another account'}
          tone={none ? 'primary' : 'secondary'}
        />
      </div>
    </section>
  );
}
