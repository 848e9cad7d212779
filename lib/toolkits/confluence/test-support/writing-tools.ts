import { confluence } from '../confluence.ts';

/** The slugs of all tools that write by themselves; a call of any other of ours comes to one of these. */
export const writingTools: string[] = confluence.tools.flatMap((tool) =>
  tool.kind !== 'read' && tool.plan ? [tool.slug] : [],
);
