import type { Context } from 'hono';
import { listParameter } from '../query-parameters.ts';

/** What is to be expanded: `history.lastUpdated` is `lastUpdated` below `history`. */
export type Expand = Map<string, Expand>;

/** The `expand` parameter as a tree. `usual` stands for an absent or empty one. */
export function expandParameter(c: Context, usual: string[] = []): Expand {
  const asked = listParameter(c, 'expand');
  return expandTree(asked.length === 0 ? usual : asked);
}

export function expandTree(paths: string[]): Expand {
  const root: Expand = new Map();
  for (const path of paths) {
    let level = root;
    for (const name of path.trim().split('.')) {
      const below: Expand = level.get(name) ?? new Map();
      level.set(name, below);
      level = below;
    }
  }
  return root;
}

type Member = {
  /** Where it can be read by itself. */
  link?: string;
  build?: (below: Expand) => unknown;
};

/**
 * Puts members that were asked for into an object, and lists the others as `_expandable`. A member is built only when it
 * is wanted; one that builds to undefined stays expandable.
 */
export function withExpanded<Json extends object>(
  json: Json,
  expand: Expand,
  members: Record<string, Member>,
) {
  const expanded: Record<string, unknown> = {};
  const expandable: Record<string, string> = {};
  for (const [name, { link = '', build }] of Object.entries(members)) {
    const asked = expand.get(name);
    const value = asked && build ? build(asked) : undefined;
    if (value === undefined) expandable[name] = link;
    else expanded[name] = value;
  }
  return { ...json, ...expanded, _expandable: expandable };
}
