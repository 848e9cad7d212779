import type { ActionKind } from '@/lib/domain/action-kind';
import type { PlaceRule, Policy, Rule, ToolChoice } from '@/lib/domain/policy';

export const TOOL_RULES: { value: Rule; label: string }[] = [
  { value: 'allow', label: 'Allowed' },
  { value: 'ask', label: 'Ask every time' },
  { value: 'deny', label: 'Never' },
];

/** Writes and deletions. */
const CHANGING: { value: Rule | ''; label: string }[] = [
  { value: '', label: 'Ask first (usual)' },
  ...TOOL_RULES,
];

/** The empty value stands for no rule: what is usual for the kind. */
export const KIND_CHOICES: {
  kind: ActionKind;
  label: string;
  options: { value: Rule | ''; label: string }[];
}[] = [
  {
    kind: 'read',
    label: 'Reading',
    options: [
      { value: '', label: 'Allowed (usual)' },
      { value: 'ask', label: 'Ask every time' },
      { value: 'deny', label: 'Never' },
    ],
  },
  { kind: 'write', label: 'Writing', options: CHANGING },
  { kind: 'destructive', label: 'Deleting', options: CHANGING },
];

export const PLACE_RULES: { value: PlaceRule['rule']; label: string }[] = [
  { value: 'never', label: 'Never write here' },
  { value: 'ask', label: 'Ask every time' },
  { value: 'allow', label: 'Writing allowed' },
];

const RULE_WORDS = {
  allow: 'is allowed',
  ask: 'asks every time',
  deny: 'is never allowed',
  never: 'is never allowed',
} as const;

/** What people call a tool; its own name where nobody knows another. */
export function toolName(tool: string, known: ToolChoice[]): string {
  return known.find((one) => one.tool === tool)?.name ?? tool;
}

/** A place as a row shows it: what it is called, and what exactly is meant. */
export function placeWords({ type, value, name }: PlaceRule): { title: string; detail: string } {
  if (type === 'space') return { title: name || value, detail: name ? `Space ${value}` : 'Space' };
  if (type === 'tree') return { title: name || `Page ${value}`, detail: `Page ${value} and all below it` };
  return { title: value, detail: 'Whatever carries this label' };
}

/** A policy that nobody can change here, a sentence a rule. */
export function policySentences(policy: Policy, known: ToolChoice[]): string[] {
  const kinds = KIND_CHOICES.flatMap(({ kind, label }) => {
    const rule = policy.kinds[kind];
    return rule ? [`${label} ${RULE_WORDS[rule]}.`] : [];
  });
  const tools = Object.entries(policy.tools).map(
    ([tool, rule]) => `“${toolName(tool, known)}” ${RULE_WORDS[rule]}.`,
  );
  const places = policy.places.map((place) => `Writing ${whereTo(place)} ${RULE_WORDS[place.rule]}.`);
  return [
    ...(policy.readOnly ? ['Tributary only reads: nobody can write.'] : []),
    ...kinds,
    ...tools,
    ...places,
  ];
}

function whereTo({ type, value, name }: PlaceRule): string {
  if (type === 'space') return `in the space ${name ? `${name} (${value})` : value}`;
  if (type === 'tree') return `to ${name ? `“${name}”` : `page ${value}`} and all below it`;
  return `to what is labelled “${value}”`;
}
