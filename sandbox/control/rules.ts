import { z } from 'zod';
import { SURFACES, type Surface } from './surfaces.ts';

const statusFields = {
  status: z.int().min(200).max(599),
  /** Text goes out as it is, anything else as JSON. Left out, it is the error that the surface itself would send. */
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
};
const milliseconds = z.int().min(0).max(600_000);
const bytes = z.int().min(0).max(50_000_000);

/** What goes wrong. Times are in milliseconds, sizes in bytes. */
const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('status'), ...statusFields }),
  /** No answer until the client goes away or the time is up; then the connection ends. */
  z.strictObject({ kind: z.literal('hang'), ms: milliseconds.optional() }),
  /** 0: at once, and nothing is carried out. More: the answer breaks off after so many bytes of its body. */
  z.strictObject({ kind: z.literal('cut'), bytes: bytes.default(0) }),
  z.strictObject({ kind: z.literal('malformed') }),
  z.strictObject({ kind: z.literal('duplicate') }),
  z.strictObject({ kind: z.literal('delay'), ms: milliseconds }),
  z.strictObject({ kind: z.literal('rate_limit'), retryAfter: z.int().min(0).max(3600).default(1) }),
  z.strictObject({ kind: z.literal('huge'), bytes: bytes.min(1) }),
  z.strictObject({
    kind: z.literal('after_effect'),
    loss: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('cut'), bytes: bytes.default(0) }),
        z.strictObject({ kind: z.literal('status'), ...statusFields }),
      ])
      .default({ kind: 'cut', bytes: 0 }),
  }),
]);
type Fault = z.infer<typeof faultSchema>;

const ruleSchema = z.strictObject({
  match: z
    .strictObject({
      surface: z.enum(SURFACES).optional(),
      method: z.string().optional(),
      /** A beginning, or a glob: `*` is anything but a slash, `**` anything. */
      path: z.string().optional(),
      /** Slug of a tool, also of one inside a multi-execute call. */
      tool: z.string().optional(),
      /** A user id of Composio, or the nick or e-mail of a person of the site. */
      person: z.string().optional(),
    })
    .default({}),
  /** Strikes at most so often. Left out: until it is removed. */
  times: z.int().min(1).optional(),
  /** Lets the first so many pass. */
  after: z.int().min(0).default(0),
  fault: faultSchema,
});

export const newRuleSchema = ruleSchema.refine(
  ({ match, fault }) => fault.kind !== 'huge' || Object.keys(match).every((key) => key === 'tool'),
  'A huge fault is matched by tool and by nothing else.',
);
type NewRule = z.infer<typeof ruleSchema>;

/** A rule as it is listed: how many requests fitted it, and how often it struck. */
export type Rule = NewRule & { id: string; seen: number; struck: number };

/** What a rule can tell requests apart by. */
export type RequestFacts = {
  surface: Surface;
  method: string;
  path: string;
  tools: readonly string[];
  persons: readonly string[];
};

/** A rule that struck, and the signal that it was taken away. */
export type Strike = { rule: string; fault: Fault; removed: AbortSignal };

function fitsPath(pattern: string, path: string): boolean {
  if (!pattern.includes('*')) return path.startsWith(pattern);
  const parts = pattern.split(/(\*\*|\*)/).map((part) => {
    if (part === '**') return '.*';
    return part === '*' ? '[^/]*' : RegExp.escape(part);
  });
  return new RegExp(`^${parts.join('')}$`).test(path);
}

function fits({ match }: NewRule, facts: RequestFacts): boolean {
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  return (
    (match.surface === undefined || match.surface === facts.surface) &&
    (match.method === undefined || same(match.method, facts.method)) &&
    (match.path === undefined || fitsPath(match.path, facts.path)) &&
    (match.tool === undefined || facts.tools.some((tool) => same(tool, match.tool ?? ''))) &&
    (match.person === undefined || facts.persons.some((person) => same(person, match.person ?? '')))
  );
}

/** The rules in force, oldest first. */
export function createRules() {
  const rules = new Map<string, { rule: Rule; removed: AbortController }>();
  let lastId = 0;

  function remove(id: string): boolean {
    rules.get(id)?.removed.abort();
    return rules.delete(id);
  }

  /** The first rule that applies, lets no more pass, and is not used up. */
  function take(applies: (rule: Rule) => boolean): Strike | undefined {
    for (const { rule, removed } of rules.values()) {
      const usedUp = rule.times !== undefined && rule.struck >= rule.times;
      if (usedUp || !applies(rule)) continue;
      rule.seen += 1;
      if (rule.seen <= rule.after) continue;
      rule.struck += 1;
      return { rule: rule.id, fault: rule.fault, removed: removed.signal };
    }
    return undefined;
  }

  return {
    add(given: NewRule): Rule {
      lastId += 1;
      const rule = { id: `rule_${lastId}`, ...given, seen: 0, struck: 0 };
      rules.set(rule.id, { rule, removed: new AbortController() });
      return rule;
    },
    list: (): Rule[] => [...rules.values()].map(({ rule }) => rule),
    get: (id: string): Rule | undefined => rules.get(id)?.rule,
    remove,
    clear(): void {
      for (const id of [...rules.keys()]) remove(id);
    },
    /** The fault that a request meets. */
    strike: (facts: RequestFacts) => take((rule) => rule.fault.kind !== 'huge' && fits(rule, facts)),
    /** How large the result of a tool has to be, in bytes; undefined: as it is. */
    resultSize(tool: string): number | undefined {
      const wanted = ({ fault, match }: Rule) =>
        fault.kind === 'huge' &&
        (match.tool === undefined || match.tool.toUpperCase() === tool.toUpperCase());
      const fault = take(wanted)?.fault;
      return fault?.kind === 'huge' ? fault.bytes : undefined;
    },
  };
}
export type Rules = ReturnType<typeof createRules>;
