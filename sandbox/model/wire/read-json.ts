import type { z } from 'zod';
import { describeRefusal } from './describe-refusal.ts';
import { OpenAiError } from './openai-error.ts';

/** Parses a request body by its schema. @throws OpenAiError 400 as OpenAI answers: what is missing or wrong, and where. */
export function readJson<T extends z.ZodType>(text: string, schema: T): z.infer<T> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new OpenAiError(
      400,
      'We could not parse the JSON body of your request. (HINT: This likely means you aren’t using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)',
    );
  }
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  throw refusalOf(read.error.issues[0], json);
}

/** What OpenAI says of a value that does not fit, with the place and the code. */
function refusalOf(issue: z.core.$ZodIssue | undefined, json: unknown): OpenAiError {
  if (issue === undefined) return new OpenAiError(400, 'Invalid request.');
  const found = deepest(issue);
  const param = found.path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
  const value = found.path.reduce<unknown>((place, key) => Object(place)[key], json);
  const { code, message } = describeRefusal(found, value, param);
  return new OpenAiError(400, message, { param: param || null, code });
}

/** Where the trouble is: of the alternatives that all failed, the one that came furthest. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors.flat().map(deepest);
  const [first] = inner.toSorted((a, b) => b.path.length - a.path.length);
  // Of what is said of one place, the wrong type says least: another alternative takes the type.
  const samePlace = inner.filter((one) => one.path.join() === first?.path.join());
  const furthest = samePlace.find(({ code }) => code !== 'invalid_type') ?? first;
  return furthest ? { ...furthest, path: [...issue.path, ...furthest.path] } : issue;
}
