'use client';

import { Plug } from 'lucide-react';
import { ConnectSteps } from './connect-steps';
import { toolkitName } from './toolkit-name';
import { useConnectAttempt } from './use-connect-attempt';

type ConnectCardProps = {
  toolkit: string;
  /** Names the request that waits, so that a reload goes on with the same attempt. */
  scope: string;
  onConnected: (attemptId: string) => void;
  /** The conversation has gone on since, with the connection or without it: nothing to do here any more. */
  settled: false | 'connected' | 'passed';
};

/** Asks the person to connect an app, in the place where the conversation needs it. */
export function ConnectCard(props: ConnectCardProps) {
  if (!props.settled) return <LiveConnectCard {...props} />;
  // The message that the connection made says so itself.
  if (props.settled === 'connected') return null;
  return (
    <p className="flex items-center gap-2 text-ink-soft">
      <Plug aria-hidden="true" size={15} />
      {toolkitName(props.toolkit)} was asked for here
    </p>
  );
}

function LiveConnectCard({ toolkit, scope, onConnected }: ConnectCardProps) {
  const name = toolkitName(toolkit);
  const attempt = useConnectAttempt(toolkit, scope, onConnected);
  return (
    <section
      aria-label={`Connect ${name}`}
      className="grid gap-3 rounded-lg border border-accent/40 bg-accent-soft p-4"
    >
      <div className="flex items-center gap-2.5">
        <Plug aria-hidden="true" size={16} className="text-accent" />
        <h3 className="text-prose font-semibold">Connect {name}</h3>
      </div>
      {attempt.state === 'idle' || attempt.state === 'starting' ? (
        <p>
          To do this, Tributary needs your {name} account. {name} will show you what it asks for: to read and
          write what you can, as you. You choose the site, and you can disconnect at any time.
        </p>
      ) : null}
      <ConnectSteps attempt={attempt} name={name} label={`Connect ${name}`} />
    </section>
  );
}
