import { readAccount } from '../accounts/account-store.ts';
import type { ComposioContext } from '../context.ts';
import { TOOLKIT_VERSION } from '../toolkit/catalogue.ts';
import type { TriggerInstance } from './trigger-store.ts';

/** An instance as the API answers it, with the camelCase twins of older clients. */
export function describeTrigger(context: ComposioContext, trigger: TriggerInstance) {
  const account = readAccount(context, trigger.account_id);
  return {
    id: trigger.id,
    uuid: trigger.uuid,
    connected_account_id: trigger.account_id,
    connected_account_uuid: account.uuid,
    disabled_at: trigger.disabled_at,
    state: {},
    trigger_config: trigger.config,
    trigger_name: trigger.slug,
    updated_at: trigger.updated_at,
    user_id: trigger.user_id,
    version: TOOLKIT_VERSION,
    connectedAccountId: trigger.account_id,
    disabledAt: trigger.disabled_at,
    triggerConfig: trigger.config,
    triggerName: trigger.slug,
    updatedAt: trigger.updated_at,
    deprecated: { createdAt: trigger.created_at },
  };
}
