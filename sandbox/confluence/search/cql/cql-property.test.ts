import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshSite, resultsOf } from '../../test-support/fresh-site.ts';

type Row = {
  id: number;
  kind: string;
  title: string;
  words: string[];
  labels: string[];
  space: string;
  created: string;
};
type Tree =
  | { clause: string; holds: (row: Row) => boolean; negative: boolean }
  | { not: Tree }
  | { join: 'and' | 'or'; left: Tree; right: Tree; parenthesis: boolean };

const WORDS = ['mango', 'kilo', 'tundra', 'velvet'];
const LABELS = ['red', 'green', 'blue'];
const SPACES = ['MKT', 'ENG', 'HR'];
const spaceIds: Record<string, string> = { MKT: '1310721', ENG: '1310722', HR: '1310723' };

/** A site of 40 made pages beside the seeded ones, and what is on them. */
async function siteOfRows() {
  let now = new Date('2026-01-01T00:00:00.000Z');
  const { ask } = freshSite(() => now);
  const spaces = resultsOf((await ask('admin', 'GET', '/wiki/api/v2/spaces')).json);
  for (const space of spaces) spaceIds[String(space.key)] = String(space.id);
  const rows: Row[] = [];
  for (let index = 0; index < 40; index += 1) {
    now = new Date(Date.UTC(2026, index % 12, 1 + (index % 28)));
    const words = WORDS.filter((_word, bit) => (index >> bit) & 1);
    const labels = LABELS.filter((_label, bit) => ((index * 7) >> bit) & 1);
    const space = SPACES[index % 3] ?? 'MKT';
    const title = `Case ${index} ${words[0] ?? 'none'}`;
    const kind = index % 5 === 0 ? 'blogpost' : 'page';
    const { json } = await ask('admin', 'POST', `/wiki/api/v2/${kind}s`, {
      spaceId: spaceIds[space],
      title,
      body: { representation: 'storage', value: `<p>${words.join(' ')}</p>` },
    });
    const id = Number(json.id);
    if (labels.length > 0)
      await ask(
        'admin',
        'POST',
        `/wiki/rest/api/content/${id}/label`,
        labels.map((name) => ({ prefix: 'global', name })),
      );
    rows.push({ id, kind, title, words, labels, space, created: now.toISOString() });
  }
  return { ask, rows };
}

const clause = (text: string, holds: (row: Row) => boolean, negative = false): Tree => ({
  clause: text,
  holds,
  negative,
});
const leaf: fc.Arbitrary<Tree> = fc.oneof(
  fc.constantFrom(...WORDS).map((word) => clause(`text ~ "${word}"`, (row) => row.words.includes(word))),
  fc
    .constantFrom(...WORDS)
    .map((word) => clause(`text !~ ${word}`, (row) => !row.words.includes(word), true)),
  fc.constantFrom(...WORDS).map((word) => clause(`title ~ "${word}"`, (row) => row.words[0] === word)),
  fc
    .uniqueArray(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 3 })
    .map((words) =>
      clause(`text ~ "${words.join(' ')}"`, (row) => words.every((word) => row.words.includes(word))),
    ),
  fc
    .constantFrom(...LABELS)
    .map((label) => clause(`label = "${label}"`, (row) => row.labels.includes(label))),
  fc
    .constantFrom(...LABELS)
    .map((label) => clause(`Label != ${label}`, (row) => !row.labels.includes(label), true)),
  fc
    .subarray(LABELS, { minLength: 1 })
    .map((labels) =>
      clause(`label in (${labels.join(', ')})`, (row) => labels.some((label) => row.labels.includes(label))),
    ),
  fc
    .subarray(SPACES, { minLength: 1 })
    .map((keys) => clause(`space NOT IN (${keys.join(',')})`, (row) => !keys.includes(row.space), true)),
  fc.constantFrom(...SPACES).map((key) => clause(`space = ${key.toLowerCase()}`, (row) => row.space === key)),
  fc.constantFrom('page', 'blogpost').map((kind) => clause(`type=${kind}`, (row) => row.kind === kind)),
  fc
    .integer({ min: 0, max: 39 })
    .map((index) =>
      clause(`title = "CASE ${index} ${WORDS.find((_word, bit) => (index >> bit) & 1) ?? 'none'}"`, (row) =>
        row.title.startsWith(`Case ${index} `),
      ),
    ),
  fc
    .tuple(fc.constantFrom('<', '<=', '>', '>='), fc.integer({ min: 1, max: 12 }))
    .map(([operator, month]) => {
      const day = `2026-${String(month).padStart(2, '0')}-05`;
      const at = `${day}T00:00:00.000Z`;
      return clause(`created ${operator} ${day}`, ({ created }) =>
        operator === '<'
          ? created < at
          : operator === '<='
            ? created <= at
            : operator === '>'
              ? created > at
              : created >= at,
      );
    }),
);
const tree = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.record({ not: tie('tree') }),
    fc.record({
      join: fc.constantFrom('and' as const, 'or' as const),
      left: tie('tree'),
      right: tie('tree'),
      parenthesis: fc.boolean(),
    }),
  ),
})).tree;

