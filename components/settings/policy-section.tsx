'use client';

import { Check, Lock } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { Policy, PolicySettings } from '@/lib/domain/policy';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { Spinner } from '../ui/spinner';
import { GrantList } from './grant-list';
import { KindRules } from './kind-rules';
import { PlaceRules } from './place-rules';
import { policySentences } from './policy-words';
import { SwitchRow } from './switch-row';
import { ToolRules } from './tool-rules';
import { type Saving, usePolicySettings } from './use-policy-settings';

/** What Tributary may do for this person: the operator's rules in words, and their own to change. */
export function PolicySection({ settings }: { settings: PolicySettings }) {
  const { instance, user, grants, tools, saving, save, discard, revoke } = usePolicySettings(settings);
  const change = (part: Partial<Policy>) => save({ ...user, ...part });
  const fixed = policySentences(instance, tools);
  return (
    <section aria-labelledby="settings-policy" className="border-t pt-4 pb-6 **:scroll-mt-16">
      {/* It stays in sight however far down the change is made. */}
      <div className="sticky top-0 z-10 -mx-2 bg-paper px-2 py-2">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 id="settings-policy" className="text-prose font-semibold">
            What Tributary may do
          </h2>
          <SavingState saving={saving} />
        </div>
        {saving.state === 'failed' ? (
          <div className="mt-3">
            <Notice tone="problem" title={`Not saved. ${saving.failure.message}`} hint={saving.failure.hint}>
              <Button onClick={() => save(user)}>Try again</Button>
              <Button tone="quiet" onClick={discard}>
                Back to what is saved
              </Button>
            </Notice>
          </div>
        ) : null}
      </div>
      <p className="mt-1 text-ink-soft">
        Tributary reads by itself and asks before it changes anything. Where several rules fit, the strictest
        counts: never before ask, ask before allowed. Whatever you allow, it still asks when something would
        be lost, when it cannot show you the change, when text that it read elsewhere may be behind it, and
        before a space is deleted.
      </p>
      {fixed.length === 0 ? null : (
        <Block heading="Set by the operator">
          <ul className="mt-2 grid gap-1.5">
            {fixed.map((sentence) => (
              <li key={sentence} className="flex gap-2.5 wrap-anywhere">
                <Lock aria-hidden="true" size={14} className="mt-1 shrink-0 text-ink-soft" />
                {sentence}
              </li>
            ))}
          </ul>
          <p className="mt-2 text-note text-ink-soft">
            These hold for everybody here. Where yours are stricter, yours count.
          </p>
        </Block>
      )}
      <div className="mt-6">
        <SwitchRow
          label="Read-only"
          hint="Tributary changes nothing for you, in any conversation."
          checked={user.readOnly}
          onChange={(readOnly) => change({ readOnly })}
        />
      </div>
      <Block
        heading="By kind"
        lead="“Ask first” gives way to what you allow below; “Ask every time” does not."
      >
        <div className="mt-3">
          <KindRules kinds={user.kinds} onChange={(kinds) => change({ kinds })} />
        </div>
      </Block>
      <Block heading="By place" lead="Where it may write. Deleting still asks where writing is allowed.">
        <PlaceRules places={user.places} onChange={(places) => change({ places })} />
      </Block>
      <Block heading="By tool" lead="For one thing that it can do, everywhere.">
        <ToolRules rules={user.tools} known={tools} onChange={(rules) => change({ tools: rules })} />
      </Block>
      <Block heading="Always allowed">
        <GrantList grants={grants} known={tools} onRevoke={revoke} />
      </Block>
    </section>
  );
}

function Block({ heading, lead, children }: { heading: string; lead?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mt-8">
      <h3 id={id} className="font-semibold">
        {heading}
      </h3>
      {lead === undefined ? null : <p className="text-note text-ink-soft">{lead}</p>}
      {children}
    </section>
  );
}

/** Always in the page, so that its changes are heard. */
function SavingState({ saving }: { saving: Saving }) {
  return (
    <p role="status" className="flex min-h-5 items-center gap-1.5 text-note text-ink-soft">
      {saving.state === 'saving' ? (
        <>
          <Spinner size={12} /> Saving…
        </>
      ) : saving.state === 'saved' ? (
        <>
          <Check aria-hidden="true" size={13} className="text-done" /> Saved
        </>
      ) : saving.state === 'unchanged' ? (
        'Changes are saved as you make them.'
      ) : null}
    </p>
  );
}
