import { SaidError, type Words } from '../../../domain/phrase.ts';

/** The action would surely fail. The message says so in words that the model can act on. */
export class Impossible extends SaidError {
  /** True when Confluence said that there is no such thing, as it also says of what somebody may not see. */
  readonly missing: boolean;

  constructor(reason: Words, missing = false) {
    super(reason);
    this.name = 'Impossible';
    this.missing = missing;
  }
}

/** The target cannot be looked at. The message ends the sentence “There is no preview: …”. */
export class Unreadable extends SaidError {
  constructor(why: Words) {
    super(why);
    this.name = 'Unreadable';
  }
}
