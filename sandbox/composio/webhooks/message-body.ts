import type { Account } from '../accounts/account-store.ts';
import { newId } from '../ids.ts';
import type { TriggerInstance } from '../triggers/trigger-store.ts';
import type { Webhook } from './webhook-store.ts';

/** The body of a message about a trigger that fired, in the version the project asked for. */
export function triggerMessage(
  version: Webhook['version'],
  message: {
    id: string;
    at: Date;
    trigger: TriggerInstance;
    account: Account;
    payload: Record<string, unknown>;
  },
): object {
  const { trigger, account, payload } = message;
  const timestamp = message.at.toISOString();
  const log_id = newId('log');
  switch (version) {
    case 'V1':
      return {
        trigger_name: trigger.slug,
        connection_id: account.id,
        trigger_id: trigger.id,
        payload,
        log_id,
      };
    case 'V2':
      return {
        type: trigger.slug.toLowerCase(),
        timestamp,
        log_id,
        data: {
          ...payload,
          connection_id: account.uuid,
          connection_nano_id: account.id,
          trigger_nano_id: trigger.id,
          trigger_id: trigger.uuid,
          user_id: trigger.user_id,
        },
      };
    case 'V3':
      return {
        id: message.id,
        timestamp,
        type: 'composio.trigger.message',
        metadata: {
          log_id,
          trigger_slug: trigger.slug,
          trigger_id: trigger.id,
          connected_account_id: account.id,
          auth_config_id: account.auth_config_id,
          user_id: trigger.user_id,
        },
        data: payload,
      };
  }
}

/** The body of a message about the project itself. There is one version of it. */
export function projectMessage(message: {
  id: string;
  at: Date;
  type: string;
  project: string;
  data: object;
}): object {
  return {
    id: message.id,
    timestamp: message.at.toISOString(),
    type: message.type,
    metadata: { project_id: message.project, org_id: 'org_sandbox' },
    data: message.data,
  };
}
