import { OpenAiError, rateLimited, serverError } from './openai-error.ts';

const MODELS = [
  'gpt-5',
  'gpt-5-mini',
  'gpt-5-nano',
  'gpt-4.1',
  'gpt-4.1-mini',
  'gpt-4o',
  'gpt-4o-mini',
  'o3',
  'o4-mini',
] as const;
const CREATED = 1_754_524_800;

export function listModels() {
  return { object: 'list', data: MODELS.map(modelObject) };
}

function modelObject(id: string) {
  return { id, object: 'model', created: CREATED, owned_by: 'sandbox' };
}

/** A model by its name, or by a dated name of it. @throws OpenAiError 404 */
export function findModel(id: string) {
  if (MODELS.some((name) => name === id.replace(/-\d{4}-\d{2}-\d{2}$/, ''))) return modelObject(id);
  throw new OpenAiError(404, `The model '${id}' does not exist or you do not have access to it.`, {
    param: 'model',
    code: 'model_not_found',
  });
}

/** Refuses a model that is not there; `sandbox-error-429` and its kind answer with that status. @throws OpenAiError */
export function refuseModel(id: string): void {
  const status = Number(id.match(/^sandbox-error-(\d{3})$/)?.[1] ?? 0);
  if (status === 429) throw rateLimited(id);
  if (status >= 500) throw Object.assign(serverError(), { status });
  if (status >= 400) throw new OpenAiError(status, `The sandbox was asked to answer ${status}.`);
  findModel(id);
}
