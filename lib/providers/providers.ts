import type { ModelProvider } from './model-provider.ts';
import { openai } from './openai.ts';

/** Every model provider. Of several with a key the first is used; without any key, the first is what is missing one. */
export const providers: [ModelProvider, ...ModelProvider[]] = [openai];

/** The first provider whose key is set. */
export function providerWithKey(env: Record<string, string | undefined>): ModelProvider | undefined {
  return providers.find(({ variables }) => env[variables.apiKey]?.trim());
}
