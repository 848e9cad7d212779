import 'server-only';
import type { ComposioSession } from '@/lib/composio/session';
import { type CatalogueTool, catalogueTools } from '@/lib/composio/tool-catalogue';
import { config } from '@/lib/config/config';
import { BATCH_TOOL } from '@/lib/domain/tool-call';
import { coreTools, ownTools } from '@/lib/toolkits/toolkits';
import { signatureOf } from './signature';

type OfferedTool = { name: string; description: string; inputSchema: Record<string, unknown> };

/** What Composio's own tools are for, in fewer words than its own: each request has them. */
const PURPOSES: Readonly<Record<string, string>> = {
  COMPOSIO_SEARCH_TOOLS: 'Finds tools, with their schemas.',
  COMPOSIO_GET_TOOL_SCHEMAS: 'Gives schemas a search left out.',
  COMPOSIO_MANAGE_CONNECTIONS: 'Shows the person a Connect button.',
  [BATCH_TOOL]: 'Runs tools side by side.',
};

/** Fields that we fill in ourselves: there is no workbench that a result could be kept in. */
const OURS = new Set(['sync_response_to_workbench']);

type Catalogue = ReadonlyMap<string, CatalogueTool>;

/** What was made of a catalogue and of a session's tools: both are shared by everyone, and seldom change. */
const made = new WeakMap<Catalogue, WeakMap<ComposioSession['tools'], OfferedTool[]>>();

/** The tools that the model is given. The same from turn to turn while the catalogue is. */
export async function offeredTools({ tools }: ComposioSession): Promise<OfferedTool[]> {
  const live = await catalogueTools();
  const ofCatalogue = made.get(live) ?? new WeakMap();
  const offered = ofCatalogue.get(tools) ?? offer(tools, live);
  made.set(live, ofCatalogue.set(tools, offered));
  return offered;
}

/**
 * The session's tools in their shortest form, and our own. The batch tool lists the core tools, as the live catalogue has them, so
 * that these need no search.
 */
function offer(tools: ComposioSession['tools'], live: Catalogue): OfferedTool[] {
  const core = coreSignatures(live);
  const router = tools.map(({ name, description, inputSchema }) => ({
    name,
    description: [PURPOSES[name] ?? firstSentence(description), ...(name === BATCH_TOOL ? core : [])].join(
      '\n',
    ),
    inputSchema: requiredOnly(inputSchema),
  }));
  return [...router, ...ownTools(config().composio.toolkits)];
}

/** A line for each core tool that there is; with a heading when there are any. */
function coreSignatures(live: Catalogue): string[] {
  const lines = [...coreTools(config().composio.toolkits)].flatMap(([slug, wanted]) => {
    const tool = live.get(slug);
    return tool ? [`${slug} ${signatureOf(tool.inputSchema, wanted)}`] : [];
  });
  return lines.length > 0 ? ['Without a search (untyped fields are strings):', ...lines] : [];
}

/** A schema with the fields that must be there and no words: what Composio's own tools can do beside is not used here. */
function requiredOnly(schema: Record<string, unknown>): Record<string, unknown> {
  const { type, properties, items, required } = schema;
  if (type === 'array') return { type, items: requiredOnly(asSchema(items)) };
  if (type !== 'object' || properties === undefined) return { type };
  const names = (Array.isArray(required) ? required : []).filter((name) => !OURS.has(name));
  const kept = Object.entries(asSchema(properties)).filter(([name]) => names.includes(name));
  return {
    type,
    properties: Object.fromEntries(kept.map(([name, inner]) => [name, requiredOnly(asSchema(inner))])),
    required: names,
  };
}

function asSchema(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function firstSentence(text: string): string {
  return text.slice(0, 200).replace(/(?<=[.!?])\s.*$/s, '');
}
