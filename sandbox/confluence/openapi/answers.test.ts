import { describe, expect, it } from 'vitest';
import { basic, freshSite } from '../test-support/fresh-site.ts';
import { inputs, pathValues } from './test-support/calls.ts';
import { findSpecs, type Spec } from './test-support/find-specs.ts';
import { knownSpecErrors } from './test-support/known-spec-errors.ts';
import { specChecks } from './test-support/spec-checks.ts';
import { surfaceOf } from './test-support/surface-of.ts';
import { makeThings, type Things } from './test-support/things.ts';

type Documented = Spec['operations'][number];

/** Calls an operation with real data, and says everything in which the request or the answer differs from its document. */
async function faultsOf(
  site: ReturnType<typeof freshSite>,
  checks: ReturnType<typeof specChecks>,
  { method, path, operation }: Documented,
  things: Things,
): Promise<string[]> {
  const input = inputs[`${method} ${path}`]?.(things) ?? {};
  const id = await prepare(site, input);
  const values: Record<string, string> = {
    ...pathValues(path, things),
    ...input.path,
    ...(id === undefined ? {} : { id }),
  };
  const filled = path.replace(/\{([^}]+)\}/g, (_all, name: string) => encodeURIComponent(values[name] ?? ''));
  const query = new URLSearchParams(input.query);
  const response = await site.app.request(
    `http://localhost:4500${filled}${query.size > 0 ? `?${query}` : ''}`,
    {
      method,
      headers: {
        authorization: basic('admin'),
        ...(input.form ? { 'x-atlassian-token': 'no-check' } : { 'content-type': 'application/json' }),
      },
      ...(input.form
        ? { body: input.form }
        : input.body === undefined
          ? {}
          : { body: JSON.stringify(input.body) }),
    },
  );
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  const json: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
  return [
    ...(response.status >= 400 ? [`answers ${response.status}: ${text.slice(0, 200)}`] : []),
    ...checks.request(operation, { query: input.query ?? {}, body: input.body }),
    ...checks.answer(operation, response.status, json),
  ];
}

/** Makes the calls that an operation builds on, and gives the id that the last of them told, where it is asked for. */
async function prepare(
  site: ReturnType<typeof freshSite>,
  { before = [], idFrom }: ReturnType<(typeof inputs)[string]>,
): Promise<string | undefined> {
  let id: unknown;
  for (const [method, path, body] of before) {
    const { status, json, text } = await site.ask('admin', method, path, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    id = idFrom?.(json);
  }
  return id === undefined ? undefined : String(id);
}

const specs = findSpecs();

if (!specs) {
  it('has no OpenAPI documents at hand here; every known call at least does what it was asked', async () => {
    const site = freshSite();
    let number = 0;
    for (const call of Object.keys(inputs).filter((one) => one.includes('/wiki/api/v2/'))) {
      number += 1;
      const [method = '', path = ''] = call.split(' ');
      const things = await makeThings(site, number);
      const input = inputs[call]?.(things) ?? {};
      const id = await prepare(site, input);
      const values: Record<string, string> = {
        ...pathValues(path, things),
        ...input.path,
        ...(id === undefined ? {} : { id }),
      };
      const filled = path.replace(/\{([^}]+)\}/g, (_all, name: string) => values[name] ?? '');
      const { status, text } = await site.ask(
        'admin',
        method,
        `${filled}?${new URLSearchParams(input.query)}`,
        input.body,
      );
      expect([200, 201, 202, 204], `${call} ${text}`).toContain(status);
    }
  }, 60_000);
}

describe.each(specs ?? [])('Atlassian’s document of $name', (spec) => {
  it('is followed by the request and the answer of every operation there is', async () => {
    const site = freshSite();
    const checks = specChecks(spec);
    const surface = surfaceOf(spec);
    expect(surface.length).toBeGreaterThan(spec.name === 'v2' ? 110 : 22);
    const shared = await makeThings(site, 1);
    let number = 1;
    const faults: string[] = [];
    const needed = new Set<string>();
    for (const documented of surface) {
      const call = `${documented.method} ${documented.path}`;
      number += 1;
      const things = documented.method === 'GET' ? shared : await makeThings(site, number);
      const found = await faultsOf(site, checks, documented, things).catch((error: unknown) => [
        `breaks: ${error}`,
      ]);
      for (const fault of found) {
        const known = knownSpecErrors.find((one) => one.call.test(call) && one.fault.test(fault));
        if (known) needed.add(known.reason);
        else faults.push(`${call}: ${fault}`);
      }
    }
    expect([...new Set(faults)]).toEqual([]);
    // A known error that no answer runs into any more is no known error.
    const here = knownSpecErrors.filter((one) => one.spec === spec.name).map((one) => one.reason);
    expect(here.filter((reason) => !needed.has(reason))).toEqual([]);
  }, 120_000);
});
