import type { ModelProvider } from './model-provider.ts';

/** OpenAI, and whatever else speaks its Responses API; the sandbox's model is this at another address. */
export const openai: ModelProvider = {
  id: 'openai',
  label: 'OpenAI',
  variables: { apiKey: 'OPENAI_API_KEY', baseUrl: 'OPENAI_BASE_URL', name: 'OPENAI_MODEL' },
  defaults: { baseUrl: 'https://api.openai.com/v1', name: 'gpt-5' },
  // Conversations are kept here and nowhere else.
  options: { store: false },
  tooLong: /context_length|context window|too many tokens/i,
  model: async ({ apiKey, baseUrl, name }) => {
    const { createOpenAI } = await import('@ai-sdk/openai');
    return createOpenAI({ apiKey, baseURL: baseUrl }).responses(name);
  },
};
