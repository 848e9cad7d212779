export const ACTION_KINDS = ['read', 'write', 'destructive'] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];
