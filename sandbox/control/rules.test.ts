import { describe, expect, it } from 'vitest';
import { createRules, newRuleSchema, type RequestFacts } from './rules.ts';

const facts: RequestFacts = {
  surface: 'confluence',
  method: 'PUT',
  path: '/wiki/api/v2/pages/12',
  tools: ['CONFLUENCE_UPDATE_PAGE'],
  persons: ['ada', 'ada@example.com'],
};
const cut = { kind: 'cut' };
const rule = (given: Record<string, unknown>) => newRuleSchema.parse({ fault: cut, ...given });

describe('a rule', () => {
  it.each([
    [{}, true],
    [{ surface: 'confluence' }, true],
    [{ surface: 'model' }, false],
    [{ method: 'put' }, true],
    [{ method: 'GET' }, false],
    [{ path: '/wiki/api' }, true],
    [{ path: '/wiki/rest' }, false],
    [{ path: '/wiki/*/v2/pages/*' }, true],
    [{ path: '/wiki/*/pages/*' }, false],
    [{ path: '/wiki/**/12' }, true],
    [{ path: '**/pages/1' }, false],
    [{ path: '/wiki/api/v2/pages/1.' }, false],
    [{ tool: 'confluence_update_page' }, true],
    [{ tool: 'CONFLUENCE_GET_PAGES' }, false],
    [{ person: 'ADA@example.com' }, true],
    [{ person: 'grace' }, false],
    [{ surface: 'confluence', method: 'PUT', person: 'grace' }, false],
  ])('with %j fits: %s', (match, fits) => {
    const rules = createRules();
    rules.add(rule({ match }));
    expect(rules.strike(facts) !== undefined).toBe(fits);
  });

  it('lets the first ones pass, then strikes so many times, and counts both', () => {
    const rules = createRules();
    const { id } = rules.add(rule({ after: 2, times: 3 }));
    const struck = Array.from({ length: 8 }, () => rules.strike(facts) !== undefined);
    expect(struck).toEqual([false, false, true, true, true, false, false, false]);
    expect(rules.get(id)).toMatchObject({ seen: 5, struck: 3 });
  });

  it('gives way to an older one that fits, until that is used up', () => {
    const rules = createRules();
    const first = rules.add(rule({ times: 1 }));
    const second = rules.add(rule({}));
    expect([rules.strike(facts)?.rule, rules.strike(facts)?.rule]).toEqual([first.id, second.id]);
  });

  it('for huge results strikes where results are made, and no other rule does there', () => {
    const rules = createRules();
    const huge = { kind: 'huge', bytes: 10 };
    rules.add(rule({ match: { tool: 'CONFLUENCE_GET_PAGES' }, after: 1, times: 1, fault: huge }));
    rules.add(rule({ times: 1 }));
    expect(rules.strike({ ...facts, tools: ['CONFLUENCE_GET_PAGES'] })?.fault.kind).toBe('cut');
    const sizes = ['CONFLUENCE_GET_SPACES', ...Array(3).fill('CONFLUENCE_GET_PAGES')].map(rules.resultSize);
    expect(sizes).toEqual([undefined, undefined, 10, undefined]);
    expect(newRuleSchema.safeParse({ match: { surface: 'mcp' }, fault: huge }).success).toBe(false);
  });

  it('tells those it holds when it is removed', () => {
    const rules = createRules();
    const { id } = rules.add(rule({ fault: { kind: 'hang' } }));
    const removed = rules.strike(facts)?.removed;
    expect(removed?.aborted).toBe(false);
    expect(rules.remove(id)).toBe(true);
    expect(removed?.aborted).toBe(true);
    expect(rules.remove(id)).toBe(false);
    expect(rules.strike(facts)).toBeUndefined();
  });
});
