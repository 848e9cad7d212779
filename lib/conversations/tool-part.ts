import 'server-only';
import type { DynamicToolUIPart } from 'ai';
import { callStatus, outcomeOf } from '@/lib/ledger/outcome-of';
import type { Call } from '@/lib/ledger/read-calls';
import { describeAction } from '@/lib/toolkits/toolkits';

/** A call as a part of the message it was made in. */
export function toolPart(call: Call): DynamicToolUIPart {
  const { tool: toolName, modelCallId: toolCallId, providerMetadata } = call;
  const input = call.arguments ?? {};
  const title = describeAction(toolName, input).sentence;
  const common = { type: 'dynamic-tool' as const, toolName, toolCallId, title, input };
  const metadata = providerMetadata ? { callProviderMetadata: providerMetadata } : {};
  // Of a tool that runs here a result has what its call has.
  const ofResult = providerMetadata ? { resultProviderMetadata: providerMetadata } : {};
  // Of a call whose actions are known each can be told.
  return callStatus(call) === 'running' && call.actions.length === 0
    ? { ...common, ...metadata, state: 'input-available' }
    : { ...common, ...metadata, ...ofResult, state: 'output-available', output: outcomeOf(call) };
}
