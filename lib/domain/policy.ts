import { z } from 'zod';
import type { ActionKind } from './action-kind.ts';

/** What a rule answers, from the loosest to the strictest. */
export const RULES = ['allow', 'ask', 'deny'] as const;
export type Rule = (typeof RULES)[number];

const MOST_TOOLS = 200;
const MOST_PLACES = 200;

const rule = z.enum(RULES, { error: 'must be allow, ask or deny' });
const place = {
  /** How people call it; it decides nothing. */
  name: z.string().trim().max(255, 'has at most 255 characters').optional(),
  rule: z.enum(['never', 'ask', 'allow'], { error: 'must be never, ask or allow' }),
};

/** A place and what may be written there: a space by its key, a page with all below it by its id, what carries a label. */
export const placeRuleSchema = z.discriminatedUnion(
  'type',
  [
    z.strictObject({
      type: z.literal('space'),
      value: z
        .string()
        .trim()
        .regex(/^~?[A-Za-z0-9._:-]{1,254}$/, 'is not the key of a space'),
      ...place,
    }),
    z.strictObject({
      type: z.literal('tree'),
      value: z
        .string()
        .trim()
        .regex(/^\d{1,30}$/, 'is not the id of a page'),
      ...place,
    }),
    z.strictObject({
      type: z.literal('label'),
      value: z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^[^\s,]{1,255}$/, 'is not one label: labels have no spaces and no commas'),
      ...place,
    }),
  ],
  { error: 'must be space, tree or label' },
);
export type PlaceRule = z.output<typeof placeRuleSchema>;

/** The rules of one layer: of the instance, by its operator, or of a person, by themselves. */
export const policySchema = z.strictObject({
  /** Nothing may be written, whatever else is said. */
  readOnly: z.boolean(),
  /** A kind that is left out is as usual: reads are allowed, all else asks. */
  kinds: z.strictObject({
    read: rule.optional(),
    write: rule.optional(),
    destructive: rule.optional(),
  } satisfies Record<ActionKind, z.ZodType>),
  /** By the tool's slug, in capitals. */
  tools: z
    .record(z.string().regex(/^[A-Z0-9_]{1,150}$/), rule, {
      error: ({ code }) => (code === 'invalid_key' ? 'is not the slug of a tool, in capitals' : undefined),
    })
    .refine((tools) => Object.keys(tools).length <= MOST_TOOLS, `has at most ${MOST_TOOLS} tools`),
  places: z.array(placeRuleSchema).max(MOST_PLACES, `has at most ${MOST_PLACES} places`),
});
export type Policy = z.output<typeof policySchema>;

/** No rules: everything is as usual. */
export const NO_POLICY: Policy = { readOnly: false, kinds: {}, tools: {}, places: [] };

/** A person's “always” or “in this conversation” for one tool, everywhere or in one space. */
export type Grant = { tool: string; spaceKey: string | null };

/** A grant as it is kept; `conversationId` is null for one that holds everywhere. The time is ISO 8601. */
export type GrantRecord = Grant & { id: string; conversationId: string | null; createdAt: string };

/** A tool that rules can name: what people call it, and what it does. */
export type ToolChoice = { tool: string; name: string; kind: ActionKind };

/** What the settings show: the rules of both layers, what the person allowed for good, and the tools that are known. */
export type PolicySettings = { instance: Policy; user: Policy; grants: GrantRecord[]; tools: ToolChoice[] };
