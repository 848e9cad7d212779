import type { Account } from '../accounts/account-store.ts';
import { describeAccount } from '../accounts/describe-account.ts';
import type { ComposioContext } from '../context.ts';
import type { WebhookDelivery } from './deliver.ts';
import { projectMessage } from './message-body.ts';

/** Tells the project that one of its connections stopped working. */
export function tellOfExpiry(context: ComposioContext, delivery: WebhookDelivery, account: Account): void {
  const type = 'composio.connected_account.expired';
  delivery.deliver(account.project, type, (_webhook, id) =>
    projectMessage({
      id,
      at: context.now(),
      type,
      project: account.project,
      data: describeAccount(context.db, account),
    }),
  );
}
