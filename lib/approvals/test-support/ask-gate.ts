import type { Target } from '../../domain/change.ts';
import { NO_POLICY, type PlaceRule, type Policy, type Rule } from '../../domain/policy.ts';
import { NO_TAINT } from '../../toolkits/taint.ts';
import { kindOfTool } from '../../toolkits/toolkits.ts';
import { type GateQuestion, type Judgement, judge } from '../gate.ts';

export const READ = 'CONFLUENCE_GET_PAGE_BY_ID';
export const CREATE = 'CONFLUENCE_CREATE_PAGE';
export const UPDATE = 'CONFLUENCE_UPDATE_PAGE';
export const DELETE = 'CONFLUENCE_DELETE_PAGE';
export const DELETE_SPACE = 'CONFLUENCE_DELETE_SPACE';
/** It is not in the catalogue, though it looks as if it were. */
export const UNKNOWN = 'CONFLUENCE_GET_EVERYTHING';

/** “Q3 Planning”, below “Plans” (20), below the homepage (10) of Marketing. */
export const q3: Target = {
  type: 'page',
  id: '30',
  title: 'Q3 Planning',
  space: { id: '1', key: 'MKT', name: 'Marketing' },
  ancestors: ['10', '20'],
  labels: ['planning'],
  version: 4,
  url: null,
};
export const nowhere: Target = { ...q3, type: 'unknown', id: null, space: null, ancestors: [], labels: [] };

/** What an example says; everything else is as it is where nobody made a rule and nothing was read. */
export type Given = Partial<Omit<GateQuestion, 'risk' | 'policies'>> & {
  risk?: Partial<GateQuestion['risk']>;
  user?: Partial<Policy>;
  operator?: Partial<Policy>;
};

/** Asks the gate about a tool that would write to “Q3 Planning”. */
export function askGate(tool: string, { risk, user, operator, ...given }: Given = {}): Judgement {
  return judge({
    action: { tool, kind: kindOfTool(tool) },
    target: q3,
    grants: [],
    taint: NO_TAINT,
    policies: { instance: { ...NO_POLICY, ...operator }, user: { ...NO_POLICY, ...user } },
    risk: { losses: false, newLinks: false, noPreview: false, ...risk },
    ...given,
  });
}

export const user = (policy: Partial<Policy>): Given => ({ user: policy });
export const operator = (policy: Partial<Policy>): Given => ({ operator: policy });
export const tool = (slug: string, rule: Rule): Partial<Policy> => ({ tools: { [slug]: rule } });
export const places = (...rules: PlaceRule[]): Partial<Policy> => ({ places: rules });
export const space = (value: string, rule: PlaceRule['rule']): PlaceRule => ({ type: 'space', value, rule });
export const tree = (value: string, rule: PlaceRule['rule']): PlaceRule => ({ type: 'tree', value, rule });
export const label = (value: string, rule: PlaceRule['rule']): PlaceRule => ({ type: 'label', value, rule });

/** What a person allowed before: this tool, everywhere or in one space. */
export const always = (slug: string, spaceKey: string | null = null): Given => ({
  grants: [{ tool: slug, spaceKey }],
});
/** What the model has read is from these spaces. */
export const from = (ids: string[], keys: string[] = []): Given => ({ taint: { text: 'spaces', ids, keys } });
export const fromAnywhere: Given = { taint: { text: 'unknown' } };
/** A person's rules that let the three page tools run. */
export const allowed = user({ tools: { [CREATE]: 'allow', [UPDATE]: 'allow', [DELETE]: 'allow' } });
