import { type Json, runTool, serveSandbox } from '@tributary/sandbox/testing';
import type { UndoStep } from '../../../domain/change.ts';
import { RestRefusal, type WritableRest } from '../../../domain/rest.ts';
import { say } from '../../../phrases/say.ts';
import { ownRun, planChange, planUndo } from '../../toolkits.ts';
import { said } from './said.ts';

/** A write as the ledger would have it afterwards. */
export type Done = { tool: string; arguments: Json; result: Json; before: Json };

const stored = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null));

/** A site of its own over real HTTP, with people who write, look and take back as the app does. */
export async function openUndoSite() {
  const served = await serveSandbox();

  async function send(person: string, path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Basic ${Buffer.from(`${person}@example.com:token`).toString('base64')}`);
    headers.set('x-atlassian-token', 'no-check');
    if (init.body) headers.set('content-type', 'application/json');
    return fetch(served.base + path, { ...init, headers });
  }

  /** Calls REST as somebody; throws unless it succeeds. Paths begin with `/wiki`. */
  async function rest(method: string, path: string, body?: unknown, person = 'admin'): Promise<Json> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await send(person, path, init);
    const text = await response.text();
    if (!response.ok) throw new RestRefusal(response.status, text);
    return text === '' ? {} : JSON.parse(text);
  }

  /** Runs a tool as somebody: one of ours as the app does, others as Composio does. */
  async function runAs(tool: string, args: Json, person = 'ada'): Promise<Json> {
    const run = ownRun(tool);
    if (run !== undefined) return (await run(confluenceAs(person), args)) as Json;
    const site = {
      origin: served.base,
      send: (path: string, init?: RequestInit) => send(person, path, init),
    };
    return runTool(site, tool, args);
  }

  function confluenceAs(person: string): WritableRest {
    const withQuery = (path: string, query: Record<string, string | number | undefined> = {}) => {
      const parameters = new URLSearchParams();
      for (const [name, value] of Object.entries(query))
        if (value !== undefined) parameters.set(name, String(value));
      return parameters.size === 0 ? path : `${path}?${parameters}`;
    };
    return {
      get: (path, query) => rest('GET', withQuery(path, query), undefined, person),
      send: ({ method, path, query, body }) => rest(method, withQuery(path, query), body, person),
    };
  }

  return {
    rest,
    runTool: runAs,
    close: () => served.close(),

    /** Plans a write and carries it out. */
    async write(tool: string, args: Json, person = 'ada'): Promise<Done> {
      const plan = await planChange(confluenceAs(person), { tool, arguments: args });
      if (!plan.possible) throw new Error(say(plan.reason));
      const result = await runAs(tool, args, person);
      return { tool, arguments: args, result: stored(result), before: stored(plan.before) };
    },

    planUndo: async (done: Done, person = 'ada') => said(await planUndo(confluenceAs(person), done)),

    /** Carries out the steps of an undo, and gives the answer of the last one. */
    async carryOut(steps: UndoStep[], person = 'ada'): Promise<Json> {
      let answer: Json = null;
      for (const step of steps) {
        if (step.via === 'tool') answer = await runAs(step.tool, step.arguments, person);
        else answer = (await confluenceAs(person).send(step)) as Json;
      }
      return stored(answer);
    },
  };
}

export type UndoSite = Awaited<ReturnType<typeof openUndoSite>>;
