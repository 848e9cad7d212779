import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE as catalogue } from '@tributary/sandbox/testing';
import { describe, expect, it, test } from 'vitest';
import { say } from '../phrases/say.ts';
import { showChange } from '../phrases/show-change.ts';
import { UNKNOWN_TARGET } from './to-plan.ts';
import {
  alwaysAsks,
  DESCRIBED_TOOLKITS,
  describeAction,
  effectLookup,
  effectOf,
  isKnownTool,
  kindOfTool,
  nameOfToolkit,
  ownTools,
  planChange,
  planUndo,
  refreshArguments,
  sentenceOf,
  signVersion,
  toolkitInstructions,
  toolkitOf,
  whoMovedIt,
} from './toolkits.ts';

const tools = DESCRIBED_TOOLKITS.flatMap((toolkit) => toolkit.tools);

describe('the described tools', () => {
  it('have each a slug of their own, in capitals', () => {
    const slugs = tools.map(({ slug }) => slug);
    expect(slugs).toEqual([...new Set(slugs)]);
    expect(slugs).toEqual(slugs.map((slug) => slug.toUpperCase()));
  });

  it('are all that Composio has for Confluence', () => {
    const described = tools.filter(({ slug }) => slug.startsWith('CONFLUENCE_')).map(({ slug }) => slug);
    expect(described.sort()).toEqual(catalogue.map(({ slug }) => slug).sort());
    expect(described).toHaveLength(62);
  });

  it('of ours are called as they are known, and given to the model with their toolkit', () => {
    for (const { slug, offer } of tools) if (offer) expect(slug).toBe(offer.name.toUpperCase());
    const given = ownTools(['confluence']).map(({ name }) => name);
    expect(given).toEqual(expect.arrayContaining(['read_page', 'edit_page', 'move_page']));
  });

  it('that write can be planned, undone and read from their answer, but for one that becomes another', () => {
    for (const tool of tools)
      if (tool.kind !== 'read' && tool.slug !== 'EDIT_PAGE')
        expect([tool.slug, Object.keys(tool)]).toEqual([
          tool.slug,
          expect.arrayContaining(['plan', 'undo', 'effect']),
        ]);
  });
});

describe('a toolkit that nobody described', () => {
  const tool = 'NOBODYS_CREATE_THING';
  const args = { title: 'Bug', text: 'See https://evil.example/x' };
  const rest = { get: () => Promise.reject(new Error('nobody reads')) };

  it('has a name and words all the same, and nothing for the model', () => {
    expect(toolkitOf(tool)).toBe('nobodys');
    expect(nameOfToolkit('nobodys')).toBe('Nobodys');
    expect(describeAction(tool, args)).toEqual({
      name: 'Nobodys create thing',
      sentence: 'Nobodys create thing',
    });
    expect([ownTools(['nobodys']), toolkitInstructions(['nobodys'])]).toEqual([[], []]);
  });

  it('is asked for without a preview, with every address in its arguments', async () => {
    expect([isKnownTool(tool), kindOfTool(tool), alwaysAsks(tool)]).toEqual([false, 'write', null]);
    const plan = await planChange(rest, { tool, arguments: args });
    expect(plan.possible && { ...plan, change: showChange(plan.change) }).toMatchObject({
      change: {
        sentence: 'Nobodys create thing',
        target: UNKNOWN_TARGET,
        account: null,
        newLinks: ['https://evil.example/x'],
        noPreview: 'What NOBODYS_CREATE_THING would change is not known beforehand.',
        undo: { possible: false },
      },
    });
  });

  it('keeps no argument in its sentence; a known tool only what the sentence quotes', () => {
    expect(sentenceOf(tool, args).values).toEqual({ tool, arguments: '{}' });
    const page = { title: 'Plan', spaceId: '7', body: { storage: { value: '<p>Secret</p>' } } };
    const sentence = sentenceOf('CONFLUENCE_CREATE_PAGE', page);
    expect(sentence.values).toEqual({ tool: 'CONFLUENCE_CREATE_PAGE', arguments: '{"title":"Plan"}' });
    expect(say(sentence)).toBe('Create page “Plan”');
    const long = sentenceOf('CONFLUENCE_CREATE_PAGE', { title: `${'Plan '.repeat(1_000)}` });
    expect(JSON.stringify(long).length).toBeLessThan(300);
    expect(say(long)).toMatch(/^Create page “Plan .*…”$/);
    const forged = { title: { code: 'gate.readsAllowed', values: {} } };
    expect(say(sentenceOf('CONFLUENCE_CREATE_PAGE', forged))).toBe('Create page');
  });

  it('is not undone, looked up, marked or made for another state', async () => {
    expect(await planUndo(rest, { tool, arguments: args, result: {}, before: null })).toMatchObject({
      possible: false,
    });
    expect(effectLookup({ tool, id: 'a', arguments: args, startedAt: new Date() })).toBeNull();
    expect(effectOf(tool, args, { id: '7', version: 2 })).toMatchObject({ id: null, versionAfter: null });
    expect(signVersion(tool, { version: { number: 1 } }, 'a')).toEqual({ version: { number: 1 } });
    expect(await whoMovedIt(rest, tool, UNKNOWN_TARGET)).toBeNull();
    const asked = { tool, actionId: 'a', arguments: args, call: { tool, arguments: args }, edited: false };
    expect(await refreshArguments(rest, asked)).toBe(args);
  });
});

/** Where a toolkit is configured and registered. */
const MAY_NAME_IT = /^(config\/|toolkits\/toolkits\.ts$|domain\/(tool-kind|describe-action)\.ts$)/;

test('elsewhere in lib the word Confluence stands only in what a person reads', () => {
  const lib = join(import.meta.dirname, '..');
  const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.ts$/.test(file) && !/\.test\.ts$|test-support|^toolkits\/confluence\//.test(file),
  );
  expect(files.length).toBeGreaterThan(100);
  const naming = files.filter((file) => /confluence/i.test(codeOf(readFileSync(join(lib, file), 'utf8'))));
  expect(naming.filter((file) => !MAY_NAME_IT.test(file))).toEqual([]);
});

/** A source without its comments and without strings of several words. */
function codeOf(source: string): string {
  const code = source.replace(/\/\*.*?\*\/|(?<!:)\/\/[^\n]*/gs, '');
  return code.replace(/(['"`])((?:\\.|(?!\1)[^\\])*)\1/gs, (text, _, inside) =>
    /\s/.test(inside) ? "''" : text,
  );
}
