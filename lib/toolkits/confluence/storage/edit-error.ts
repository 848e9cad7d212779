import { SaidError, type Words } from '../../../domain/phrase.ts';

/** Why an edit is refused, in words that a model can act on. Nothing was changed. */
export class EditError extends SaidError {
  constructor(reason: Words) {
    super(reason);
    this.name = 'EditError';
  }
}
