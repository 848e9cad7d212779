import type { SiteEvent } from '../../confluence/site-events.ts';
import { type Account, readAccount } from '../accounts/account-store.ts';
import { openSite } from '../accounts/site-access.ts';
import type { ComposioContext } from '../context.ts';
import type { WebhookDelivery } from '../webhooks/deliver.ts';
import { projectMessage, triggerMessage } from '../webhooks/message-body.ts';
import { describeTrigger } from './describe-trigger.ts';
import { READ_PAYLOAD } from './read-payload.ts';
import { createSiteReader } from './site-reader.ts';
import { changeTrigger, enabledTriggers, getTrigger, type TriggerInstance } from './trigger-store.ts';
import { TRIGGER_TYPES } from './trigger-types.ts';

/** After so many reads in a row that failed, an instance switches itself off. */
const MAX_FAILURES = 5;

/**
 * Hears of changes of the site and tells those who set up a trigger for them. Each instance reads its payload over
 * REST as its own account, so nobody is told of what they may not see. Changes are told in their order.
 * @returns what is to be called for each change, after its transaction
 */
export function listenToSite(
  context: ComposioContext,
  delivery: WebhookDelivery,
): (event: SiteEvent) => void {
  const { db, now } = context;
  let before: Promise<void> = Promise.resolve();

  function tell(trigger: TriggerInstance, account: Account, payload: Record<string, unknown>): void {
    delivery.deliver(trigger.project, 'composio.trigger.message', ({ version }, id) =>
      triggerMessage(version, { id, at: now(), trigger, account, payload }),
    );
  }

  function fail(trigger: TriggerInstance): void {
    const failures = Number(trigger.state.failures ?? 0) + 1;
    const disabled_at = failures >= MAX_FAILURES ? now().toISOString() : null;
    const changed = changeTrigger(context, trigger, { disabled_at, state: { ...trigger.state, failures } });
    if (disabled_at === null) return;
    const type = 'composio.trigger.disabled';
    delivery.deliver(trigger.project, type, (_webhook, id) =>
      projectMessage({
        id,
        at: now(),
        type,
        project: trigger.project,
        data: describeTrigger(context, changed),
      }),
    );
  }

  async function hear(trigger: TriggerInstance, event: SiteEvent): Promise<void> {
    const account = readAccount(context, trigger.account_id);
    const read = READ_PAYLOAD[trigger.slug.replace(/^CONFLUENCE_|_TRIGGER$/g, '')];
    if (account.status !== 'ACTIVE' || read === undefined) return;
    const site = await openSite(context, account, trigger.origin);
    if (site === undefined) return;
    const reading = await read(createSiteReader(site), event, trigger);
    const { failures, ...state } = trigger.state;
    if (reading?.state !== undefined || failures !== undefined) {
      changeTrigger(context, trigger, { state: { ...state, ...reading?.state } });
    }
    if (reading?.payload !== undefined) tell(trigger, account, reading.payload);
  }

  async function hearAll(event: SiteEvent, slugs: readonly string[]): Promise<void> {
    if (delivery.isClosed()) return;
    for (const trigger of enabledTriggers(db, slugs)) {
      try {
        await hear(trigger, event);
      } catch (error) {
        if (delivery.isClosed()) return;
        console.error(error);
        fail(getTrigger(db, trigger.project, trigger.id));
      }
    }
  }

  return (event) => {
    const slugs = TRIGGER_TYPES.filter(({ events }) => events.includes(event.kind)).map(({ slug }) => slug);
    if (slugs.length === 0 || enabledTriggers(db, slugs).length === 0) return;
    before = before.then(() => hearAll(event, slugs)).catch((error: unknown) => console.error(error));
  };
}
