import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openai } from '../providers/openai.ts';
import { parseConfig } from './parse-config.ts';

const complete = {
  COMPOSIO_API_KEY: 'ak_1',
  OPENAI_API_KEY: 'sk-1',
  AUTH_SECRET: 'x'.repeat(32),
  DATABASE_URL: 'postgres://localhost/tributary',
};

function configOf(env: Record<string, string>) {
  const result = parseConfig({ ...complete, ...env });
  if ('problems' in result) throw new Error(result.problems.join('\n'));
  return result.config;
}

function problemsOf(env: Record<string, string | undefined>) {
  const result = parseConfig(env);
  return 'problems' in result ? result.problems : [];
}

test('what is not set has the documented default, and a blank variable is not set', () => {
  expect(configOf({ OPENAI_MODEL: ' ', TRIBUTARY_MAX_STEPS: '' })).toEqual({
    composio: {
      apiKey: 'ak_1',
      baseUrl: 'https://backend.composio.dev',
      toolkits: ['confluence'],
      authConfigs: {},
    },
    model: { provider: openai, apiKey: 'sk-1', baseUrl: 'https://api.openai.com/v1', name: 'gpt-5' },
    agent: { maxSteps: 10, maxTurns: 300, instructions: null },
    policy: { readOnly: false, kinds: {}, tools: {}, places: [] },
    auth: { secret: 'x'.repeat(32), oidc: null },
    databaseUrl: 'postgres://localhost/tributary',
    url: 'http://localhost:3000',
    sandboxed: 'nothing',
    launch: null,
  });
});

test('the address follows the port unless it is given', () => {
  expect(configOf({ PORT: '3900' }).url).toBe('http://localhost:3900');
  expect(configOf({ PORT: '3900', TRIBUTARY_URL: 'https://wiki.example.com/' }).url).toBe(
    'https://wiki.example.com',
  );
});

test('every problem is named at once, each with its variable', () => {
  const problems = problemsOf({
    PORT: 'http',
    OPENAI_BASE_URL: 'not a url',
    AUTH_SECRET: 'short',
    TRIBUTARY_MAX_STEPS: '0',
    TRIBUTARY_MAX_TURNS: 'many',
    TRIBUTARY_TOOLKITS: 'confluence,a b',
    DATABASE_URL: 'mysql://localhost',
    TRIBUTARY_SANDBOX: 'yes',
  });
  const variables = [
    'AUTH_SECRET',
    'COMPOSIO_API_KEY',
    'DATABASE_URL',
    'OPENAI_API_KEY',
    'OPENAI_BASE_URL',
    'PORT',
    'TRIBUTARY_MAX_STEPS',
    'TRIBUTARY_MAX_TURNS',
    'TRIBUTARY_SANDBOX',
    'TRIBUTARY_TOOLKITS',
  ];
  expect(problems.map((problem) => problem.split(' ')[0]).sort()).toEqual(variables);
});

test('an OIDC provider is all there or not there', () => {
  expect(problemsOf({ ...complete, AUTH_OIDC_ISSUER: 'https://id.example.com' })).toEqual([
    'AUTH_OIDC_CLIENT_ID is missing; the OIDC provider needs all three',
    'AUTH_OIDC_CLIENT_SECRET is missing; the OIDC provider needs all three',
  ]);
});

test('the operator’s rules are JSON in the variable or in a file, and what they leave out is as usual', () => {
  const rules = {
    kinds: { destructive: 'deny' },
    places: [{ type: 'space', value: 'HR', rule: 'never' }],
  };
  const policy = { readOnly: false, tools: {}, ...rules };
  const directory = mkdtempSync(join(tmpdir(), 'tributary-config-'));
  const file = join(directory, 'policy.json');
  try {
    writeFileSync(file, JSON.stringify(rules));
    expect(configOf({ TRIBUTARY_POLICY: JSON.stringify(rules) }).policy).toEqual(policy);
    expect(configOf({ TRIBUTARY_POLICY: file }).policy).toEqual(policy);
    expect(configOf({ TRIBUTARY_POLICY: file, TRIBUTARY_READ_ONLY: '1' }).policy).toEqual({
      ...policy,
      readOnly: true,
    });
    expect(
      configOf({ TRIBUTARY_POLICY: '{"readOnly":true}', TRIBUTARY_READ_ONLY: '0' }).policy.readOnly,
    ).toBe(true);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('rules that cannot be read are a problem, never no rules', () => {
  const problemsWith = (TRIBUTARY_POLICY: string) => problemsOf({ ...complete, TRIBUTARY_POLICY });
  expect(problemsWith('/nowhere/policy.json')[0]).toMatch(/^TRIBUTARY_POLICY cannot be read: .*ENOENT/);
  expect(problemsWith('{"kinds":')[0]).toMatch(/^TRIBUTARY_POLICY must be a JSON object/);
  expect(problemsWith('{"readonly":true,"kinds":{"write":"never"}}')).toEqual([
    'TRIBUTARY_POLICY is not valid: kinds.write: must be allow, ask or deny',
    'TRIBUTARY_POLICY is not valid: policy: Unrecognized key: "readonly"',
  ]);
  expect(problemsOf({ ...complete, TRIBUTARY_READ_ONLY: 'yes' })).toEqual([
    'TRIBUTARY_READ_ONLY must be 0 or 1',
  ]);
});
