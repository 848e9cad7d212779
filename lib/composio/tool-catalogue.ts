import 'server-only';
import { z } from 'zod';
import { config } from '@/lib/config/config';
import { callComposio, composio } from './client';

/** What Composio's catalogue says of a tool of an app: hints about what it does, and the JSON Schema of its input. */
export type CatalogueTool = {
  annotations: { readOnlyHint?: boolean; destructiveHint?: boolean };
  inputSchema: Record<string, unknown>;
};

const FRESH_MS = 60 * 60_000;
const toolSchema = z.object({
  slug: z.string(),
  tags: z.array(z.string()).nullish(),
  inputParameters: z.record(z.string(), z.unknown()).nullish(),
});

let kept: { readAt: number; tools: Promise<Map<string, CatalogueTool>> } | undefined;

/**
 * A tool of the configured toolkits as Composio describes it; undefined for one that it does not know, or when it cannot be
 * asked. Read once an hour for all tools together.
 */
export async function catalogueTool(slug: string): Promise<CatalogueTool | undefined> {
  return (await catalogueTools()).get(slug);
}

/** All of them, by their slugs; none when Composio cannot be asked. While an old reading is made anew it still holds: nobody waits. */
export async function catalogueTools(): Promise<ReadonlyMap<string, CatalogueTool>> {
  if (!kept) kept = { readAt: Date.now(), tools: readCatalogue() };
  else if (Date.now() - kept.readAt > FRESH_MS) readAnew(kept);
  const reading = kept;
  try {
    return await reading.tools;
  } catch (error) {
    console.error('[composio] the catalogue of tools could not be read:', error);
    if (kept === reading) kept = undefined;
    return new Map();
  }
}

function readAnew(old: NonNullable<typeof kept>): void {
  old.readAt = Date.now();
  const tools = readCatalogue();
  tools.then(
    () => (kept = { readAt: Date.now(), tools }),
    (error: unknown) => console.error('[composio] the catalogue of tools could not be read anew:', error),
  );
}

async function readCatalogue(): Promise<Map<string, CatalogueTool>> {
  const { toolkits } = config().composio;
  const tools = await callComposio((options) =>
    composio().tools.getRawComposioTools({ toolkits, limit: 1000 }, undefined, options),
  );
  return new Map(
    z
      .array(toolSchema)
      .parse(tools)
      .map(({ slug, tags, inputParameters }) => [slug, toolOf(tags ?? [], inputParameters ?? {})]),
  );
}

function toolOf(tags: string[], inputSchema: Record<string, unknown>): CatalogueTool {
  const hint = (name: string) => (tags.includes(name) ? true : undefined);
  return {
    annotations: { readOnlyHint: hint('readOnlyHint'), destructiveHint: hint('destructiveHint') },
    inputSchema,
  };
}
