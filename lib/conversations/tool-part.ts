import 'server-only';
import type { DynamicToolUIPart } from 'ai';
import { callStatus, outcomeOf } from '@/lib/ledger/outcome-of';
import type { Call } from '@/lib/ledger/read-calls';

/** A call as a part of the message it was made in. */
export function toolPart(call: Call): DynamicToolUIPart {
  const { tool: toolName, modelCallId: toolCallId, providerMetadata } = call;
  const common = { type: 'dynamic-tool' as const, toolName, toolCallId, input: call.arguments ?? {} };
  const metadata = providerMetadata ? { callProviderMetadata: providerMetadata } : {};
  return callStatus(call) === 'running'
    ? { ...common, ...metadata, state: 'input-available' }
    : { ...common, ...metadata, state: 'output-available', output: outcomeOf(call) };
}
