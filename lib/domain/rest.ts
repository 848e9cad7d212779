import { SaidError, type Words } from './phrase.ts';

type Query = Record<string, string | number | undefined>;

/** The REST API of a connected app, as the connected person. */
export type Rest = {
  /** The JSON of a 2xx answer. Throws `RestRefusal` for any other status. */
  get(path: string, query?: Query): Promise<unknown>;
};

/** One write over it. */
export type RestWrite = {
  method: 'POST' | 'PUT' | 'DELETE';
  path: string;
  query?: Record<string, string>;
  body?: unknown;
};

/** The same to write with, too. */
export type WritableRest = Rest & {
  /** Sends one write, once. Throws `RestRefusal`, or something else when it may have run. */
  send(write: RestWrite): Promise<unknown>;
};

/** The app said no. `status` is its HTTP status, or 0 for what was refused on the way there; `words` are its own, if it has any. */
export class RestRefusal extends SaidError {
  readonly status: number;
  constructor(status: number, words: Words) {
    super(words);
    this.name = 'RestRefusal';
    this.status = status;
  }
}
