import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isKnownTool } from '../toolkits.ts';
import { openUndoSite, type UndoSite } from './test-support/undo-site.ts';
import { contentCases } from './test-support/undone-content.ts';
import { spaceCases } from './test-support/undone-spaces.ts';
import { writingTools } from './test-support/writing-tools.ts';

const CASES = Object.entries({ ...contentCases, ...spaceCases }).map(([name, one]) => ({
  ...one,
  tool: isKnownTool(name) ? name : `CONFLUENCE_${name}`,
}));

let site: UndoSite;
beforeAll(async () => {
  site = await openUndoSite();
});
afterAll(() => site?.close());

it('has a case for every tool that writes, but for the one that deletes spaces', () => {
  const undoable = writingTools.filter((slug) => slug !== 'CONFLUENCE_DELETE_SPACE');
  expect(CASES.map(({ tool }) => tool).sort()).toEqual(undoable.sort());
});

describe('taken back', () => {
  it.each(CASES)('$tool: Confluence is as it was', async ({ tool, input, look, sentence }) => {
    const given = await input(site);
    const before = await look(site, given, null);
    const done = await site.write(tool, given);
    expect(await look(site, given, done)).not.toEqual(before);

    const plan = await site.planUndo(done);
    if (!plan.possible) throw new Error(plan.reason);
    expect(plan.change.sentence).toMatch(sentence);
    expect(plan.change).toMatchObject({
      account: { name: 'Ada Lovelace' },
      newLinks: [],
      losses: [],
      noPreview: null,
      target: { title: expect.any(String), space: { id: expect.any(String), name: expect.any(String) } },
    });
    expect(plan.change.preview.type).not.toBe('none');
    expect(await look(site, given, done)).not.toEqual(before);

    await site.carryOut(plan.steps);
    expect(await look(site, given, done)).toEqual(before);
  });

  it.each(CASES)('$tool: only once', async ({ tool, input }) => {
    const done = await site.write(tool, await input(site));
    const plan = await site.planUndo(done);
    if (!plan.possible) throw new Error(plan.reason);
    await site.carryOut(plan.steps);
    expect(await site.planUndo(done)).toMatchObject({ possible: false, reason: expect.any(String) });
  });
});

describe('refused because of what happened since', () => {
  const events = CASES.flatMap(({ tool, input, meanwhile }) =>
    meanwhile.map((event) => ({ tool, input, ...event })),
  );

  it.each(events)('$tool when $what', async ({ tool, input, act, reason }) => {
    const done = await site.write(tool, await input(site));
    await act(site, done);
    expect(await site.planUndo(done)).toEqual({
      possible: false,
      reason: expect.stringMatching(reason),
      url: expect.toSatisfy((url) => url === null || /^http:\/\/127\.0\.0\.1:\d+\/wiki\//.test(url)),
    });
  });

  it('CONFLUENCE_DELETE_SPACE always: it is for good', async () => {
    const given = { key: 'GONE', name: 'Gone tomorrow' };
    await site.runTool('CONFLUENCE_CREATE_SPACE', given);
    const done = await site.write('CONFLUENCE_DELETE_SPACE', { space_key: 'GONE' });
    expect(await site.planUndo(done)).toEqual({
      possible: false,
      reason:
        'Confluence has no trash for spaces: “Gone tomorrow” is gone for good, with all that was in it.',
      url: null,
    });
  });
});
