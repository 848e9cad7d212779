/** What an action does to the app, from the mildest to the strictest. */
export const ACTION_KINDS = ['read', 'write', 'destructive'] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

export function stricterKind(one: ActionKind, other: ActionKind): ActionKind {
  return ACTION_KINDS.indexOf(one) >= ACTION_KINDS.indexOf(other) ? one : other;
}
