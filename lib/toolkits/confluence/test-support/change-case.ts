import type { SiteOfPeople } from './site-of-people.ts';

export type Args = Record<string, unknown>;

/** One tool: what it says of an action, what makes it another action, and what is not asked for at all. */
export type ChangeCase = {
  tool: string;
  /** Made before the plan; its result is given to all that follows. */
  given?: (site: SiteOfPeople) => Promise<string>;
  args: (site: SiteOfPeople, given: string) => Args | Promise<Args>;
  sentence: string | RegExp;
  preview: Args;
  target: Args;
  /** What others do before the action is carried out. */
  move: (site: SiteOfPeople, given: string) => Promise<unknown>;
  impossible: { args: (site: SiteOfPeople) => Args | Promise<Args>; reason: RegExp };
};
