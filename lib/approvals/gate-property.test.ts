import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTION_KINDS } from '../domain/action-kind.ts';
import { type PlaceRule, type Policy, RULES, type Rule } from '../domain/policy.ts';
import { NO_TAINT, type Taint } from '../toolkits/taint.ts';
import { kindOfTool } from '../toolkits/toolkits.ts';
import { type GateQuestion, judge } from './gate.ts';
import {
  CREATE,
  DELETE,
  DELETE_SPACE,
  nowhere,
  q3,
  READ,
  space,
  UNKNOWN,
  UPDATE,
} from './test-support/ask-gate.ts';

const anyRule = fc.constantFrom(...RULES);
const anyTool = fc.constantFrom(READ, CREATE, UPDATE, DELETE, DELETE_SPACE, UNKNOWN, 'JIRA_GET_ISSUE');
const anyPlace: fc.Arbitrary<PlaceRule> = fc.record({
  type: fc.constantFrom('space', 'tree', 'label'),
  value: fc.constantFrom('MKT', 'HR', '10', '30', '99', 'planning', 'frozen'),
  rule: fc.constantFrom('never', 'ask', 'allow'),
});
const anyPolicy: fc.Arbitrary<Policy> = fc.record({
  readOnly: fc.boolean(),
  kinds: fc.record({ read: anyRule, write: anyRule, destructive: anyRule }, { requiredKeys: [] }),
  tools: fc.dictionary(anyTool, anyRule, { maxKeys: 3 }),
  places: fc.array(anyPlace, { maxLength: 3 }),
});
const anyTaint: fc.Arbitrary<Taint> = fc.oneof(
  fc.constant(NO_TAINT),
  fc.constant({ text: 'unknown' } as const),
  fc.record({
    text: fc.constant('spaces' as const),
    ids: fc.subarray(['1', '2']),
    keys: fc.subarray(['MKT', 'HR']),
  }),
);
const inHr = { ...q3, space: { id: '2', key: 'HR', name: null }, ancestors: [], labels: [] };
const anyQuestion: fc.Arbitrary<GateQuestion> = fc.record({
  action: fc.record({ tool: anyTool, kind: fc.constantFrom(...ACTION_KINDS) }),
  target: fc.constantFrom(
    q3,
    nowhere,
    null,
    inHr,
    { ...q3, destination: inHr },
    { ...inHr, destination: q3 },
    { ...q3, destination: { ...q3, ancestors: ['10', '99'] } },
  ),
  policies: fc.record({ instance: anyPolicy, user: anyPolicy }),
  grants: fc.array(fc.record({ tool: anyTool, spaceKey: fc.constantFrom(null, 'MKT', 'HR') }), {
    maxLength: 2,
  }),
  taint: anyTaint,
  risk: fc.record({ losses: fc.boolean(), newLinks: fc.boolean(), noPreview: fc.boolean() }),
});
const strictness = (question: GateQuestion) => RULES.indexOf(judge(question).answer);
const runs = { numRuns: 2_000 };

describe('whatever the rules are', () => {
  test('one more rule that asks or denies never loosens', () => {
    const stricter = fc.constantFrom('ask', 'deny') satisfies fc.Arbitrary<Rule>;
    const addition = fc.oneof(
      fc.constant((policy: Policy): Policy => ({ ...policy, readOnly: true })),
      fc.record({ kind: fc.constantFrom(...ACTION_KINDS), rule: stricter }).map(
        ({ kind, rule }) =>
          (policy: Policy): Policy => ({
            ...policy,
            kinds: { ...policy.kinds, [kind]: strictest(policy.kinds[kind], rule) },
          }),
      ),
      fc.record({ tool: anyTool, rule: stricter }).map(
        ({ tool, rule }) =>
          (policy: Policy): Policy => ({
            ...policy,
            tools: { ...policy.tools, [tool]: strictest(policy.tools[tool], rule) },
          }),
      ),
      anyPlace
        .filter(({ rule }) => rule !== 'allow')
        .map(
          (place) =>
            (policy: Policy): Policy => ({ ...policy, places: [...policy.places, place] }),
        ),
    );
    fc.assert(
      fc.property(anyQuestion, fc.constantFrom('instance', 'user'), addition, (question, layer, add) => {
        const policies = { ...question.policies, [layer]: add(question.policies[layer]) };
        expect(strictness({ ...question, policies })).toBeGreaterThanOrEqual(strictness(question));
      }),
      runs,
    );
  });

  test('more risk and more text of others never loosen', () => {
    fc.assert(
      fc.property(anyQuestion, anyTaint, (question, taint) => {
        const risky = { ...question, risk: { losses: true, newLinks: true, noPreview: true } };
        expect(strictness(risky)).toBeGreaterThanOrEqual(strictness(question));
        expect(strictness({ ...question, taint })).toBeGreaterThanOrEqual(
          strictness({ ...question, taint: NO_TAINT }),
        );
      }),
      runs,
    );
  });

  test('what is denied stays denied, whatever a person or the operator allows', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        fc.pre(judge(question).answer === 'deny');
        const { tool } = question.action;
        const { user } = question.policies;
        const places: PlaceRule[] = [...user.places, space('MKT', 'allow'), space('HR', 'allow')];
        const grants = [...question.grants, { tool, spaceKey: null }];
        expect(
          judge({ ...question, grants, policies: { ...question.policies, user: { ...user, places } } })
            .answer,
        ).toBe('deny');
      }),
      runs,
    );
  });

  test('no loss, nothing that cannot be shown and no space is ever taken away unasked', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const { tool, kind } = question.action;
        const { losses, noPreview } = question.risk;
        fc.pre(kind !== 'read' || kindOfTool(tool) !== 'read');
        fc.pre(losses || noPreview || tool === DELETE_SPACE);
        expect(judge(question).answer).not.toBe('allow');
      }),
      runs,
    );
  });

  test('an unknown tool is allowed only by a rule or a grant for that very tool', () => {
    fc.assert(
      fc.property(anyQuestion, fc.constantFrom(UNKNOWN, 'JIRA_GET_ISSUE'), (question, tool) => {
        const { instance, user } = question.policies;
        const { [tool]: _, ...ofInstance } = instance.tools;
        const { [tool]: __, ...ofUser } = user.tools;
        const judgement = judge({
          ...question,
          action: { ...question.action, tool },
          policies: { instance: { ...instance, tools: ofInstance }, user: { ...user, tools: ofUser } },
          grants: question.grants.filter((grant) => grant.tool !== tool),
        });
        expect(judgement.answer).not.toBe('allow');
      }),
      runs,
    );
  });

  test('“always” is offered exactly when it would let the same action run', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const { answer, mayRemember } = judge(question);
        fc.pre(answer === 'ask');
        const grants = [...question.grants, { tool: question.action.tool, spaceKey: null }];
        expect(judge({ ...question, grants }).answer === 'allow').toBe(mayRemember);
      }),
      runs,
    );
  });
});

function strictest(one: Rule | undefined, other: Rule): Rule {
  return one === 'deny' ? one : other;
}
