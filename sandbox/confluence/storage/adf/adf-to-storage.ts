import { z } from 'zod';
import type { AdfNode } from './adf-node.ts';
import { blocksToStorage } from './blocks-to-storage.ts';
import type { StorageWriting } from './storage-writing.ts';

const markSchema = z.object({ type: z.string(), attrs: z.record(z.string(), z.unknown()).optional() });
const nodeSchema: z.ZodType<AdfNode> = z.lazy(() =>
  z.looseObject({
    type: z.string(),
    text: z.string().optional(),
    attrs: z
      .record(z.string(), z.unknown())
      .nullish()
      .transform((attrs) => attrs ?? undefined),
    marks: z.array(markSchema).optional(),
    content: z.array(nodeSchema).optional(),
  }),
);
const documentSchema = z.looseObject({
  type: z.literal('doc'),
  version: z.number().optional(),
  content: z.array(nodeSchema).default([]),
});

/** What was sent is no Atlassian document. */
export class AdfSyntaxError extends Error {
  override name = 'AdfSyntaxError';
}

/**
 * Storage format of an Atlassian document in JSON. Nodes without a counterpart are kept as JSON in an `ac:adf-extension`.
 * @throws AdfSyntaxError for what is no document
 */
export function adfToStorage(json: string, writing: StorageWriting): string {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new AdfSyntaxError('the value is not valid JSON');
  }
  const parsed = documentSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new AdfSyntaxError(`${issue?.path.join('.') || 'document'}: ${issue?.message ?? 'not accepted'}`);
  }
  return blocksToStorage(parsed.data.content, writing);
}
