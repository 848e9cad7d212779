/** Why an edit is refused, in words that a model can act on. Nothing was changed. */
export class EditError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'EditError';
  }
}
