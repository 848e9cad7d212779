import { expect, test } from 'vitest';
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
    composio: { apiKey: 'ak_1', baseUrl: 'https://backend.composio.dev', toolkits: ['confluence'] },
    model: { apiKey: 'sk-1', baseUrl: 'https://api.openai.com/v1', name: 'gpt-5' },
    agent: { maxSteps: 10, instructions: null },
    auth: { secret: 'x'.repeat(32), oidc: null },
    databaseUrl: 'postgres://localhost/tributary',
    url: 'http://localhost:3000',
    sandboxed: 'nothing',
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