/** The query as a list of pieces read from left to right, and whether a row fits it, worked out in the plainest way. */
function written(node: Tree): string {
  if ('clause' in node) return node.clause;
  if ('not' in node) return `NOT ${grouped(node.not)}`;
  const right = node.parenthesis || 'join' in node.right ? grouped(node.right) : written(node.right);
  return `${written(node.left)} ${node.join} ${right}`;
}
const grouped = (node: Tree): string => ('clause' in node ? node.clause : `(${written(node)})`);

function fits(node: Tree, row: Row): boolean {
  if ('clause' in node) return node.holds(row);
  if ('not' in node) return !fits(node.not, row);
  return node.join === 'and'
    ? fits(node.left, row) && fits(node.right, row)
    : fits(node.left, row) || fits(node.right, row);
}

function beginsNegative(node: Tree): boolean {
  if ('clause' in node) return node.negative;
  return 'not' in node ? true : beginsNegative(node.left);
}

const { ask, rows } = await siteOfRows();

describe('CQL', () => {
  const search = (cql: string) =>
    ask('admin', 'GET', `/wiki/rest/api/search?limit=250&excerpt=none&cql=${encodeURIComponent(cql)}`);

  it('finds exactly what a plain reading of the query finds, from left to right', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (node) => {
        const among = `id in (${rows.map((row) => row.id).join(', ')}) and (${written(node)})`;
        const { status, json, text } = await search(among);
        expect(status, `${among} ${text}`).toBe(200);
        const found = resultsOf(json).map((hit) => Number((hit.content as { id: string }).id));
        const expected = rows.filter((row) => fits(node, row)).map((row) => row.id);
        expect(found.toSorted()).toEqual(expected.toSorted());
        // By itself it is refused when it begins with a negative clause, and only then.
        expect((await search(written(node))).status).toBe(beginsNegative(node) ? 400 : 200);
      }),
      { numRuns: 120 },
    );
  }, 60_000);

  it('takes any string as a value: it is found as a title, and nothing else is', async () => {
    const strange = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom(
        '" or type = page or title = "',
        "' OR 1=1 --",
        'a" b',
        '\\',
        '\\"',
        'NEAR(a b)',
        '*',
        'a*b?c',
        '%_',
        '\0',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        strange,
        fc.constantFrom('title =', 'text ~', 'title ~', 'label =', 'creator =', 'siteSearch ~', 'macro ='),
        async (value, compared) => {
          const escaped = value.replace(/[\\"]/g, '\\$&');
          const { status, json } = await search(`${compared} "${escaped}" and id = ${rows[0]?.id}`);
          expect([200, 400]).toContain(status);
          if (compared !== 'title =') return;
          expect(status).toBe(200);
          const isIt = value.trim().toLowerCase() === rows[0]?.title.toLowerCase();
          expect(json.totalSize).toBe(isIt ? 1 : 0);
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});
