import { serveSandbox } from '@tributary/sandbox/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isKnownTool, planChange, planUndo } from '../toolkits.ts';
import { contentCases } from './test-support/planned-content.ts';
import { propertyCases } from './test-support/planned-properties.ts';
import { said } from './test-support/said.ts';
import { type SiteOfPeople, siteOfPeople } from './test-support/site-of-people.ts';
import { writingTools } from './test-support/writing-tools.ts';

const cases = [...contentCases, ...propertyCases];

let stop: () => void;
let site: SiteOfPeople;

beforeEach(async () => {
  const served = await serveSandbox();
  stop = served.close;
  site = siteOfPeople(served.base);
});

afterEach(() => stop());

const slugOf = (tool: string) => (isKnownTool(tool) ? tool : `CONFLUENCE_${tool}`);
const plan = async (tool: string, args: unknown, who = site.ada) =>
  said(await planChange(who.rest, { tool: slugOf(tool), arguments: args }));

function possible(found: Awaited<ReturnType<typeof plan>>) {
  if (!found.possible) throw new Error(`not possible: ${found.reason}`);
  return found;
}

describe('a planned change', () => {
  it('is tested here for every tool that writes', () => {
    expect([...new Set(cases.map(({ tool }) => slugOf(tool)))].sort()).toEqual([...writingTools].sort());
  });

  it.each(cases)('of $tool says what it does to what, in words and as a preview', async (one) => {
    const given = (await one.given?.(site)) ?? '';
    const { change, before } = possible(await plan(one.tool, await one.args(site, given)));
    expect(change.sentence).toEqual(
      typeof one.sentence === 'string' ? one.sentence : expect.stringMatching(one.sentence),
    );
    expect(change.preview).toMatchObject(one.preview);
    expect(change.target).toMatchObject(one.target);
    expect(change.account?.name).toBe('Ada Lovelace');
    expect(change).toMatchObject({ noPreview: null, losses: [], newLinks: [] });
    expect(change.undo.words).not.toBe('');
    expect(change.typeToAllow).toBe(one.tool === 'DELETE_SPACE' ? 'Marketing' : null);
    // What was kept can be read again for an undo, whatever becomes of that.
    const tool = slugOf(one.tool);
    const kept = JSON.parse(JSON.stringify(before));
    const undo = said(await planUndo(site.ada.rest, { tool, arguments: {}, result: null, before: kept }));
    if (!undo.possible) expect(undo.reason).not.toMatch(/not known/);
    const isNewSpace = one.tool.startsWith('CREATE_') && one.tool.endsWith('_SPACE');
    if (!isNewSpace) expect(change.target.url).toMatch(new RegExp(`^${site.base}/wiki/spaces/`));
  });

  it.each(cases)('of $tool is another one when its target moves or another account acts', async (one) => {
    const given = (await one.given?.(site)) ?? '';
    const args = await one.args(site, given);
    const first = possible(await plan(one.tool, args));
    expect(possible(await plan(one.tool, args)).fingerprint).toBe(first.fingerprint);
    expect(possible(await plan(one.tool, args, site.admin)).fingerprint).not.toBe(first.fingerprint);
    await one.move(site, given);
    const later = await plan(one.tool, args);
    if (later.possible) expect(later.fingerprint).not.toBe(first.fingerprint);
    else expect(later.reason).toMatch(/Read it again|already/);
  });

  it.each(cases)('of $tool is not asked for when it would surely fail', async (one) => {
    const args = await one.impossible.args(site);
    expect(await plan(one.tool, args)).toEqual({
      possible: false,
      reason: expect.stringMatching(one.impossible.reason),
    });
  });
});
