import 'server-only';
import { createOpenAI } from '@ai-sdk/openai';
import type { LanguageModel } from 'ai';
import { config } from '@/lib/config/config';

let model: LanguageModel | undefined;

/** The model of this instance, over OpenAI's Responses API. */
export function languageModel(): LanguageModel {
  const { apiKey, baseUrl, name } = config().model;
  model ??= createOpenAI({ apiKey, baseURL: baseUrl }).responses(name);
  return model;
}
